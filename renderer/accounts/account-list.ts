import type { AccountStatus } from '../../preload/contract/index.ts';

/** What a person calls the account: its label, else its address. */
export function accountName({ label, address }: Pick<AccountStatus, 'label' | 'address'>): string {
  return label === '' ? address : label;
}

/** Keeps the accounts that have every word of the query in label, address or provider. */
export function filterAccounts(accounts: readonly AccountStatus[], query: string): readonly AccountStatus[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return accounts;
  return accounts.filter(({ label, address, provider }) => {
    const text = `${label} ${address} ${provider}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** Whether the admin has to do something. */
export function needsAttention({ health }: AccountStatus): boolean {
  return health !== 'ready' && health !== 'refreshing';
}

/** Whether a person has yet to sign in for it, here or by a link that is sent to them. */
export function waitsForOwner({ health, grant }: Pick<AccountStatus, 'health' | 'grant'>): boolean {
  return health === 'needs-sign-in' && (grant === 'authorization_code' || grant === 'device_code');
}

/** Whether the system that uses it is set up by hand, value by value. */
export function hasSetupSheet({ purpose }: Pick<AccountStatus, 'purpose'>): boolean {
  return purpose === 'aem-65' || purpose === 'forms-jee';
}

export interface Expiry {
  readonly kind: 'token' | 'signIn' | 'secret';
  /** ISO 8601: an instant, or for a secret a date. */
  readonly at: string;
}

/** Everything that ends one day, the soonest first. */
export function expiries(account: AccountStatus): readonly Expiry[] {
  const all: Expiry[] = [];
  if (account.accessTokenExpiresAt) all.push({ kind: 'token', at: account.accessTokenExpiresAt });
  if (account.refreshTokenExpiresAt) all.push({ kind: 'signIn', at: account.refreshTokenExpiresAt });
  if (account.secretExpiresOn) all.push({ kind: 'secret', at: account.secretExpiresOn });
  return all.sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
}

/** The expiry the account's health warns of. */
export function urgentExpiry({ health }: AccountStatus): Expiry['kind'] | null {
  if (health === 'secret-expires') return 'secret';
  return health === 'expires-soon' ? 'signIn' : null;
}

export type AccountAction = 'sign-in' | 'refresh' | 'renew-secret';

/** The one thing to do, by health; nothing where all is well. */
export function actionFor({ health, diagnosis, keptAliveByUse }: AccountStatus): AccountAction | null {
  switch (health) {
    case 'ready':
    case 'refreshing':
      return null;
    case 'needs-sign-in':
      return 'sign-in';
    case 'expires-soon':
      return keptAliveByUse ? 'refresh' : 'sign-in';
    case 'failing':
      // There is nothing left to refresh with.
      return diagnosis?.id === 'postkey-record-damaged' ? 'sign-in' : 'refresh';
    case 'secret-expires':
      return 'renew-secret';
  }
}
