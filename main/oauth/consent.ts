import type { ConsentEvent } from '../../preload/contract/index.ts';
import { authorizationParameters, judgeAnswer } from './authorization.ts';
import type { CallbackOutcome } from './callback-page.ts';
import { listenOnLoopback, type StrayReason } from './loopback-listener.ts';
import { newAttempt } from './pkce.ts';
import { redeem, type Settlement } from './settle.ts';
import { startExpiry } from './sign-in-expiry.ts';
import type { WaitingAttempt } from './waiting-attempts.ts';

export { missingScopes } from './settle.ts';

export interface ConsentOptions extends Settlement {
  /** The registered redirect URI; without a port the system chooses one. */
  readonly redirectUri: string;
  /** What this provider wants to be told besides the standard parameters. */
  readonly parameters: Readonly<Record<string, string>>;
  /** False where no browser could be started. */
  readonly openBrowser: (url: string) => Promise<boolean>;
  /** Makes the attempt known before anybody can answer it, so that its answer can also be pasted. */
  readonly begin?: (attempt: Begun) => Promise<WaitingAttempt>;
  readonly page: (outcome: CallbackOutcome) => string;
  /** Milliseconds until the attempt is given up. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** An attempt with all it takes to redeem its answer. */
export interface Begun {
  readonly state: string;
  readonly verifier: string;
  /** As it goes into the authorization request. */
  readonly redirectUri: string;
}

/**
 * One sign-in in the system browser: authorization code with PKCE over a loopback redirect (RFC 8252, RFC 7636).
 * The tokens are kept before the last event. Closing the generator or aborting the signal cancels it.
 *
 * @throws Failure `CONSENT_FAILED`, `CANCELLED`, or what the token endpoint or the vault says
 */
export async function* signIn(options: ConsentOptions): AsyncGenerator<ConsentEvent> {
  const { account, connection, client } = options;
  const attempt = newAttempt();
  const deadline = Date.now() + options.timeoutMs;
  const strays = strayQueue();
  const listener = await listenOnLoopback({
    redirectUri: options.redirectUri,
    judge: (parameters) => judgeAnswer(parameters, attempt, connection),
    onStray: strays.push,
    page: options.page,
  });
  let waiting: WaitingAttempt | undefined;
  try {
    const { redirectUri } = listener;
    waiting = await options.begin?.({ ...attempt, redirectUri });
    const url = client.authorizationUrl({
      ...authorizationParameters(account, connection, attempt),
      ...options.parameters,
      redirect_uri: redirectUri,
    });
    const opened = await options.openBrowser(url);
    yield { event: 'open', url, opened, deadline: new Date(deadline).toISOString() };

    const answers = [listener.answer, ...(waiting ? [waiting.answer] : [])];
    const expiry = startExpiry(deadline - Date.now(), options.signal);
    let answer: URLSearchParams | undefined;
    try {
      while (!answer) {
        const next = await Promise.race([...answers, strays.next(), expiry.promise]);
        if (next instanceof URLSearchParams) answer = next;
        else yield { event: 'stray', reason: next };
      }
    } finally {
      expiry.cancel();
    }
    yield* redeem(options, answer, { redirectUri, verifier: attempt.verifier });
  } finally {
    waiting?.end();
    listener.close();
  }
}

function strayQueue(): { push(reason: StrayReason): void; next(): Promise<StrayReason> } {
  const waiting: StrayReason[] = [];
  let wake: ((reason: StrayReason) => void) | undefined;
  let pending: Promise<StrayReason> | undefined;
  return {
    push(reason) {
      if (wake) wake(reason);
      else if (waiting.length < 20) waiting.push(reason);
      wake = undefined;
      pending = undefined;
    },
    next() {
      const reason = waiting.shift();
      if (reason) return Promise.resolve(reason);
      pending ??= new Promise((resolve) => {
        wake = resolve;
      });
      return pending;
    },
  };
}
