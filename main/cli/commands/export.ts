import { SecretsChoice, TargetId } from '../../../preload/contract/index.ts';
import { buildBundle, listTargets } from '../../bundles/bundles.ts';
import { writeBundle } from '../../bundles/write.ts';
import { defineCommand, UsageError } from '../command.ts';
import { readSecret } from '../inputs.ts';

export const exportBundle = defineCommand({
  options: {
    target: { type: 'string' },
    account: { type: 'string' },
    out: { type: 'string' },
    secrets: { type: 'string' },
    'passphrase-file': { type: 'string' },
  },
  words: { least: 0, most: 0 },
  async run({ services, output, stdin }, _, values) {
    const { texts } = output;
    const titles = listTargets(texts);
    if (values.target === 'list') {
      output.result(titles, titles.map(({ id, title }) => `${id}  ${title}`).join('\n'));
      return 0;
    }
    const { account, out } = values;
    const target = TargetId.safeParse(values.target);
    const secrets = SecretsChoice.safeParse(values.secrets ?? 'placeholder');
    if (!target.success)
      throw new UsageError(texts.t('cli:usage.target', { targets: TargetId.options.join(', ') }));
    if (!secrets.success) throw new UsageError(texts.t('cli:usage.secrets'));
    if (!account) throw new UsageError(texts.t('cli:usage.missingOption', { option: '--account' }));
    if (!out) throw new UsageError(texts.t('cli:usage.missingOption', { option: '--out' }));

    const passphraseFile = values['passphrase-file'];
    const passphrase = passphraseFile === undefined ? undefined : await readSecret(passphraseFile, stdin);
    const request = { target: target.data, secrets: secrets.data, options: {} };
    const bundle = buildBundle(
      target.data,
      await services.bundleInput(services.accounts.find(account), request),
    );
    if (secrets.data === 'include' && passphrase === undefined)
      output.note('secrets-in-the-clear', texts.t('cli:export.inTheClear', { out }));
    const { files, path } = await writeBundle(bundle, out, passphrase === undefined ? {} : { passphrase });
    for (const warning of bundle.warnings) output.note('warning', warning);
    output.result(
      { files, warnings: bundle.warnings },
      texts.t('cli:export.done', { path, count: files.length }),
    );
    return 0;
  },
});
