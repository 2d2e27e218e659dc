import { keyFileVault } from './key-file-vault.ts';

const [, , data = '', account = ''] = process.argv;
await keyFileVault(data).write(account, { refreshToken: account });
