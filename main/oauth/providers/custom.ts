import type { Account, NewAccount } from '../../../preload/contract/index.ts';
import type { Connection } from '../../accounts/connection.ts';
import { invalidInput } from '../../explain/invalid-input.ts';
import { discover, isSecureAddress, wayOf } from '../discovery.ts';
import { comesBack } from '../sign-in-method.ts';
import type { Provider, ProviderTools } from './provider.ts';
import { oneRegistration } from './registrations.ts';

/** Any provider that follows the standards: endpoints by OIDC discovery, or typed in. */
export const custom: Provider = {
  summary: {
    id: 'custom',
    family: 'generic',
    support: 'manual',
    notice: null,
    prerequisites: [],
    grants: ['authorization_code', 'device_code', 'client_credentials'],
    needs: ['issuer', 'clientId', 'clientSecret', 'mail'],
    registrations: oneRegistration({
      platform: 'desktop',
      redirectUris: ['http://127.0.0.1/'],
      signInRedirectUri: 'http://127.0.0.1/',
      secret: 'optional',
    }),
    scopes: { requested: ['openid', 'offline_access'], protocols: {} },
    permissions: [],
    mail: {},
    portal: {},
  },
  complete: completeCustom,
  connect: async (account) => connectionOf(account),
  redirectUri: (account) => account.redirectUri ?? 'http://127.0.0.1/',
  authorizationParameters: ({ scopes }) =>
    // A provider gives no refresh token for offline_access unless it may ask (OpenID Connect Core §11).
    scopes.includes('offline_access') ? { prompt: 'consent' } : {},
};

async function completeCustom(
  draft: NewAccount,
  { agents }: ProviderTools,
): Promise<Omit<Account, 'id' | 'createdAt'>> {
  const { clientSecret, serviceAccountKey: _, issuer, ...given } = draft;
  if (!given.clientId) throw invalidInput('clientId', 'missing');
  if (clientSecret !== undefined && given.publicClient) throw invalidInput('clientSecret', 'public-client');
  if (given.grant === 'client_credentials' && clientSecret === undefined)
    throw invalidInput('clientSecret', 'missing');
  const discovered = issuer ? await discover(issuer, { agents, ...wayOf(given) }) : undefined;
  const endpoints = given.endpoints
    ? { ...discovered?.endpoints, ...given.endpoints }
    : discovered?.endpoints;
  if (!endpoints) throw invalidInput('issuer', 'issuer-missing');
  for (const address of [
    endpoints.authorization,
    endpoints.token,
    endpoints.deviceAuthorization,
    endpoints.revocation,
  ]) {
    if (address && !isSecureAddress(address)) throw invalidInput('endpoint', 'not-https', { value: address });
  }
  if (given.redirectUri) requireUsable(given.redirectUri);
  return {
    ...given,
    label: given.label ?? given.address,
    clientId: given.clientId,
    publicClient: given.publicClient ?? clientSecret === undefined,
    endpoints,
    scopes:
      given.scopes ??
      (given.grant === 'client_credentials' ? [] : defaultScopes(discovered?.scopesSupported ?? [])),
  };
}

/** `openid` to know who signed in, `offline_access` for a refresh token, where the provider knows them. */
function defaultScopes(supported: readonly string[]): string[] {
  const wanted = ['openid', 'offline_access'];
  return supported.length > 0 ? wanted.filter((scope) => supported.includes(scope)) : wanted;
}

/** Anywhere that is not loopback, the person brings back the address they land on. */
function requireUsable(redirectUri: string): void {
  if (new URL(redirectUri).protocol === 'https:' || comesBack(redirectUri)) return;
  throw invalidInput('redirectUri', 'not-https', { value: redirectUri });
}

function connectionOf(account: Account): Connection {
  const { endpoints, clientId, scopes, mail, ca } = account;
  if (!endpoints) throw invalidInput('endpoints', 'missing');
  return { endpoints, clientId, scopes, mail, ...(ca ? { ca } : {}) };
}
