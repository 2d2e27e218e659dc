import { randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { Failure } from '../../explain/failure.ts';
import { createDurably, errorCode } from '../durable-file.ts';
import type { KeyWrapper } from '../key-wrapper.ts';
import { keyBytes, seal, unseal } from '../seal.ts';

const purpose = 'master-key:key-file';

/**
 * Wraps the master key with a key in a file that only its owner may read. Whoever can read the owner's files can
 * read the tokens: it is used only where the admin says so.
 *
 * @param path of the key file; made when first needed
 */
export function keyFileWrapper(path: string): KeyWrapper {
  return {
    keeper: 'key-file',
    automatic: false,
    available: async () => true,
    async wrap(masterKey) {
      await createDurably(path, randomBytes(keyBytes));
      return seal(readKey(path), purpose, masterKey).toString('base64');
    },
    async unwrap(wrapped) {
      const masterKey = unseal(readKey(path), purpose, Buffer.from(wrapped, 'base64'));
      if (!masterKey) throw keyFileFailure('POSTKEY_VAULT_KEY_WRONG', path);
      return masterKey;
    },
  };
}

function readKey(path: string): Buffer {
  try {
    const { mode } = statSync(path);
    // Windows has no such bits; there the folder's access list protects the file.
    if (process.platform !== 'win32' && (mode & 0o077) !== 0)
      throw keyFileFailure('POSTKEY_VAULT_KEY_EXPOSED', path);
    const key = readFileSync(path);
    if (key.length !== keyBytes) throw keyFileFailure('POSTKEY_VAULT_KEY_WRONG', path);
    return key;
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw keyFileFailure(`POSTKEY_VAULT_KEY_MISSING ${errorCode(error)}`, path, error);
  }
}

function keyFileFailure(evidence: string, path: string, cause?: unknown): Failure {
  return new Failure(
    'VAULT_LOCKED',
    { where: 'vault', evidence: `${evidence}: ${path}`, context: { file: path } },
    { cause },
  );
}
