import type { SafeStorage } from 'electron';
import { Failure } from '../../explain/failure.ts';
import type { KeyWrapper } from '../../vault/key-wrapper.ts';

/**
 * Keeps the master key by the system's own store: Keychain, DPAPI, or a Linux secret service.
 *
 * Where Linux has none, Electron falls back to `basic_text`, a password that everyone can read in its source: that
 * protects nothing, so it counts as unavailable (safe-storage.md).
 */
export function safeStorageWrapper(safeStorage: SafeStorage, platform: NodeJS.Platform): KeyWrapper {
  return {
    keeper: 'safe-storage',
    automatic: true,
    available: () => isProtected(safeStorage, platform),
    wrap: async (masterKey) => {
      const wrapped = await asking(safeStorage.encryptStringAsync(masterKey.toString('base64')));
      return wrapped.toString('base64');
    },
    unwrap: async (wrapped) => {
      const { result } = await asking(safeStorage.decryptStringAsync(Buffer.from(wrapped, 'base64')));
      return Buffer.from(result, 'base64');
    },
  };
}

async function isProtected(safeStorage: SafeStorage, platform: NodeJS.Platform): Promise<boolean> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return false;
  if (platform !== 'linux') return true;
  const backend = safeStorage.getSelectedStorageBackend();
  return backend !== 'basic_text' && backend !== 'unknown';
}

async function asking<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (cause) {
    throw new Failure(
      'VAULT_LOCKED',
      { where: 'vault', evidence: 'POSTKEY_SAFE_STORAGE_REFUSED' },
      { cause },
    );
  }
}
