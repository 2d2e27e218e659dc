import { createHash, randomBytes } from 'node:crypto';
import {
  type AskedScopes,
  appIn,
  type EntraApp,
  EntraError,
  missingParameter,
  readScopes,
  tenantNamed,
} from './entra-directory.ts';
import type { EntraState } from './entra-state.ts';
import { type AccessTokenFacts, accessTokenFor, type Grantee, idTokenFor } from './entra-tokens.ts';
import { type Answer, type Asked, jsonAnswer } from './stand-in-server.ts';

export function token(state: EntraState, tenant: string, asked: Asked): Answer {
  const { form, secret } = credentials(asked);
  const app = appIn(state.options, tenant, form.get('client_id'));
  switch (form.get('grant_type')) {
    case 'authorization_code':
      return byCode(state, tenant, app, form, secret);
    case 'refresh_token':
      return byRefreshToken(state, app, form, secret);
    case 'client_credentials':
      return byApp(state, tenant, app, form, secret);
    case 'urn:ietf:params:oauth:grant-type:device_code':
      return byDevice(state, app, form, secret);
    case null:
      throw missingParameter('grant_type');
    default:
      throw new EntraError(70003, 'unsupported_grant_type', 'The app requested an unsupported grant type.');
  }
}

function byCode(
  state: EntraState,
  tenant: string,
  app: EntraApp,
  form: URLSearchParams,
  secret: string | null,
): Answer {
  const code = state.codes.get(form.get('code') ?? '');
  if (!code || code.wish.app !== app)
    throw new EntraError(
      70000,
      'invalid_grant',
      "The provided value for the input parameter 'code' is not valid.",
    );
  requirePlatformSecret(app, code.platform, secret);
  if (code.used)
    throw new EntraError(
      54005,
      'invalid_grant',
      'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
    );
  if (code.wish.tenant !== tenant)
    throw new EntraError(
      700005,
      'invalid_grant',
      'Provided Authorization Code is intended to use against other tenant, thus rejected.',
    );
  if (form.get('redirect_uri') !== code.redirectUri)
    throw new EntraError(
      500112,
      'invalid_grant',
      `The reply address '${form.get('redirect_uri')}' does not match the reply address '${code.redirectUri}' provided when requesting Authorization code.`,
    );
  const challenge = code.wish.parameters.get('code_challenge');
  const verifier = form.get('code_verifier') ?? '';
  if (challenge && createHash('sha256').update(verifier).digest('base64url') !== challenge)
    throw new EntraError(
      501481,
      'invalid_grant',
      'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
    );
  code.used = true;
  return granted(state, app, code.grantee, code.wish.scopes, form.get('scope'));
}

function byRefreshToken(
  state: EntraState,
  app: EntraApp,
  form: URLSearchParams,
  secret: string | null,
): Answer {
  const kept = state.refreshTokens.get(form.get('refresh_token') ?? '');
  if (!kept || kept.app !== app)
    throw new EntraError(
      70000,
      'invalid_grant',
      "The provided value for the input parameter 'refresh_token' is not valid.",
    );
  const isWeb = app.redirectUris.length > 0 && app.redirectUris.every(({ platform }) => platform === 'web');
  if (secret !== null) requireSecret(app, secret);
  else if (isWeb && !app.publicClientFlows) throw secretMissing();
  if (kept.ended === 'idle')
    throw new EntraError(
      700082,
      'invalid_grant',
      'The refresh token has expired due to inactivity. The token was issued on 2026-01-01T00:00:00.0000000Z and was inactive for 90.00:00:00.',
    );
  if (kept.ended === 'revoked')
    throw new EntraError(
      50173,
      'invalid_grant',
      'The provided grant has expired due to it being revoked, a fresh auth token is needed.',
    );
  return granted(state, app, kept.grantee, kept.scopes, form.get('scope'));
}

/** A token is for one resource; a person has to have agreed to it. */
function granted(
  state: EntraState,
  app: EntraApp,
  grantee: Grantee,
  agreed: AskedScopes,
  scope: string | null,
): Answer {
  const wanted = scope ? readScopes(scope) : agreed;
  const resources = new Set(wanted.permissions.map(({ resource }) => resource));
  if (scope && resources.size > 1)
    throw new EntraError(
      28002,
      'invalid_request',
      `Provided value for the input parameter scope '${scope}' is not valid when requesting an access token. Please specify a valid scope.`,
    );
  const [resource = 'https://graph.microsoft.com'] = resources;
  const names = wanted.permissions.filter((one) => one.resource === resource).map(({ name }) => name);
  const unknown = names.find(
    (name) => !agreed.permissions.some((one) => one.name === name && one.resource === resource),
  );
  if (unknown)
    throw new EntraError(
      65001,
      'invalid_grant',
      `The user or administrator has not consented to use the application with ID '${app.clientId}'. Send an interactive authorization request for this user and resource.`,
    );
  const expiresIn = state.options.accessTokenSeconds ?? 3599;
  const refreshToken = agreed.offline ? `1.AR${randomBytes(48).toString('base64url')}` : undefined;
  if (refreshToken) state.refreshTokens.set(refreshToken, { app, grantee, scopes: agreed });
  return jsonAnswer(200, {
    token_type: 'Bearer',
    scope: names.map((name) => `${resource}/${name}`).join(' '),
    expires_in: expiresIn,
    ext_expires_in: expiresIn,
    access_token: issue(state, { grantee, resource, app, scopes: names, expiresIn }),
    ...(refreshToken ? { refresh_token: refreshToken } : {}),
    ...(agreed.openid ? { id_token: idTokenFor(grantee, app) } : {}),
  });
}

function issue(state: EntraState, facts: AccessTokenFacts): string {
  const accessToken = accessTokenFor(facts);
  state.accessTokens.set(accessToken, { ...facts, endsAt: Date.now() + facts.expiresIn * 1000 });
  return accessToken;
}

function byApp(
  state: EntraState,
  tenantName: string,
  app: EntraApp,
  form: URLSearchParams,
  secret: string | null,
): Answer {
  const tenant = tenantNamed(state.options, tenantName);
  if (!tenant)
    throw new EntraError(
      50059,
      'invalid_request',
      'No tenant-identifying information found in either the request or implied by any provided credentials.',
    );
  if (secret === null)
    throw new EntraError(
      7000216,
      'invalid_client',
      "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.",
    );
  requireSecret(app, secret);
  const { permissions } = readScopes(form.get('scope'));
  const [permission] = permissions;
  if (permission?.name !== '.default')
    throw new EntraError(
      1002012,
      'invalid_scope',
      `The provided value for scope ${form.get('scope')} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
    );
  const expiresIn = state.options.accessTokenSeconds ?? 3599;
  const access_token = issue(state, {
    tenant,
    resource: permission.resource,
    app,
    roles: app.roles ?? [],
    expiresIn,
  });
  return jsonAnswer(200, {
    token_type: 'Bearer',
    expires_in: expiresIn,
    ext_expires_in: expiresIn,
    access_token,
  });
}

function byDevice(state: EntraState, app: EntraApp, form: URLSearchParams, secret: string | null): Answer {
  if (secret !== null) requireSecret(app, secret);
  else if (!app.publicClientFlows) throw secretMissing();
  const code = form.get('device_code') ?? '';
  const device = state.devices.get(code);
  if (!device || device.wish.app !== app)
    throw new EntraError(
      70018,
      'bad_verification_code',
      'Invalid verification code due to user typing in wrong user code for device code flow.',
    );
  if (state.slowed > 0) {
    state.slowed -= 1;
    throw new EntraError(70016, 'slow_down', 'OAuth 2.0 device flow error. Polling too fast.');
  }
  if (device.expired)
    throw new EntraError(
      70020,
      'expired_token',
      "The provided value for the input parameter 'device_code' is expired.",
    );
  if (device.denied)
    throw new EntraError(70019, 'authorization_declined', 'The user declined the authorization request.');
  if (!device.grantee)
    throw new EntraError(
      70016,
      'authorization_pending',
      'OAuth 2.0 device flow error. Authorization is pending. Continue polling.',
    );
  state.devices.delete(code);
  return granted(state, app, device.grantee, device.wish.scopes, null);
}

/** Client ID and secret out of the body or the header (RFC 6749 §2.3.1). */
function credentials({ form, headers }: Asked): { form: URLSearchParams; secret: string | null } {
  const [, basic = ''] = /^Basic (.+)$/.exec(headers.authorization ?? '') ?? [];
  if (!basic) return { form, secret: form.get('client_secret') };
  const [id = '', secret = ''] = Buffer.from(basic, 'base64')
    .toString('utf8')
    .split(':')
    .map(decodeURIComponent);
  return { form: new URLSearchParams([...form, ['client_id', id]]), secret };
}

function requirePlatformSecret(
  app: EntraApp,
  platform: 'web' | 'desktop' | 'spa',
  secret: string | null,
): void {
  if (platform === 'desktop') {
    if (secret !== null)
      throw new EntraError(
        700025,
        'invalid_client',
        `Client is public so neither 'client_assertion' nor 'client_secret' should be presented.`,
      );
    return;
  }
  if (platform === 'spa')
    throw new EntraError(
      9002327,
      'invalid_request',
      "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests.",
    );
  if (secret === null) throw secretMissing();
  requireSecret(app, secret);
}

function secretMissing(): EntraError {
  return new EntraError(
    7000218,
    'invalid_client',
    "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
  );
}

function requireSecret({ clientId, secrets = [] }: EntraApp, given: string): void {
  const found = secrets.find(({ value }) => value === given);
  if (!found)
    throw new EntraError(
      7000215,
      'invalid_client',
      `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${clientId}'.`,
    );
  if (found.expired)
    throw new EntraError(
      7000222,
      'invalid_client',
      `The provided client secret keys for app '${clientId}' are expired. Visit the Azure portal to create new keys for your app.`,
    );
}
