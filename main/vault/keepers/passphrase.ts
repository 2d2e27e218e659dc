import { randomBytes, type ScryptOptions, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { Failure } from '../../explain/failure.ts';
import type { KeyWrapper } from '../key-wrapper.ts';
import { keyBytes, seal, unseal } from '../seal.ts';

const scryptAsync = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);
/** OWASP's first choice for scrypt: 128 MiB, about half a second. */
const cost = { N: 2 ** 17, r: 8, p: 1 } as const;
const purpose = 'master-key:passphrase';

/** Wraps the master key with a key made from a passphrase by scrypt (RFC 7914). */
export const passphraseWrapper: KeyWrapper = {
  keeper: 'passphrase',
  automatic: false,
  available: async () => true,
  async wrap(masterKey, passphrase) {
    const salt = randomBytes(16);
    const key = await derive(required(passphrase), salt, cost);
    return [
      cost.N,
      cost.r,
      cost.p,
      salt.toString('base64'),
      seal(key, purpose, masterKey).toString('base64'),
    ].join('$');
  },
  async unwrap(wrapped, passphrase) {
    const { salt, sealed, ...written } = parseWrapped(wrapped);
    const key = await derive(required(passphrase), salt, written);
    const masterKey = unseal(key, purpose, sealed);
    if (!masterKey) {
      throw new Failure('VAULT_LOCKED', { where: 'vault', evidence: 'POSTKEY_VAULT_PASSPHRASE_WRONG' });
    }
    return masterKey;
  },
};

function required(passphrase: string | undefined): string {
  if (passphrase) return passphrase;
  throw new Failure('VAULT_LOCKED', {
    where: 'vault',
    evidence: 'POSTKEY_VAULT_LOCKED a passphrase is needed',
  });
}

interface Wrapped extends Cost {
  readonly salt: Buffer;
  readonly sealed: Buffer;
}

interface Cost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** A header that was edited must not be able to ask for all the memory there is. */
const highest: Cost = { N: 2 ** 20, r: 16, p: 4 };

function parseWrapped(wrapped: string): Wrapped {
  const [N, r, p, salt = '', sealed = ''] = wrapped.split('$');
  const written = { N: Number(N), r: Number(r), p: Number(p) };
  const names = ['N', 'r', 'p'] as const;
  const sound = names.every((name) => written[name] >= 1 && written[name] <= highest[name]);
  if (!sound) throw damaged();
  return { ...written, salt: Buffer.from(salt, 'base64'), sealed: Buffer.from(sealed, 'base64') };
}

async function derive(passphrase: string, salt: Buffer, { N, r, p }: Cost): Promise<Buffer> {
  // Unicode offers several spellings of the same word; NFKC makes them one (RFC 8265 §4.2).
  const password = passphrase.normalize('NFKC');
  try {
    return await scryptAsync(password, salt, keyBytes, { N, r, p, maxmem: 160 * N * r });
  } catch (error) {
    throw damaged(error);
  }
}

function damaged(cause?: unknown): Failure {
  const facts = { where: 'vault', evidence: 'POSTKEY_VAULT_DAMAGED vault.json' } as const;
  return new Failure('VAULT_DAMAGED', { ...facts, context: { file: 'vault.json' } }, { cause });
}
