import type { Account, Health } from '../../preload/contract/index.ts';
import { accessTokenEnd, type Secrets } from '../vault/secrets.ts';

const day = 86_400_000;
/** Days before the client secret's end that the admin is told. */
const secretNotice = 30;

/** How long a sign-in lasts if nothing happens. */
export interface SignInOutlook {
  /** Null where the provider sets no end or does not say. */
  readonly endsAt: Date | null;
  /** Using it puts the end off. */
  readonly keptAliveByUse: boolean;
  /** From when on the admin is told. */
  readonly warnFrom: Date | null;
}

export interface HealthFacts {
  readonly account: Account;
  readonly secrets: Secrets;
  /** Null where no refresh token is kept. */
  readonly outlook: SignInOutlook | null;
  readonly refreshing: boolean;
  readonly now: Date;
}

/** The one word for an account, worst first. */
export function healthOf({ account, secrets, outlook, refreshing, now }: HealthFacts): Health {
  if (refreshing) return 'refreshing';
  if (needsSignIn(account, secrets, now)) return 'needs-sign-in';
  if (secrets.failure) return 'failing';
  if (account.secretExpiresOn && daysUntil(account.secretExpiresOn, now) <= secretNotice)
    return 'secret-expires';
  if (outlook?.warnFrom && outlook.warnFrom <= now) return 'expires-soon';
  if (!canRenew(account, secrets)) return 'expires-soon';
  return 'ready';
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
