import { keyFileVault } from './key-file-vault.ts';

/** Writes ever newer records, and says on stdout which one is durable. */
const [, , data = '', account = ''] = process.argv;
const vault = keyFileVault(data);
for (let turn = 1; ; turn += 1) {
  await vault.write(account, { refreshToken: String(turn), accessToken: 'x'.repeat(20_000) });
  process.stdout.write(`${turn}\n`);
}
