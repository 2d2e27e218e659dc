import type { Agent } from 'node:http';
import { AuthorizationCode, type ModuleOptions } from 'simple-oauth2';
import type { Connection } from '../accounts/connection.ts';
import { Failure } from '../explain/failure.ts';
import type { HttpAgents } from './http-agents.ts';
import { tokenFailure } from './token-failure.ts';

/** What a token endpoint gave (RFC 6749 §5.1). */
export interface TokenReply {
  readonly accessToken: string;
  /** Absent where the provider keeps the one it gave before. */
  readonly refreshToken?: string;
  /** ISO 8601; absent where the provider does not say. */
  readonly expiresAt?: string;
  /** Absent where they are the ones that were asked for. */
  readonly scopes?: readonly string[];
}

/** The token endpoint of one account's provider. Nothing here keeps state or secrets beyond a call. */
export interface TokenClient {
  /** RFC 6749 §4.1.1 with PKCE (RFC 7636). */
  authorizationUrl(parameters: Readonly<Record<string, string>>): string;
  /** @throws Failure `CONSENT_FAILED`, `TOKEN_FAILED` or `NETWORK_FAILED` */
  exchangeCode(grant: { code: string; redirectUri: string; verifier: string }): Promise<TokenReply>;
  /** @throws Failure `NEEDS_SIGN_IN`, `TOKEN_FAILED` or `NETWORK_FAILED` */
  refresh(refreshToken: string): Promise<TokenReply>;
  /** RFC 7009. @returns false where the provider has no such endpoint */
  revoke(token: string, kind: 'refresh_token' | 'access_token'): Promise<boolean>;
}

export interface TokenClientOptions {
  readonly connection: Connection;
  readonly provider: string;
  /** Absent for a public client, which must not send any. */
  readonly clientSecret: string | undefined;
  readonly agents: HttpAgents;
  /** Milliseconds for one request. */
  readonly timeoutMs?: number;
}

const maxReplyBytes = 1_048_576;

/**
 * A token client on `simple-oauth2`. A request that was sent is never aborted: a rotated refresh token in the reply
 * would be lost.
 */
export function createTokenClient({
  connection,
  provider,
  clientSecret,
  agents,
  timeoutMs = 30_000,
}: TokenClientOptions): TokenClient {
  const { endpoints, clientId } = connection;
  const oauth = new AuthorizationCode({
    client: clientCredentials(clientId, clientSecret),
    auth: addresses(connection),
    options: {
      authorizationMethod:
        clientSecret !== undefined && endpoints.clientAuthentication === 'basic' ? 'header' : 'body',
    },
    // `force` keeps the body of a reply that is not JSON; `strict` would throw it away.
    http: {
      json: 'force',
      maxBytes: maxReplyBytes,
      timeout: timeoutMs,
    },
  });

  /** @param secrets what the request holds; a server may repeat it in what it answers */
  async function request<T>(
    url: string,
    secrets: readonly string[],
    send: (http: { readonly agent: Agent }) => Promise<T>,
  ): Promise<T> {
    // A getter, since simple-oauth2 copies options to the last socket, and a copied pool is of no use to anybody.
    const http = {
      get agent() {
        return agents.for(url, connection.ca);
      },
    };
    try {
      return await send(http);
    } catch (error) {
      const known = clientSecret === undefined ? secrets : [clientSecret, ...secrets];
      throw tokenFailure(error, { provider, clientId, url, secrets: known });
    }
  }

  return {
    authorizationUrl: (parameters) => {
      if (!endpoints.authorization) throw missingEndpoint('authorizationEndpoint', provider);
      return oauth.authorizeURL(parameters);
    },
    exchangeCode: async ({ code, redirectUri, verifier }) => {
      const grant = { code, redirect_uri: redirectUri, code_verifier: verifier };
      try {
        return await request(endpoints.token, [code, verifier], async (http) =>
          readReply((await oauth.getToken(grant, http)).token, provider),
        );
      } catch (error) {
        throw refusedSignIn(error);
      }
    },
    refresh: (refreshToken) =>
      request(endpoints.token, [refreshToken], async (http) => {
        const old = oauth.createToken({ refresh_token: refreshToken });
        return readReply((await old.refresh({}, http)).token, provider);
      }),
    revoke: async (token, kind) => {
      const { revocation } = endpoints;
      if (!revocation) return false;
      await request(revocation, [token], (http) => oauth.createToken({ [kind]: token }).revoke(kind, http));
      return true;
    },
  };
}

/**
 * simple-oauth2 cannot leave the secret out, and an empty one is refused by providers that know the client as public.
 * Naming both parameters `client_id` makes it send just that.
 */
function clientCredentials(id: string, secret: string | undefined): ModuleOptions['client'] {
  return secret === undefined ? { id, secret: id, secretParamName: 'client_id' } : { id, secret };
}

function addresses({ endpoints }: Connection): ModuleOptions['auth'] {
  const token = new URL(endpoints.token);
  const authorization = new URL(endpoints.authorization ?? endpoints.token);
  return {
    tokenHost: token.origin,
    tokenPath: endpoints.token,
    authorizeHost: authorization.origin,
    authorizePath: authorization.href,
    revokePath: endpoints.revocation ?? token.href,
  };
}

function readReply(token: Readonly<Record<string, unknown>>, provider: string): TokenReply {
  const { access_token: accessToken, refresh_token: refreshToken, scope, expires_at: expiresAt } = token;
  if (typeof accessToken !== 'string' || accessToken === '') {
    throw new Failure('TOKEN_FAILED', {
      where: 'token',
      provider,
      evidence: `POSTKEY_TOKEN_RESPONSE_INVALID no access_token; it has: ${Object.keys(token).slice(0, 20).join(', ')}`,
    });
  }
  return {
    accessToken,
    ...(typeof refreshToken === 'string' && refreshToken !== '' ? { refreshToken } : {}),
    ...(typeof scope === 'string' ? { scopes: scope.split(' ').filter(Boolean) } : {}),
    ...(expiresAt instanceof Date && Number.isFinite(expiresAt.getTime())
      ? { expiresAt: expiresAt.toISOString() }
      : {}),
  };
}

/** A refused code is a sign-in that failed, not one that is needed: the person is in the middle of it. */
function refusedSignIn(error: unknown): unknown {
  if (!(error instanceof Failure) || error.code !== 'NEEDS_SIGN_IN') return error;
  return new Failure('CONSENT_FAILED', error.facts, { cause: error.cause });
}

function missingEndpoint(name: string, provider: string): Failure {
  return new Failure('INVALID_INPUT', {
    where: 'authorize',
    evidence: `POSTKEY_INVALID_INPUT ${name} is not known`,
    provider,
    context: { field: name, reason: 'is not known' },
  });
}
