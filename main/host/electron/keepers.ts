import { join } from 'node:path';
import type { SafeStorage } from 'electron';
import { keyFileWrapper } from '../../vault/keepers/key-file.ts';
import { keyringWrapper } from '../../vault/keepers/keyring.ts';
import { passphraseWrapper } from '../../vault/keepers/passphrase.ts';
import type { KeyWrapper } from '../../vault/key-wrapper.ts';
import { safeStorageWrapper } from './safe-storage-wrapper.ts';

/** What can keep the master key on a desktop, the best first. */
export function desktopKeepers(
  safeStorage: SafeStorage,
  platform: NodeJS.Platform,
  dataFolder: string,
): readonly KeyWrapper[] {
  return [
    safeStorageWrapper(safeStorage, platform),
    keyringWrapper(dataFolder),
    passphraseWrapper,
    keyFileWrapper(join(dataFolder, 'vault.key')),
  ];
}
