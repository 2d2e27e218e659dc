import type { Account, NewAccount } from '../../../preload/contract/index.ts';
import type { Connection } from '../../accounts/connection.ts';
import { Failure } from '../../explain/failure.ts';
import { discover, isSecureAddress } from '../discovery.ts';
import type { Provider, ProviderTools } from './provider.ts';

/** Any provider that follows the standards: endpoints by OIDC discovery, or typed in. */
export const custom: Provider = {
  summary: {
    id: 'custom',
    name: 'Custom (OpenID Connect)',
    grants: ['authorization_code'],
    needs: ['issuer', 'clientId', 'clientSecret', 'mail'],
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
  const { clientSecret, issuer, ...given } = draft;
  if (!given.clientId) throw invalid('clientId', 'is missing');
  if (clientSecret !== undefined && given.publicClient)
    throw invalid('clientSecret', 'a public client has none');
  const discovered = issuer
    ? await discover(issuer, { agents, ...(given.ca ? { ca: given.ca } : {}) })
    : undefined;
  const endpoints = given.endpoints
    ? { ...discovered?.endpoints, ...given.endpoints }
    : discovered?.endpoints;
  if (!endpoints) throw invalid('issuer', 'is missing; give it, or the endpoints one by one');
  for (const address of [
    endpoints.authorization,
    endpoints.token,
    endpoints.deviceAuthorization,
    endpoints.revocation,
  ]) {
    if (address && !isSecureAddress(address)) throw invalid('endpoint', `must be https: ${address}`);
  }
  if (given.redirectUri) requireLoopback(given.redirectUri);
  return {
    ...given,
    label: given.label ?? given.address,
    clientId: given.clientId,
    publicClient: given.publicClient ?? clientSecret === undefined,
    endpoints,
    scopes: given.scopes ?? defaultScopes(discovered?.scopesSupported ?? []),
  };
}

/** `openid` to know who signed in, `offline_access` for a refresh token, where the provider knows them. */
function defaultScopes(supported: readonly string[]): string[] {
  const wanted = ['openid', 'offline_access'];
  return supported.length > 0 ? wanted.filter((scope) => supported.includes(scope)) : wanted;
}

function requireLoopback(redirectUri: string): void {
  const { protocol, hostname } = new URL(redirectUri);
  if (protocol !== 'http:' || !['localhost', '127.0.0.1', '[::1]'].includes(hostname)) {
    throw invalid('redirectUri', 'must start with http://127.0.0.1 or http://localhost');
  }
}

function connectionOf(account: Account): Connection {
  const { endpoints, clientId, scopes, mail, ca } = account;
  if (!endpoints) throw invalid('endpoints', 'are missing');
  return { endpoints, clientId, scopes, mail, ...(ca ? { ca } : {}) };
}

function invalid(field: string, reason: string): Failure {
  return new Failure('INVALID_INPUT', {
    where: 'command',
    evidence: `POSTKEY_INVALID_INPUT ${field} ${reason}`,
    context: { field, reason },
  });
}
