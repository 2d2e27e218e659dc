import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { Account } from '../../preload/contract/index.ts';
import { Failure } from '../explain/failure.ts';
import { findAccount } from './find-account.ts';

/** `accounts.json`: accounts by id, with room beside them for what a newer version may add. */
export interface AccountsDocument {
  readonly accounts?: Readonly<Record<string, unknown>>;
}

export interface AccountStore {
  list(): readonly Account[];
  /** @param reference an id or an address @throws Failure `NOT_FOUND`, `INVALID_INPUT` */
  find(reference: string): Account;
  /** @throws Failure `ALREADY_EXISTS` where the same client already has the same mailbox */
  add(account: Omit<Account, 'id' | 'createdAt'>): Promise<Account>;
  /** Undefined leaves a value as it is, null takes it away. */
  update(id: string, change: AccountChange): Promise<Account>;
  remove(id: string): Promise<void>;
}

export interface AccountChange {
  readonly label?: string | undefined;
  readonly secretExpiresOn?: string | null | undefined;
  readonly inTesting?: boolean | undefined;
  readonly proxy?: string | null | undefined;
  /** The delegate who signs in for a shared mailbox. */
  readonly signInAs?: string | null | undefined;
}

export interface AccountStoreOptions {
  readonly document: { read(): AccountsDocument; write(value: AccountsDocument): void };
  /** Keeps other processes from changing the document between a read and the write that follows. */
  readonly exclusively: <T>(change: () => T) => Promise<T>;
  readonly now: () => Date;
  /** Called after every change made through this store. */
  readonly changed: () => void;
}

/** Accounts as they are on disk now; another process may have changed them since the last look. */
export function createAccountStore({
  document,
  exclusively,
  now,
  changed,
}: AccountStoreOptions): AccountStore {
  function list(): Account[] {
    return Object.values(recordsIn(document.read())).map(parse);
  }

  function find(reference: string): Account {
    return findAccount(list(), reference);
  }

  async function change<T>(apply: (accounts: Record<string, unknown>) => T): Promise<T> {
    const result = await exclusively(() => {
      const current = document.read();
      const accounts = { ...recordsIn(current) };
      const value = apply(accounts);
      document.write({ ...current, accounts });
      return value;
    });
    changed();
    return result;
  }

  return {
    list,
    find,
    add: (draft) =>
      change((accounts) => {
        const twin = Object.values(accounts)
          .map(parse)
          .find((other) => isSameGrant(other, draft));
        if (twin) throw alreadyExists(twin);
        const account: Account = { ...draft, id: newId(accounts), createdAt: now().toISOString() };
        accounts[account.id] = account;
        return account;
      }),
    update: (id, { label, ...clearable }) =>
      change((accounts) => {
        const account = findAccount(Object.values(accounts).map(parse), id);
        const given = Object.entries({ label, ...clearable }).filter(([, value]) => value !== undefined);
        const kept = Object.entries({ ...account, ...Object.fromEntries(given) });
        const changed = parse(Object.fromEntries(kept.filter(([, value]) => value !== null)));
        accounts[changed.id] = changed;
        return changed;
      }),
    remove: (id) =>
      change((accounts) => {
        delete accounts[id];
      }),
  };
}

/** Records are left as they are until they are needed: a newer version may have written some. */
function recordsIn({ accounts = {} }: AccountsDocument): Readonly<Record<string, unknown>> {
  if (typeof accounts === 'object' && accounts !== null && !Array.isArray(accounts)) return accounts;
  throw damagedFile('accounts is not an object');
}

function parse(value: unknown): Account {
  const parsed = Account.safeParse(value);
  if (parsed.success) return parsed.data;
  throw damagedFile(z.prettifyError(parsed.error));
}

function damagedFile(reason: string): Failure {
  return new Failure('VAULT_DAMAGED', {
    where: 'file',
    evidence: `POSTKEY_ACCOUNTS_FILE_DAMAGED ${reason}`,
    context: { file: 'accounts.json' },
  });
}

type Grantee = Pick<Account, 'address' | 'provider' | 'clientId'>;

function isSameGrant(a: Grantee, b: Grantee): boolean {
  return (
    a.provider === b.provider &&
    a.clientId === b.clientId &&
    a.address.toLowerCase() === b.address.toLowerCase()
  );
}

function alreadyExists(account: Account): Failure {
  return new Failure('ALREADY_EXISTS', {
    where: 'command',
    evidence: `POSTKEY_ALREADY_EXISTS ${account.id} ${account.address}`,
    context: { account: account.id, ref: account.address },
  });
}

/** Twelve letters and digits: short enough to type, 62 bits. */
function newId(taken: Readonly<Record<string, unknown>>): string {
  const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';
  const id = Array.from({ length: 12 }, () => alphabet[randomInt(alphabet.length)]).join('');
  return id in taken ? newId(taken) : id;
}
