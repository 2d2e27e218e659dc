import { createHash, randomBytes } from 'node:crypto';

export interface GoogleClient {
  readonly id: string;
  readonly secret: string;
  readonly type: 'desktop' | 'web';
  /** Web clients: compared letter by letter. */
  readonly redirectUris?: readonly string[];
  /** User type External, publishing status Testing: only these may sign in. */
  readonly testers?: readonly string[];
}

export class GoogleError extends Error {
  readonly status: number;
  readonly oauth: string;
  constructor(status: number, oauth: string, message: string) {
    super(message);
    this.status = status;
    this.oauth = oauth;
  }
}

/** Desktop clients may come back to any loopback port, web clients to exactly what is registered. */
export function requireRedirect({ type, redirectUris = [] }: GoogleClient, redirectUri: string): void {
  if (redirectUri.startsWith('urn:ietf:wg:oauth:2.0:oob'))
    throw new GoogleError(
      400,
      'invalid_request',
      'The out-of-band (OOB) flow has been blocked in order to keep users secure.',
    );
  const loopback = /^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?(?:\/|$)/.test(redirectUri);
  if (type === 'desktop' ? loopback : redirectUris.includes(redirectUri)) return;
  throw new GoogleError(
    400,
    'redirect_uri_mismatch',
    `You can't sign in because this app sent an invalid request. redirect_uri=${redirectUri}`,
  );
}

/** RFC 7636 §4.6 */
export function requireVerifier(challenge: string | null, verifier: string | null): void {
  if (!challenge) return;
  if (!verifier) throw new GoogleError(400, 'invalid_grant', 'Missing code verifier.');
  if (createHash('sha256').update(verifier).digest('base64url') !== challenge)
    throw new GoogleError(400, 'invalid_grant', 'Invalid code verifier.');
}

/** As Google spells them in its answers. */
export function granted(scopes: readonly string[]): string {
  return scopes
    .map((scope) =>
      scope === 'email' || scope === 'profile' ? `https://www.googleapis.com/auth/userinfo.${scope}` : scope,
    )
    .join(' ');
}

export function opaque(): string {
  return `ya29.a0${randomBytes(60).toString('base64url')}`;
}

export function idToken({ id }: GoogleClient, email: string): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = {
    iss: 'https://accounts.google.com',
    aud: id,
    sub: '110169484474386276334',
    email,
    email_verified: true,
  };
  return `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}.${randomBytes(32).toString('base64url')}`;
}

export function jsonIn(part: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return {};
  }
}
