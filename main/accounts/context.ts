import type { Account } from '../../preload/contract/index.ts';

/** The admin's own values, to fill the steps of a fix with. */
export function contextOf(account: Account): Record<string, string> {
  return {
    account: account.id,
    mailbox: account.address,
    clientId: account.clientId,
    ...(account.tenant ? { tenant: account.tenant } : {}),
    ...(account.redirectUri ? { redirectUri: account.redirectUri } : {}),
    ...(account.scopes.length > 0 ? { scopes: account.scopes.join(' ') } : {}),
  };
}
