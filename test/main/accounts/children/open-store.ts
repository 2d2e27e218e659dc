import { join } from 'node:path';
import {
  type AccountStore,
  type AccountsDocument,
  createAccountStore,
} from '../../../../main/accounts/account-store.ts';
import { openDocument } from '../../../../main/host/browser/documents.ts';
import { withLock } from '../../../../main/vault/lock.ts';

/** The accounts of a data folder, put together as the app does. */
export function openStore(folder: string): AccountStore {
  return createAccountStore({
    document: openDocument<AccountsDocument & Record<string, unknown>>(folder, 'accounts'),
    exclusively: (change) => withLock(join(folder, 'accounts.json'), change),
    now: () => new Date('2026-06-01T00:00:00.000Z'),
    changed: () => undefined,
  });
}
