import { join } from 'node:path';
import type { KeyKeeper } from '../preload/contract/index.ts';
import { type AccountStore, createAccountStore } from './accounts/account-store.ts';
import { type Changes, createChanges } from './accounts/changes.ts';
import type { Host } from './host/host.ts';
import { createDrafts, type Drafts } from './oauth/drafts.ts';
import { createSettings, type SettingsStore } from './settings/settings.ts';
import { withLock } from './vault/lock.ts';
import { openVault, type Vault } from './vault/vault.ts';

/** What the data folder keeps. Other processes may use it at the same time. */
export interface Stores {
  readonly accounts: AccountStore;
  /** Tells of every change to accounts made by this process. */
  readonly changes: Changes;
  readonly drafts: Drafts;
  readonly settings: SettingsStore;
  readonly vault: Vault;
}

export interface StoreOptions {
  readonly passphrase?: string;
  /** The keeper of a vault that has to be made without asking. */
  readonly keeper?: KeyKeeper;
}

export function openStores(
  { dataFolder, documents, keyWrappers }: Host,
  { passphrase, keeper }: StoreOptions,
): Stores {
  const changes = createChanges();
  const accounts = createAccountStore({
    document: documents.accounts,
    exclusively: (change) =>
      withLock(join(dataFolder, 'accounts.json'), (lock) => {
        lock.confirm();
        return change();
      }),
    now: () => new Date(),
    changed: changes.notify,
  });
  return {
    accounts,
    changes,
    drafts: createDrafts({
      document: documents.drafts,
      exclusively: (change) => withLock(join(dataFolder, 'drafts.json'), change),
      accounts: accounts.list,
    }),
    settings: createSettings(documents.settings),
    vault: openVault({
      folder: join(dataFolder, 'vault'),
      dataFolder,
      keyWrappers,
      ...(passphrase === undefined ? {} : { passphrase }),
      ...(keeper ? { keeper } : {}),
    }),
  };
}
