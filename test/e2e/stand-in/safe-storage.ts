import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** What the system of this run has: a secret service, only Electron's built-in password, or nothing. */
export type StorageBackend = 'gnome_libsecret' | 'basic_text' | 'none';

/** Really encrypts, with a key of the run, so that what is stored is useless without it. */
export function createSafeStorage(backend: StorageBackend, key: Buffer) {
  const mustBeAvailable = () => {
    if (backend === 'none') throw new Error('Encryption is not available');
  };
  return {
    isAsyncEncryptionAvailable: async () => backend !== 'none',
    getSelectedStorageBackend: () => (backend === 'none' ? 'unknown' : backend),
    async encryptStringAsync(text: string): Promise<Buffer> {
      mustBeAvailable();
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
    },
    async decryptStringAsync(sealed: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> {
      mustBeAvailable();
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
      decipher.setAuthTag(sealed.subarray(12, 28));
      const text = Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]);
      return { result: text.toString('utf8'), shouldReEncrypt: false };
    },
  };
}
