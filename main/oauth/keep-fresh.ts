import type { Account } from '../../preload/contract/index.ts';
import { Failure } from '../explain/failure.ts';
import type { Secrets } from '../vault/secrets.ts';
import { isUsable } from './cached-token.ts';
import { signsInByItself } from './renewal.ts';
import { isProxyLogin } from './token-failure.ts';

export interface KeepFreshOptions {
  readonly accounts: () => readonly Account[];
  readonly readSecrets: (account: string) => Promise<Secrets>;
  readonly refresh: (account: Account, minLifeSeconds: number) => Promise<unknown>;
  /** When to use the refresh token at the latest so that it does not die of disuse; null where use does not help. */
  readonly dueBy?: (account: Account, secrets: Secrets) => Date | null;
  readonly now: () => number;
  /** Called with what an account's refresh failed of, once for each account and round. */
  readonly failed: (account: Account, failure: Failure) => void;
}

/** Seconds of life at which a token is renewed in the background: ahead of its end, so that nobody waits for it. */
const ahead = 600;
/** Milliseconds between two rounds. */
const interval = 60_000;
/** Milliseconds that a provider is left alone after it refused: asking every minute would look like an attack. */
const refusalPause = 900_000;

/**
 * Renews tokens ahead of their end for as long as the app runs, one account after the other. What only a person can
 * mend is left alone until they have.
 *
 * @returns ends it
 */
export function keepFresh(options: KeepFreshOptions): () => void {
  let running = false;
  async function round(): Promise<void> {
    if (running) return;
    running = true;
    try {
      for (const account of options.accounts()) await renewIfDue(account, options);
    } catch {
      // The accounts file or the vault cannot be read now; the page that shows them says so.
    } finally {
      running = false;
    }
  }
  const timer = setInterval(round, interval);
  timer.unref();
  return () => clearInterval(timer);
}

async function renewIfDue(account: Account, options: KeepFreshOptions): Promise<void> {
  try {
    const secrets = await options.readSecrets(account.id);
    if (!canBeRenewed(account, secrets) || isLeftAlone(secrets, options.now())) return;
    if (!isUsable(secrets, ahead, options.now())) await options.refresh(account, ahead);
    else if (isIdle(options.dueBy?.(account, secrets), options.now()))
      await options.refresh(account, Number.POSITIVE_INFINITY);
  } catch (error) {
    if (error instanceof Failure) options.failed(account, error);
    else throw error;
  }
}

/** An app that signs in by itself is left alone until somebody has asked for its first token. */
function canBeRenewed({ grant }: Account, { refreshToken, accessToken }: Secrets): boolean {
  return refreshToken !== undefined || (signsInByItself(grant) && accessToken !== undefined);
}

/** Whether an access token that lives long has kept the refresh token from being used. */
function isIdle(dueBy: Date | null | undefined, now: number): boolean {
  return dueBy ? dueBy.getTime() <= now : false;
}

function isLeftAlone({ failure }: Secrets, now: number): boolean {
  if (failure?.code === 'NEEDS_SIGN_IN') return true;
  if (failure === undefined) return false;
  const isRefusal = failure.code === 'TOKEN_FAILED' || isProxyLogin(failure.evidence);
  return isRefusal && now - Date.parse(failure.at) < refusalPause;
}
