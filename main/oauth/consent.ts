import type { Account, ConsentEvent } from '../../preload/contract/index.ts';
import type { Connection } from '../accounts/connection.ts';
import { Failure } from '../explain/failure.ts';
import type { CallbackOutcome } from './callback-page.ts';
import { listenOnLoopback, type StrayReason, type Verdict } from './loopback-listener.ts';
import { type Attempt, newAttempt, sameSecret } from './pkce.ts';
import type { TokenClient, TokenReply } from './token-client.ts';

export interface ConsentOptions {
  readonly account: Account;
  readonly connection: Connection;
  readonly client: TokenClient;
  /** The registered redirect URI; without a port the system chooses one. */
  readonly redirectUri: string;
  /** What this provider wants to be told besides the standard parameters. */
  readonly parameters: Readonly<Record<string, string>>;
  /** False where no browser could be started. */
  readonly openBrowser: (url: string) => Promise<boolean>;
  /** Keeps the tokens; durable when it resolves. */
  readonly keep: (reply: TokenReply) => Promise<void>;
  readonly page: (outcome: CallbackOutcome) => string;
  /** Milliseconds until the attempt is given up. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
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
    judge: (parameters) => judge(parameters, attempt, connection),
    onStray: strays.push,
    page: options.page,
  });
  try {
    const url = client.authorizationUrl({
      ...authorizationParameters(account, connection, attempt),
      ...options.parameters,
      redirect_uri: listener.redirectUri,
    });
    const opened = await options.openBrowser(url);
    yield { event: 'open', url, opened, deadline: new Date(deadline).toISOString() };

    const expiry = expiryOf(deadline - Date.now(), options.signal);
    let answer: URLSearchParams | undefined;
    try {
      while (!answer) {
        const next = await Promise.race([listener.answer, strays.next(), expiry.promise]);
        if (next instanceof URLSearchParams) answer = next;
        else yield { event: 'stray', reason: next };
      }
    } finally {
      expiry.cancel();
    }
    const code = codeIn(answer, account);
    yield { event: 'exchanging' };
    const reply = await client.exchangeCode({
      code,
      redirectUri: listener.redirectUri,
      verifier: attempt.verifier,
    });
    await options.keep(reply);
    const granted = reply.scopes ?? connection.scopes;
    yield {
      event: 'done',
      account: account.id,
      grantedScopes: [...granted],
      missingScopes: missingScopes(connection.scopes, granted),
      expiresAt: reply.expiresAt ?? null,
    };
  } finally {
    listener.close();
  }
}

/** Scopes that ask for something other than access: a server need not name them among what it granted. */
const formalScopes = new Set(['openid', 'profile', 'email', 'offline_access']);

/** What was asked for and not given (RFC 6749 §3.3). */
export function missingScopes(asked: readonly string[], granted: readonly string[]): string[] {
  return asked.filter((scope) => !granted.includes(scope) && !formalScopes.has(scope));
}

function authorizationParameters(
  account: Account,
  connection: Connection,
  attempt: Attempt,
): Record<string, string> {
  return {
    scope: connection.scopes.join(' '),
    state: attempt.state,
    code_challenge: attempt.challenge,
    code_challenge_method: 'S256',
    login_hint: account.loginHint ?? account.address,
  };
}

function judge(parameters: URLSearchParams, attempt: Attempt, { endpoints }: Connection): Verdict {
  if (!sameSecret(only(parameters, 'state') ?? '', attempt.state)) return { accept: false, reason: 'state' };
  const issuer = only(parameters, 'iss');
  // RFC 9207 §2.4: where the server promises it, it must be there; where it is there, it must be right.
  if (
    issuer === undefined
      ? endpoints.issInResponse
      : endpoints.issuer !== undefined && issuer !== endpoints.issuer
  ) {
    return { accept: false, reason: 'issuer' };
  }
  return { accept: true };
}

/** A parameter that occurs exactly once (RFC 6749 §3.1). */
function only(parameters: URLSearchParams, name: string): string | undefined {
  const values = parameters.getAll(name);
  return values.length === 1 ? values[0] : undefined;
}

function codeIn(answer: URLSearchParams, account: Account): string {
  const error = answer.get('error');
  const code = only(answer, 'code');
  if (error === null && code) return code;
  const evidence = error
    ? [`error=${error}`, answer.get('error_description'), answer.get('error_uri')].filter(Boolean).join('\n')
    : 'POSTKEY_CODE_MISSING the answer has neither a code nor an error';
  throw consentFailure('CONSENT_FAILED', evidence.slice(0, 4_000), account);
}

function expiryOf(ms: number, signal: AbortSignal): { promise: Promise<never>; cancel(): void } {
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

function consentFailure(code: 'CONSENT_FAILED' | 'CANCELLED', evidence: string, account?: Account): Failure {
  return new Failure(code, {
    where: 'authorize',
    evidence,
    ...(account
      ? { provider: account.provider, context: { mailbox: account.address, clientId: account.clientId } }
      : {}),
  });
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
