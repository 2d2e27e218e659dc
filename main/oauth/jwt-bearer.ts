import { sign } from 'node:crypto';
import type { ServiceAccountKey } from '../vault/secrets.ts';

export const jwtBearerGrant = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

export interface Assertion {
  readonly key: ServiceAccountKey;
  /** The mailbox to speak for. */
  readonly subject: string;
  readonly scopes: readonly string[];
  /** The token endpoint. */
  readonly audience: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Seconds; Google refuses more. */
const life = 3_600;

/**
 * A JWT (RFC 7523 §3) signed with RS256 that asks for a token as a service account that speaks for a mailbox:
 * https://developers.google.com/identity/protocols/oauth2/service-account
 */
export function signAssertion({ key, subject, scopes, audience, now }: Assertion): string {
  const issuedAt = Math.floor(now / 1000);
  const header = { alg: 'RS256', typ: 'JWT', kid: key.keyId };
  const claims = {
    iss: key.clientEmail,
    sub: subject,
    scope: scopes.join(' '),
    aud: audience,
    iat: issuedAt,
    exp: issuedAt + life,
  };
  const signed = `${part(header)}.${part(claims)}`;
  return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), key.privateKey).toString('base64url')}`;
}

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
