import type { Account, Health } from '../../preload/contract/index.ts';
import { accessTokenEnd, type Secrets } from '../vault/secrets.ts';

const day = 86_400_000;
/** Days before the client secret's end that the admin is told. */
export const secretNotice = 30;
/** Days before a refresh token's end that the admin is told. */
export const refreshTokenNotice = 7;

export interface HealthFacts {
  readonly account: Account;
  readonly secrets: Secrets;
  /** Days a refresh token lives from when it was issued, where the provider says so. */
  readonly refreshTokenDays: number | undefined;
  readonly refreshing: boolean;
  readonly now: Date;
}

/** The one word for an account, worst first. */
export function healthOf({ account, secrets, refreshTokenDays, refreshing, now }: HealthFacts): Health {
  if (refreshing) return 'refreshing';
  if (needsSignIn(account, secrets, now)) return 'needs-sign-in';
  if (secrets.failure) return 'failing';
  if (account.secretExpiresOn && daysUntil(account.secretExpiresOn, now) <= secretNotice)
    return 'secret-expires';
  const end = refreshTokenEnd(secrets, refreshTokenDays);
  if (end && daysUntil(end, now) <= refreshTokenNotice) return 'expires-soon';
  if (!canRenew(account, secrets)) return 'expires-soon';
  return 'ready';
}

/** When the refresh token dies by the provider's rules, ISO 8601. */
export function refreshTokenEnd(secrets: Secrets, lifetimeDays: number | undefined): string | null {
  if (!secrets.refreshTokenIssuedAt || lifetimeDays === undefined) return null;
  return new Date(Date.parse(secrets.refreshTokenIssuedAt) + lifetimeDays * day).toISOString();
}

function needsSignIn(account: Account, secrets: Secrets, now: Date): boolean {
  if (secrets.failure?.code === 'NEEDS_SIGN_IN') return true;
  if (canRenew(account, secrets)) return false;
  return !(secrets.accessToken && accessTokenEnd(secrets) > now.getTime());
}

/** Whether a new access token can be had without a person. */
function canRenew(account: Account, secrets: Secrets): boolean {
  const alone = account.grant === 'client_credentials' || account.grant === 'service_account';
  return alone || secrets.refreshToken !== undefined;
}

function daysUntil(isoDate: string, now: Date): number {
  return (Date.parse(isoDate) - now.getTime()) / day;
}
