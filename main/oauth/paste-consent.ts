import type { ConsentEvent } from '../../preload/contract/index.ts';
import { authorizationParameters } from './authorization.ts';
import type { Begun, ConsentOptions } from './consent.ts';
import { type Attempt, attemptOf, newAttempt } from './pkce.ts';
import { redeem } from './settle.ts';
import { startExpiry } from './sign-in-expiry.ts';
import type { WaitingAttempt } from './waiting-attempts.ts';

export interface PasteConsentOptions extends Omit<ConsentOptions, 'page' | 'begin'> {
  readonly begin: (attempt: Begun) => Promise<WaitingAttempt>;
}

/**
 * A sign-in whose redirect does not come back to this machine: the person brings the address they landed on.
 *
 * @throws Failure `CONSENT_FAILED`, `CANCELLED`, or what the token endpoint or the vault says
 */
export async function* signInByPasting(options: PasteConsentOptions): AsyncGenerator<ConsentEvent> {
  const deadline = Date.now() + options.timeoutMs;
  const { url, begun } = startAttempt(options);
  const waiting = await options.begin(begun);
  try {
    const opened = await options.openBrowser(url);
    const { redirectUri } = begun;
    yield { event: 'paste', url, opened, redirectUri, deadline: new Date(deadline).toISOString() };
    const expiry = startExpiry(deadline - Date.now(), options.signal);
    let answer: URLSearchParams;
    try {
      answer = await Promise.race([waiting.answer, expiry.promise]);
    } finally {
      expiry.cancel();
    }
    yield* redeem(options, answer, begun);
  } finally {
    waiting.end();
  }
}

/** The link that begins an attempt. @param known one that was begun before; a fresh one where it is left out */
export function startAttempt(
  {
    account,
    connection,
    client,
    redirectUri,
    parameters,
  }: Pick<PasteConsentOptions, 'account' | 'connection' | 'client' | 'redirectUri' | 'parameters'>,
  known?: Pick<Attempt, 'state' | 'verifier'>,
): {
  readonly url: string;
  readonly begun: Begun;
} {
  const attempt = known ? attemptOf(known) : newAttempt();
  const url = client.authorizationUrl({
    ...authorizationParameters(account, connection, attempt),
    ...parameters,
    redirect_uri: redirectUri,
  });
  return { url, begun: { state: attempt.state, verifier: attempt.verifier, redirectUri } };
}

/**
 * The parameters in what was pasted: an address with a query or a fragment, or the query alone, with whatever quotes,
 * brackets and line ends it was copied with.
 *
 * @returns null where there are none
 */
export function readPastedAnswer(text: string): URLSearchParams | null {
  const pasted = text
    .replace(/[\r\n\t ]+/g, '')
    .replace(/^[<"'“”‘’(]+|[>"'“”‘’)]+$/g, '')
    .replaceAll('&amp;', '&');
  const [, query, fragment] = /^[^?#]*\?([^#]*)(?:#(.*))?$/.exec(pasted) ?? [];
  const hash = fragment ?? /^[^?#]*#(.*)$/.exec(pasted)?.[1];
  const candidates = [query, hash, pasted.includes('://') ? undefined : pasted];
  for (const candidate of candidates) {
    const parameters = new URLSearchParams(candidate ?? '');
    if (parameters.has('code') || parameters.has('error') || parameters.has('state')) return parameters;
  }
  return null;
}
