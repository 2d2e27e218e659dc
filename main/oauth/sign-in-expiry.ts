import { consentFailure } from './authorization.ts';

/** Rejects when a sign-in has run out of time or is cancelled. */
export interface SignInExpiry {
  readonly promise: Promise<never>;
  /** Lets go of the timer and the signal. */
  cancel(): void;
}

/** @param ms until the attempt is given up @throws Failure `CONSENT_FAILED`, `CANCELLED`, by its promise */
export function startExpiry(ms: number, signal: AbortSignal): SignInExpiry {
  let cancel: () => void = () => undefined;
  const promise = new Promise<never>((_, reject) => {
    const fail = (code: 'CONSENT_FAILED' | 'CANCELLED', evidence: string) => () =>
      reject(consentFailure(code, evidence));
    const aborted = fail('CANCELLED', 'POSTKEY_CANCELLED sign-in');
    const timer = setTimeout(fail('CONSENT_FAILED', 'POSTKEY_CALLBACK_TIMEOUT no answer came back'), ms);
    signal.addEventListener('abort', aborted, { once: true });
    if (signal.aborted) aborted();
    cancel = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', aborted);
    };
  });
  // The race may already be over when it rejects.
  promise.catch(() => undefined);
  return { promise, cancel: () => cancel() };
}
