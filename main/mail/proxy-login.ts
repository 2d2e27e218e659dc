import type { Account } from '../../preload/contract/index.ts';
import { invalidInput } from '../explain/invalid-input.ts';
import type { Vault } from '../vault/vault.ts';
import type { MailProxy } from './proxy.ts';

export interface ProxyWish {
  /** With or without user and password in it; null goes without a proxy. */
  readonly proxy: string | null;
  readonly user?: string | undefined;
  readonly password?: string | undefined;
}

/** The login at an account's proxy. @throws Failure `VAULT_LOCKED`, `VAULT_DAMAGED` */
export async function readProxyLogin(vault: Vault, { id }: Account): Promise<MailProxy['login']> {
  const { proxyUser, proxyPassword } = await vault.read(recordOf(id));
  return proxyUser === undefined ? undefined : { user: proxyUser, password: proxyPassword ?? '' };
}

/**
 * Keeps user and password in the vault.
 *
 * @returns the address without them, for the account
 * @throws Failure `INVALID_INPUT` where it is not the address of a proxy; `VAULT_LOCKED`, `WRITE_FAILED`
 */
export async function keepProxyLogin(vault: Vault, { id }: Account, wish: ProxyWish): Promise<string | null> {
  if (wish.proxy === null) {
    await forgetProxyLogin(vault, id);
    return null;
  }
  const address = new URL(wish.proxy);
  const user = wish.user || decodePart(address.username);
  const password = wish.password || decodePart(address.password);
  if (address.hostname === '') throw invalidInput('proxy', 'no-host');
  if (user === '' && password !== '') throw invalidInput('proxy', 'no-user');
  if (user === '') await forgetProxyLogin(vault, id);
  else await vault.write(recordOf(id), { proxyUser: user, proxyPassword: password });
  return `${address.protocol}//${address.host}`;
}

export async function forgetProxyLogin(vault: Vault, account: string): Promise<void> {
  await vault.remove(recordOf(account));
}

/** A record of its own: the account's is rewritten whenever a token is. */
function recordOf(account: string): string {
  return `${account}-proxy`;
}

function decodePart(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
