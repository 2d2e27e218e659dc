import type { Account } from '../../preload/contract/index.ts';
import type { Connection } from '../accounts/connection.ts';
import { Failure } from '../explain/failure.ts';
import type { Verdict } from './loopback-listener.ts';
import { type Attempt, sameSecret } from './pkce.ts';

/** The parameters of an authorization request (RFC 6749 §4.1.1, RFC 7636 §4.3), without the redirect URI. */
export function authorizationParameters(
  account: Account,
  connection: Connection,
  attempt: Attempt,
): Record<string, string> {
  return {
    scope: connection.scopes.join(' '),
    state: attempt.state,
    code_challenge: attempt.challenge,
    code_challenge_method: 'S256',
    login_hint: account.loginHint ?? account.signInAs ?? account.address,
  };
}

/** Whether an answer belongs to an attempt. */
export function judgeAnswer(
  parameters: URLSearchParams,
  { state }: Pick<Attempt, 'state'>,
  { endpoints }: Connection,
): Verdict {
  if (!sameSecret(only(parameters, 'state') ?? '', state)) return { accept: false, reason: 'state' };
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

/** The code of an answer. @throws Failure `CONSENT_FAILED` where it holds an error, or neither */
export function codeIn(answer: URLSearchParams, account: Account): string {
  const error = answer.get('error');
  const code = only(answer, 'code');
  if (error === null && code) return code;
  const evidence = error
    ? [`error=${error}`, answer.get('error_description'), answer.get('error_uri')].filter(Boolean).join('\n')
    : 'POSTKEY_CODE_MISSING the answer has neither a code nor an error';
  throw consentFailure('CONSENT_FAILED', evidence.slice(0, 4_000), account);
}

/** A sign-in that came to nothing before there was a code. */
export function consentFailure(
  code: 'CONSENT_FAILED' | 'CANCELLED',
  evidence: string,
  account?: Account,
): Failure {
  return new Failure(code, {
    where: 'authorize',
    evidence,
    ...(account
      ? { provider: account.provider, context: { mailbox: account.address, clientId: account.clientId } }
      : {}),
  });
}

/** A parameter that occurs exactly once (RFC 6749 §3.1). */
export function only(parameters: URLSearchParams, name: string): string | undefined {
  const values = parameters.getAll(name);
  return values.length === 1 ? values[0] : undefined;
}
