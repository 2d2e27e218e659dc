import { randomBytes } from 'node:crypto';
import { promises as files, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { KeyKeeper, VaultStatus } from '../../preload/contract/index.ts';
import { Failure } from '../explain/failure.ts';
import { createDurably, errorCode, syncFolder, writeDurably, writeFailure } from './durable-file.ts';
import { type Header, headerName, readHeader, sealedSuffix } from './header.ts';
import type { KeyWrapper } from './key-wrapper.ts';
import { type Lock, type LockOptions, withLock } from './lock.ts';
import { keyBytes, seal, unseal } from './seal.ts';
import type { Secrets } from './secrets.ts';
import { sweep } from './sweep.ts';

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
  /**
   * Runs `work` while nobody else changes the account's record; again where it was overtaken meanwhile.
   *
   * @throws Failure `FILE_BUSY`, or what `work` throws
   */
  exclusively<T>(
    account: string,
    work: (record: HeldRecord) => Promise<T>,
    options?: LockOptions,
  ): Promise<T>;
}

/** An account's record while it is nobody else's to change. */
export interface HeldRecord extends Pick<Lock, 'confirm'> {
  /** @throws Failure as {@link Vault.read} */
  read(): Promise<Secrets>;
  /** Durable when it resolves. @throws LockLost where it was overtaken, Failure as {@link Vault.write} */
  write(secrets: Secrets): Promise<void>;
  /** Moves a record that cannot be read out of the way, for whoever can mend it. @returns whether it was one */
  setAside(): Promise<boolean>;
}

export interface VaultOptions {
  readonly folder: string;
  /** What this machine offers, the best first. */
  readonly keyWrappers: readonly KeyWrapper[];
  /** Unlocks, or on a fresh folder makes, a passphrase vault without asking. */
  readonly passphrase?: string;
  /** The keeper of a vault that is made without asking, the first time something is written. */
  readonly keeper?: KeyKeeper;
  /** Swept once of what processes that died left behind; the vault's own folder where it is left out. */
  readonly dataFolder?: string;
}

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
      await sweepOnce();
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
    const secrets = await opened(account);
    if (!secrets) throw damagedRecord(sealedPath(account));
    return secrets;
  }

  /** @returns null where the record is there and does not open */
  async function opened(account: string): Promise<Secrets | null> {
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
    return plain && (JSON.parse(plain.toString('utf8')) as Secrets);
  }

  function write(account: string, secrets: Secrets): Promise<void> {
    return writeBy((data) => writeDurably(sealedPath(account), data), account, secrets);
  }

  async function writeBy(
    place: (sealed: Buffer) => Promise<void>,
    account: string,
    secrets: Secrets,
  ): Promise<void> {
    const key = await openKey(true);
    await sweepOnce();
    await place(seal(key, `account:${account}`, Buffer.from(JSON.stringify(secrets))));
  }

  function sweepOnce(): Promise<void> {
    swept ??= sweep(options.dataFolder ?? folder);
    return swept;
  }

  function exclusively<T>(
    account: string,
    work: (record: HeldRecord) => Promise<T>,
    lockOptions?: LockOptions,
  ): Promise<T> {
    return withLock(
      sealedPath(account),
      (lock) =>
        work({
          confirm: lock.confirm,
          read: () => read(account),
          write: (secrets) => writeBy(lock.replace, account, secrets),
          async setAside() {
            // One that cannot be reached now may be sound.
            const isDamaged = (await opened(account)) === null;
            if (isDamaged) await moveAside(account);
            return isDamaged;
          },
        }),
      lockOptions,
    );
  }

  async function remove(account: string): Promise<void> {
    const path = sealedPath(account);
    if (await isUnreadable(account)) return moveAside(account);
    try {
      await files.unlink(path);
      await syncFolder(folder);
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') throw writeFailure(path, error);
    }
  }

  /** A file that cannot be read is kept for whoever can mend it, beside those kept before. */
  async function moveAside(account: string): Promise<void> {
    const path = sealedPath(account);
    try {
      await files.rename(path, await freeName(`${path}.damaged`));
      await syncFolder(folder);
    } catch (error) {
      throw writeFailure(path, error);
    }
  }

  async function isUnreadable(account: string): Promise<boolean> {
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
    await sweepOnce();
  }

  return { folder, status, create, ensure, unlock, read, write, remove, exclusively };
}

async function freeName(wanted: string): Promise<string> {
  const taken = new Set(await files.readdir(dirname(wanted)));
  for (let turn = 1; ; turn += 1) {
    const name = turn === 1 ? wanted : `${wanted}-${turn}`;
    if (!taken.has(basename(name))) return name;
  }
}

function lockedFailure(evidence: string): Failure {
  return new Failure('VAULT_LOCKED', { where: 'vault', evidence });
}

function damagedRecord(path: string): Failure {
  const evidence = `POSTKEY_RECORD_DAMAGED ${path}`;
  return new Failure('VAULT_DAMAGED', { where: 'vault', evidence, context: { file: path } });
}
