import { defaultMinLife } from '../../oauth/cached-token.ts';
import { defineCommand, UsageError } from '../command.ts';
import { formatToken, readMinLife } from '../token-format.ts';

export const token = defineCommand({
  options: { 'min-life': { type: 'string' } },
  words: { least: 1, most: 1 },
  async run({ services, output }, [reference = ''], values) {
    const minLife = readMinLife(values['min-life']);
    if (minLife === null) throw new UsageError(output.texts.t('cli:usage.seconds', { option: '--min-life' }));
    const account = services.accounts.find(reference);
    const { accessToken, expiresAt } = await services.tokens.accessToken(account, minLife ?? defaultMinLife);
    output.result({ accessToken, expiresAt }, formatToken(accessToken, expiresAt, false).trimEnd());
    return 0;
  },
});
