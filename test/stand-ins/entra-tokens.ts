import { createHmac, randomBytes } from 'node:crypto';
import { consumersTenant, type EntraApp, type EntraTenant, type EntraUser } from './entra-directory.ts';

/** Somebody who has signed in. */
export interface Grantee {
  readonly tenant: EntraTenant;
  readonly user: EntraUser;
}

export interface AccessTokenFacts {
  /** Nobody: the app itself. */
  readonly grantee?: Grantee;
  readonly tenant?: EntraTenant;
  readonly resource: string;
  readonly app: EntraApp;
  readonly scopes?: readonly string[];
  readonly roles?: readonly string[];
  /** Seconds. */
  readonly expiresIn: number;
}

const key = randomBytes(32);

/** A JWT as Exchange Online takes it; personal accounts get one that nobody can look into. */
export function accessTokenFor(facts: AccessTokenFacts): string {
  const { grantee, resource, app, scopes, roles, expiresIn } = facts;
  const tenant = grantee?.tenant ?? facts.tenant;
  if (tenant?.id === consumersTenant) return `EwB${randomBytes(64).toString('base64')}`;
  const now = Math.floor(Date.now() / 1000);
  return jwt({
    aud: resource,
    iss: `https://sts.windows.net/${tenant?.id}/`,
    iat: now,
    nbf: now,
    exp: now + expiresIn,
    appid: app.clientId,
    tid: tenant?.id,
    uti: randomBytes(12).toString('base64url'),
    ...(grantee
      ? { upn: grantee.user.name, unique_name: grantee.user.name, idtyp: 'user' }
      : { idtyp: 'app' }),
    ...(scopes ? { scp: scopes.join(' ') } : {}),
    ...(roles ? { roles } : {}),
    ver: '1.0',
  });
}

export function idTokenFor({ tenant, user }: Grantee, app: EntraApp): string {
  const now = Math.floor(Date.now() / 1000);
  return jwt({
    aud: app.clientId,
    iss: `https://login.microsoftonline.com/${tenant.id}/v2.0`,
    iat: now,
    exp: now + 3600,
    tid: tenant.id,
    preferred_username: user.name,
    email: user.email ?? user.name,
    sub: 'a-pairwise-subject',
    ver: '2.0',
  });
}

function jwt(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ typ: 'JWT', alg: 'HS256' })}.${part(claims)}`;
  return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`;
}
