import { basename } from 'node:path';
import { maxImportBytes } from '../../../preload/contract/index.ts';
import { defineCommand } from '../command.ts';
import { readFileUpTo, readSecret } from '../inputs.ts';

export const importFile = defineCommand({
  options: { 'passphrase-file': { type: 'string' } },
  words: { least: 1, most: 1 },
  async run({ services, output, stdin }, [path = ''], values) {
    const { texts } = output;
    const passphraseFile = values['passphrase-file'];
    const passphrase = passphraseFile === undefined ? undefined : await readSecret(passphraseFile, stdin);
    const file = { path: basename(path), bytes: await readFileUpTo(path, maxImportBytes) };
    const outcome = await services.importFile(file, passphrase);
    const { accounts, templates, skipped } = outcome;
    output.result(
      outcome,
      [
        ...accounts.map(({ id, address, signedIn }) =>
          texts.t(signedIn ? 'cli:import.account' : 'cli:import.accountWithoutToken', { id, address }),
        ),
        ...templates.map(({ set, language }) => texts.t('cli:import.template', { set, language })),
        ...skipped.map((left) => texts.t('cli:import.skipped', { ...left })),
      ].join('\n'),
    );
    return 0;
  },
});
