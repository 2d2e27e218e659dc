import { randomBytes } from 'node:crypto';
import { promises as files, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KeyKeeper, VaultStatus } from '../../preload/contract/index.ts';
import { Failure } from '../explain/failure.ts';
import {
  createDurably,
  errorCode,
  syncFolder,
  temporaryFilePattern,
  writeDurably,
  writeFailure,
} from './durable-file.ts';
import type { KeyWrapper } from './key-wrapper.ts';
import { keyBytes, seal, unseal } from './seal.ts';
import type { Secrets } from './secrets.ts';

/** Secrets sealed at rest: one file an account, all under one master key that the host's keeper wraps. */
export interface Vault {
  readonly folder: string;
  status(): Promise<VaultStatus>;
  /** Makes the vault. Where there is one already it is opened instead. */
  create(keeper: KeyKeeper, passphrase?: string): Promise<void>;
  /**
   * Opens the vault, or makes it where it is clear how: before work that would be lost if nothing could be kept.
   *
   * @throws Failure `VAULT_LOCKED`, `WRITE_FAILED`
   */
  ensure(): Promise<void>;
  /** @throws Failure `VAULT_LOCKED` where the passphrase is wrong or the keeper refuses */
  unlock(passphrase?: string): Promise<void>;
  /**
   * @returns an empty record where nothing was ever kept for the account
   * @throws Failure `VAULT_LOCKED`, or `VAULT_DAMAGED` where the file was cut short or edited
   */
  read(account: string): Promise<Secrets>;
  /** Durable when it resolves. @throws Failure `VAULT_LOCKED`, `WRITE_FAILED`; the old record then still stands */
  write(account: string, secrets: Secrets): Promise<void>;
  remove(account: string): Promise<void>;
}

export interface VaultOptions {
  readonly folder: string;
  /** What this machine offers, the best first. */
  readonly keyWrappers: readonly KeyWrapper[];
  /** Unlocks, or on a fresh folder makes, a passphrase vault without asking. */
  readonly passphrase?: string;
  /** The keeper of a vault that is made without asking, the first time something is written. */
  readonly keeper?: KeyKeeper;
}

interface Header {
  readonly format: 1;
  readonly keeper: KeyKeeper;
  /** The master key as its keeper wrapped it. */
  readonly wrapped: string;
}

const headerName = 'vault.json';
const sealedSuffix = '.sealed';
/** Every keeper there is; a header that names another was edited. */
const keepers: Readonly<Record<KeyKeeper, true>> = {
  'safe-storage': true,
  keyring: true,
  passphrase: true,
  'key-file': true,
};
/** A temporary file this old (milliseconds) was left by a process that died. */
const abandonedAfter = 60_000;

export function openVault(options: VaultOptions): Vault {
  const { folder, keyWrappers } = options;
  const headerPath = join(folder, headerName);
  let masterKey: Promise<Buffer> | undefined;
  let swept: Promise<void> | undefined;

  async function status(): Promise<VaultStatus> {
    const header = await readHeader(folder);
    if (!header) return { state: 'new', choices: (await offered()).map(({ keeper }) => keeper) };
    try {
      await openKey();
      return { state: 'open', keeper: header.keeper };
    } catch (error) {
      if (error instanceof Failure && error.code === 'VAULT_LOCKED')
        return { state: 'locked', keeper: header.keeper };
      throw error;
    }
  }

  async function create(keeper: KeyKeeper, passphrase?: string): Promise<void> {
    await files.mkdir(folder, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
      throw writeFailure(folder, error);
    });
    const key = randomBytes(keyBytes);
    const header: Header = { format: 1, keeper, wrapped: await wrapperFor(keeper).wrap(key, passphrase) };
    const first = await createDurably(headerPath, `${JSON.stringify(header, null, 2)}\n`);
    masterKey = first ? Promise.resolve(key) : undefined;
    if (!first) await unlock(passphrase);
  }

  async function unlock(passphrase = options.passphrase): Promise<void> {
    const header = await readHeader(folder);
    if (!header) throw lockedFailure('POSTKEY_VAULT_KEEPER_UNCHOSEN no vault has been made yet');
    const key = unwrapKey(header, passphrase);
    await key;
    masterKey = key;
  }

  /** The master key; a vault that does not exist yet is made where it is clear how. */
  function openKey(make = false): Promise<Buffer> {
    if (masterKey) return masterKey;
    const opening = (async () => {
      const header = await readHeader(folder);
      if (header) return unwrapKey(header, options.passphrase);
      const keeper = make ? await keeperWithoutAsking() : undefined;
      if (!keeper) throw lockedFailure('POSTKEY_VAULT_KEEPER_UNCHOSEN no vault has been made yet');
      await create(keeper, options.passphrase);
      return openKey();
    })();
    masterKey = opening;
    opening.catch(() => {
      if (masterKey === opening) masterKey = undefined;
    });
    return opening;
  }

  async function keeperWithoutAsking(): Promise<KeyKeeper | undefined> {
    if (options.keeper) return options.keeper;
    if (options.passphrase !== undefined) return 'passphrase';
    return (await offered()).find(({ automatic }) => automatic)?.keeper;
  }

  async function offered(): Promise<KeyWrapper[]> {
    const available = await Promise.all(keyWrappers.map((wrapper) => wrapper.available()));
    return keyWrappers.filter((_, index) => available[index]);
  }

  function unwrapKey(header: Header, passphrase?: string): Promise<Buffer> {
    return wrapperFor(header.keeper).unwrap(header.wrapped, passphrase);
  }

  function wrapperFor(keeper: KeyKeeper): KeyWrapper {
    const wrapper = keyWrappers.find((candidate) => candidate.keeper === keeper);
    if (!wrapper) throw lockedFailure(`POSTKEY_VAULT_KEEPER_MISSING ${keeper}`);
    return wrapper;
  }

  async function read(account: string): Promise<Secrets> {
    const path = sealedPath(account);
    let sealed: Buffer;
    try {
      // A few kilobytes: the way to another thread and back would cost more than the read.
      sealed = readFileSync(path);
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return {};
      throw new Failure(
        'VAULT_DAMAGED',
        {
          where: 'vault',
          evidence: `POSTKEY_VAULT_UNREADABLE ${errorCode(error)}: ${path}`,
          context: { file: path },
        },
        { cause: error },
      );
    }
    const plain = unseal(await openKey(), `account:${account}`, sealed);
    if (!plain) throw damagedFailure(path);
    return JSON.parse(plain.toString('utf8')) as Secrets;
  }

  async function write(account: string, secrets: Secrets): Promise<void> {
    const key = await openKey(true);
    // Tidying up must never keep anybody from their tokens.
    swept ??= sweep(folder).catch(() => undefined);
    await swept;
    await writeDurably(
      sealedPath(account),
      seal(key, `account:${account}`, Buffer.from(JSON.stringify(secrets))),
    );
  }

  async function remove(account: string): Promise<void> {
    const path = sealedPath(account);
    try {
      if (await isDamaged(account)) await files.rename(path, `${path}.damaged`);
      else await files.unlink(path);
      await syncFolder(folder);
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') throw writeFailure(path, error);
    }
  }

  /** A file that cannot be read is kept aside for whoever can mend it. */
  async function isDamaged(account: string): Promise<boolean> {
    try {
      await read(account);
      return false;
    } catch (error) {
      if (error instanceof Failure && error.code === 'VAULT_DAMAGED') return true;
      throw error;
    }
  }

  function sealedPath(account: string): string {
    return join(folder, `${account}${sealedSuffix}`);
  }

  async function ensure(): Promise<void> {
    await openKey(true);
  }

  return { folder, status, create, ensure, unlock, read, write, remove };
}

/**
 * @returns null where there is no vault yet
 * @throws Failure `VAULT_DAMAGED` also where records stand without a header: a new key beside them would lock them out
 */
async function readHeader(folder: string): Promise<Header | null> {
  const path = join(folder, headerName);
  const text = readIfThere(path);
  if (text === null) {
    // The header is written before any record, so that one made in this very moment is there at the second look.
    if (!(await holdsRecords(folder))) return null;
    return parseHeader(path, readIfThere(path));
  }
  return parseHeader(path, text);
}

function parseHeader(path: string, text: string | null): Header {
  const header = text === null ? undefined : parseJson(text);
  if (!isHeader(header)) throw damagedFailure(path);
  return header;
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw damagedFailure(path, error);
  }
}

async function holdsRecords(folder: string): Promise<boolean> {
  const names = await files.readdir(folder).catch(() => []);
  return names.some((name) => name.endsWith(sealedSuffix));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isHeader(value: unknown): value is Header {
  return (
    typeof value === 'object' &&
    value !== null &&
    'format' in value &&
    value.format === 1 &&
    'keeper' in value &&
    typeof value.keeper === 'string' &&
    Object.hasOwn(keepers, value.keeper) &&
    'wrapped' in value &&
    typeof value.wrapped === 'string'
  );
}

async function sweep(folder: string): Promise<void> {
  for (const name of await files.readdir(folder)) {
    if (!temporaryFilePattern.test(name)) continue;
    const path = join(folder, name);
    const age = await files.stat(path).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (age > abandonedAfter) await files.unlink(path).catch(() => undefined);
  }
}

function lockedFailure(evidence: string): Failure {
  return new Failure('VAULT_LOCKED', { where: 'vault', evidence });
}

function damagedFailure(path: string, cause?: unknown): Failure {
  return new Failure(
    'VAULT_DAMAGED',
    { where: 'vault', evidence: `POSTKEY_VAULT_DAMAGED ${path}`, context: { file: path } },
    { cause },
  );
}
