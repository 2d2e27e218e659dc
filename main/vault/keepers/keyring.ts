import { randomBytes } from 'node:crypto';
import { Failure } from '../../explain/failure.ts';
import type { KeyWrapper } from '../key-wrapper.ts';
import { keyBytes, seal, unseal } from '../seal.ts';

const service = 'Postkey';
const purpose = 'master-key:keyring';

/**
 * Wraps the master key with a key in the system's keyring: Keychain, Credential Manager, Secret Service.
 *
 * @param vaultName helps a person to tell the keys of several vaults apart; the vault's folder
 */
export function keyringWrapper(vaultName: string): KeyWrapper {
  return {
    keeper: 'keyring',
    automatic: true,
    available: keyringAnswers,
    async wrap(masterKey) {
      // A name of its own for each key: of two processes that make the vault at once, neither takes the other's.
      const name = `${vaultName} ${randomBytes(6).toString('hex')}`;
      const key = randomBytes(keyBytes);
      try {
        await (await openEntry(name)).setPassword(key.toString('base64'));
        return JSON.stringify({ name, sealed: seal(key, purpose, masterKey).toString('base64') });
      } catch (error) {
        throw unavailable(error);
      }
    },
    async unwrap(wrapped) {
      const { name, sealed } = JSON.parse(wrapped) as { name: string; sealed: string };
      let kept: string | null;
      try {
        kept = await (await openEntry(name)).getPassword();
      } catch (error) {
        throw unavailable(error);
      }
      const masterKey = kept
        ? unseal(Buffer.from(kept, 'base64'), purpose, Buffer.from(sealed, 'base64'))
        : null;
      if (!masterKey) {
        throw new Failure('VAULT_LOCKED', { where: 'vault', evidence: 'POSTKEY_VAULT_KEY_MISSING keyring' });
      }
      return masterKey;
    },
  };
}

/** Whether this machine has a keyring that answers. */
export async function keyringAnswers(): Promise<boolean> {
  try {
    await (await openEntry('probe')).getPassword();
    return true;
  } catch {
    return false;
  }
}

async function openEntry(name: string) {
  const { AsyncEntry } = await import('@napi-rs/keyring');
  // Without this, Linux falls back to the kernel's keyring, which forgets everything at the next start.
  return new AsyncEntry(service, name, { linux: { store: 'secret-service' } });
}

function unavailable(cause: unknown): Failure {
  const reason = cause instanceof Error ? cause.message : 'no answer';
  return new Failure(
    'VAULT_LOCKED',
    { where: 'vault', evidence: `POSTKEY_KEYRING_UNAVAILABLE ${reason}`, context: { reason } },
    { cause },
  );
}
