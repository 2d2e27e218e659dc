import type { PendingAttempt, Secrets } from '../vault/secrets.ts';

/** More links than this for one mailbox are mistakes. */
const most = 5;
/** Milliseconds after which nobody answers any more. */
const life = 60 * 86_400_000;

/** Adds an attempt to what is kept, the newest first; the oldest are let go. */
export function keepAttempt(kept: Secrets, attempt: PendingAttempt): Secrets {
  const newest = Date.parse(attempt.madeAt);
  const others = (kept.attempts ?? []).filter(({ madeAt }) => newest - Date.parse(madeAt) < life);
  return { ...kept, attempts: [attempt, ...others].slice(0, most) };
}

/** The newest link that can still be answered at this address. @param now milliseconds since 1970 */
export function openLink(
  { attempts = [] }: Secrets,
  redirectUri: string,
  now: number,
): PendingAttempt | undefined {
  return attempts.find(
    ({ isLink, madeAt, ...attempt }) =>
      isLink && attempt.redirectUri === redirectUri && now - Date.parse(madeAt) < life,
  );
}
