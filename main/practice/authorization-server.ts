import { randomBytes } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { i18n } from 'i18next';
import type Provider from 'oidc-provider';
import { answerConsent } from './consent.ts';
import { createGrantStore } from './grant-store.ts';
import { listenOnLoopback, loopbackHost } from './loopback-server.ts';
import type { BehaviourNow } from './misbehaviour.ts';
import { type Clients, consentPath, createProvider, routes } from './provider.ts';
import { answerWithFault } from './token-faults.ts';

export interface AuthorizationServer {
  readonly issuer: string;
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
  readonly deviceAuthorizationEndpoint: string;
  readonly introspectionEndpoint: string;
  readonly revocationEndpoint: string;
  readonly client: { readonly id: string; readonly secret: string };
  readonly publicClient: { readonly id: string };
  readonly resourceServer: { readonly id: string; readonly secret: string };
  /** What an access token is good for right now; null where it is unknown, expired or revoked. */
  readToken(token: string): Promise<TokenFacts | null>;
  /** Every access token given out so far stops working; refresh tokens stay. */
  expireAccessTokens(): void;
  close(): Promise<void>;
}

export interface TokenFacts {
  /** The mailbox it is for. */
  readonly account: string;
  readonly scopes: ReadonlySet<string>;
}

export interface AuthorizationServerOptions {
  /** The only mailbox there is: whoever opens the consent page is its owner. */
  readonly address: string;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly accessTokenSeconds: number;
  readonly texts: i18n;
  readonly behaviour: BehaviourNow;
}

/** Starts the OAuth server on loopback, plain http as RFC 8252 §8.3 lets loopback be. */
export async function startAuthorizationServer(
  options: AuthorizationServerOptions,
): Promise<AuthorizationServer> {
  const http = createServer();
  const listener = await listenOnLoopback(options.port, (socket) => http.emit('connection', socket));
  const host = `${loopbackHost}:${listener.port}`;
  const issuer = `http://${host}`;
  const clients: Clients = {
    client: { id: 'postkey-practice', secret: randomBytes(24).toString('base64url') },
    publicClient: { id: 'postkey-practice-public' },
    resourceServer: { id: 'practice-mail-servers', secret: randomBytes(24).toString('base64url') },
  };
  const store = createGrantStore();
  const provider = await createProvider({ ...options, issuer, clients, adapter: store.adapter });
  const answerOAuth = provider.callback();

  http.on('request', (request, response) => {
    // A page of another site whose name was pointed at loopback must not get to talk to us.
    if (request.headers.host !== host) return refuse(response, 421);
    // `//` is a target that any page can ask for, and no address at all.
    if (!URL.canParse(request.url ?? '/', issuer)) return refuse(response, 400);
    const { pathname } = new URL(request.url ?? '/', issuer);
    if (request.method === 'POST' && pathname === routes.token) {
      if (answerWithFault(response, options.behaviour().token)) return;
    }
    if (pathname.startsWith(consentPath)) {
      void answerConsent(request, response, { ...options, provider });
      return;
    }
    void answerOAuth(request, response);
  });

  return {
    issuer,
    authorizationEndpoint: `${issuer}${routes.authorization}`,
    tokenEndpoint: `${issuer}${routes.token}`,
    deviceAuthorizationEndpoint: `${issuer}${routes.device_authorization}`,
    introspectionEndpoint: `${issuer}${routes.introspection}`,
    revocationEndpoint: `${issuer}${routes.revocation}`,
    ...clients,
    readToken: (token) => readToken(provider, token),
    expireAccessTokens: () => store.clear('AccessToken'),
    close: () => listener.close(),
  };
}

async function readToken(provider: Provider, token: string): Promise<TokenFacts | null> {
  const found = await provider.AccessToken.find(token);
  if (!found?.isValid || found.grantId === undefined) return null;
  const grant = await provider.Grant.find(found.grantId);
  if (!grant) return null;
  return { account: found.accountId, scopes: found.scopes };
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { connection: 'close' }).end();
}
