import { join } from 'node:path';
import { keyFileWrapper } from '../../../../main/vault/keepers/key-file.ts';
import { openVault, type Vault } from '../../../../main/vault/vault.ts';

export function keyFileVault(data: string): Vault {
  return openVault({
    folder: join(data, 'vault'),
    keyWrappers: [keyFileWrapper(join(data, 'vault.key'))],
    keeper: 'key-file',
  });
}
