import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** What makes one sign-in attempt different from every other. */
export interface Attempt {
  /** RFC 6749 §10.12: ties the answer to this attempt. */
  readonly state: string;
  /** RFC 7636 §4.1: 43 characters, 256 bits. */
  readonly verifier: string;
  readonly challenge: string;
}

/** Begins one: what nobody can guess, so that nobody else can end it. */
export function newAttempt(): Attempt {
  return attemptOf({
    state: randomBytes(24).toString('base64url'),
    verifier: randomBytes(32).toString('base64url'),
  });
}

/** An attempt that was begun before. */
export function attemptOf({ state, verifier }: Pick<Attempt, 'state' | 'verifier'>): Attempt {
  return { state, verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

/** Compares without telling by its time how much was right. */
export function sameSecret(a: string, b: string): boolean {
  const digest = (value: string) => createHash('sha256').update(value).digest();
  return timingSafeEqual(digest(a), digest(b));
}
