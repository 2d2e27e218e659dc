import type { Agent } from 'node:http';
import { AuthorizationCode, ClientCredentials, type ModuleOptions } from 'simple-oauth2';
import type { Connection } from '../accounts/connection.ts';
import { Failure } from '../explain/failure.ts';
import { invalidInput } from '../explain/invalid-input.ts';
import { proxySecrets } from '../proxy/proxy-server.ts';
import type { ServiceAccountKey } from '../vault/secrets.ts';
import {
  type DeviceAnswer,
  type DeviceAuthorization,
  deviceGrant,
  pollErrors,
  readDeviceAuthorization,
} from './device-code.ts';
import type { HttpAgents } from './http-agents.ts';
import { jwtBearerGrant, signAssertion } from './jwt-bearer.ts';
import { oauthErrorOf, tokenFailure } from './token-failure.ts';
import { postForm } from './token-post.ts';
import { readReply, type TokenReply } from './token-reply.ts';

export type { TokenReply } from './token-reply.ts';

/** The token endpoint of one account's provider. Nothing here keeps state or secrets beyond a call. */
export interface TokenClient {
  /** RFC 6749 §4.1.1 with PKCE (RFC 7636). */
  authorizationUrl(parameters: Readonly<Record<string, string>>): string;
  /** @throws Failure `CONSENT_FAILED`, `TOKEN_FAILED` or `NETWORK_FAILED` */
  exchangeCode(grant: { code: string; redirectUri: string; verifier: string }): Promise<TokenReply>;
  /** @throws Failure `NEEDS_SIGN_IN`, `TOKEN_FAILED` or `NETWORK_FAILED` */
  refresh(refreshToken: string): Promise<TokenReply>;
  /** RFC 6749 §4.4: a token of the app's own. @throws Failure `TOKEN_FAILED` or `NETWORK_FAILED` */
  requestAsApp(): Promise<TokenReply>;
  /** RFC 7523 §2.1: a token to speak for a mailbox. @throws Failure `TOKEN_FAILED` or `NETWORK_FAILED` */
  requestAsServiceAccount(key: ServiceAccountKey, mailbox: string): Promise<TokenReply>;
  /** RFC 8628 §3.1. @throws Failure `INVALID_INPUT` where the provider has no such endpoint, or as the others */
  startDevice(): Promise<DeviceAuthorization>;
  /** RFC 8628 §3.4, one question. @throws Failure as {@link TokenClient.exchangeCode} */
  askForDevice(deviceCode: string): Promise<DeviceAnswer>;
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
  const scope = (connection.tokenScopes ?? connection.scopes).join(' ');
  const narrowed = connection.tokenScopes ? { scope } : {};
  const configuration: ModuleOptions = {
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
  };
  const oauth = new AuthorizationCode(configuration);

  /** @param secrets what the request holds; a server may repeat it in what it answers */
  async function request<T>(
    url: string,
    secrets: readonly string[],
    send: (http: { readonly agent: Agent }) => Promise<T>,
  ): Promise<T> {
    // A getter, since simple-oauth2 copies options to the last socket, and a copied pool is of no use to anybody.
    const http = {
      get agent() {
        return agents.for(url, connection);
      },
    };
    try {
      return await send(http);
    } catch (error) {
      const known = clientSecret === undefined ? secrets : [clientSecret, ...secrets];
      const secretsThere = [...known, ...proxySecrets(connection.proxy)];
      throw tokenFailure(error, { provider, clientId, url, secrets: secretsThere });
    }
  }

  const post = (url: string, form: Readonly<Record<string, string>>) =>
    postForm({ connection, url, clientSecret, form, agents, timeoutMs });

  return {
    authorizationUrl: (parameters) => {
      if (!endpoints.authorization) throw invalidInput('authorizationEndpoint', 'missing');
      return oauth.authorizeURL(parameters);
    },
    exchangeCode: async ({ code, redirectUri, verifier }) => {
      const grant = { code, redirect_uri: redirectUri, code_verifier: verifier, ...narrowed };
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
        return readReply((await old.refresh(narrowed, http)).token, provider);
      }),
    requestAsApp: () =>
      withoutPerson(
        request(endpoints.token, [], async (http) => {
          // It refuses to be told of a page nobody is sent to.
          const { authorizeHost: _, authorizePath: __, ...auth } = configuration.auth;
          const app = new ClientCredentials({ ...configuration, auth });
          return readReply((await app.getToken(scope ? { scope } : {}, http)).token, provider);
        }),
      ),
    requestAsServiceAccount: (key, subject) => {
      const { token: audience } = endpoints;
      const assertion = signAssertion({ key, subject, scopes: connection.scopes, audience, now: Date.now() });
      return withoutPerson(
        request(audience, [assertion], async () =>
          readReply(await post(audience, { grant_type: jwtBearerGrant, assertion }), provider),
        ),
      );
    },
    startDevice: async () => {
      const { deviceAuthorization } = endpoints;
      if (!deviceAuthorization) throw invalidInput('deviceAuthorizationEndpoint', 'missing');
      return request(deviceAuthorization, [], async () =>
        readDeviceAuthorization(await post(deviceAuthorization, { scope }), provider),
      );
    },
    askForDevice: async (deviceCode) => {
      const grant = { grant_type: connection.deviceGrantType ?? deviceGrant, device_code: deviceCode };
      try {
        return await request(endpoints.token, [deviceCode], async () => {
          try {
            return { kind: 'granted', reply: readReply(await post(endpoints.token, grant), provider) };
          } catch (error) {
            const kind = pollErrors[oauthErrorOf(error) ?? ''];
            if (!kind) throw error;
            return { kind };
          }
        });
      } catch (error) {
        throw refusedSignIn(error);
      }
    },
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

/** A refused code is a sign-in that failed, not one that is needed: the person is in the middle of it. */
function refusedSignIn(error: unknown): unknown {
  if (!(error instanceof Failure) || error.code !== 'NEEDS_SIGN_IN') return error;
  return new Failure('CONSENT_FAILED', error.facts, { cause: error.cause });
}

/** Where no person signs in, none can mend it by signing in. */
async function withoutPerson(asked: Promise<TokenReply>): Promise<TokenReply> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'NEEDS_SIGN_IN') throw error;
    throw new Failure('TOKEN_FAILED', error.facts, { cause: error.cause });
  }
}
