import { generateKeyPair, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { promisify } from 'node:util';
import Provider, { type Configuration } from 'oidc-provider';
import { createGrantStore } from '../../main/practice/grant-store.ts';
import { createVisitor } from '../main/practice/visitor.ts';

export interface OpenidProviderOptions {
  /** The account everybody signs in as: `sub` and `email`. */
  readonly address?: string;
  /** Exact matches, except that a loopback address may have any port (RFC 8252 §7.3). */
  readonly redirectUris?: readonly string[];
  readonly mailScopes?: readonly string[];
  /** Seconds. */
  readonly accessTokenSeconds?: number;
}

/** A certified OpenID provider that has nothing of Postkey's in it but where it keeps its grants. */
export interface OpenidProvider {
  readonly issuer: string;
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
  readonly introspectionEndpoint: string;
  readonly client: { readonly id: string; readonly secret: string };
  readonly resourceServer: { readonly id: string; readonly secret: string };
  readonly address: string;
  /** What to ask for: `openid offline_access email` and the mail scopes. */
  readonly scopes: readonly string[];
  /** Says yes in place of a person and returns the address the browser would be sent to. */
  approve(authorizeUrl: string): Promise<string>;
  close(): Promise<void>;
}

const host = '127.0.0.1';
const interactionPath = '/interaction/';

export async function startOpenidProvider(options: OpenidProviderOptions = {}): Promise<OpenidProvider> {
  const { address = 'admin@postkey.test', mailScopes = ['mail'] } = options;
  const http = createServer().listen(0, host);
  await once(http, 'listening');
  const bound = http.address();
  const issuer = `http://${host}:${typeof bound === 'object' && bound ? bound.port : 0}`;
  const secrets = {
    client: { id: 'a-registered-app', secret: randomBytes(24).toString('base64url') },
    resourceServer: { id: 'a-mail-server', secret: randomBytes(24).toString('base64url') },
  };
  const scopes = ['openid', 'offline_access', 'email', ...mailScopes];
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const provider = new Provider(issuer, {
    ...configuration({ ...secrets, ...options, address, scopes }),
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig' }] },
  });
  const answer = provider.callback();
  http.on('request', async (request, response) => {
    if (!request.url?.startsWith(interactionPath)) return answer(request, response);
    const { params } = await provider.interactionDetails(request, response);
    const grant = new provider.Grant({ accountId: address, clientId: String(params['client_id']) });
    grant.addOIDCScope(String(params['scope']));
    const result = { login: { accountId: address }, consent: { grantId: await grant.save() } };
    return provider.interactionFinished(request, response, result);
  });
  return {
    issuer,
    authorizationEndpoint: `${issuer}/auth`,
    tokenEndpoint: `${issuer}/token`,
    introspectionEndpoint: `${issuer}/token/introspection`,
    ...secrets,
    address,
    scopes,
    approve: async (authorizeUrl) => (await createVisitor().open(authorizeUrl)).url,
    close: async () => {
      http.closeAllConnections();
      http.close();
      await once(http, 'close');
    },
  };
}

interface Setup extends OpenidProviderOptions {
  readonly client: OpenidProvider['client'];
  readonly resourceServer: OpenidProvider['resourceServer'];
  readonly address: string;
  readonly scopes: readonly string[];
}

function configuration(setup: Setup): Configuration {
  const { client, resourceServer, address, scopes } = setup;
  return {
    adapter: createGrantStore().adapter,
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        application_type: 'native',
        token_endpoint_auth_method: 'client_secret_basic',
        grant_types: ['authorization_code', 'refresh_token'],
        redirect_uris: [
          ...(setup.redirectUris ?? [
            'http://127.0.0.1/',
            'http://127.0.0.1/callback',
            'http://localhost/',
            'http://localhost/callback',
          ]),
        ],
      },
      {
        client_id: resourceServer.id,
        client_secret: resourceServer.secret,
        redirect_uris: [],
        response_types: [],
        grant_types: [],
      },
    ],
    scopes: [...scopes],
    claims: { email: ['email'] },
    pkce: { methods: ['S256'], required: () => true },
    findAccount: (_ctx, sub) =>
      sub === address ? { accountId: sub, claims: () => ({ sub, email: sub }) } : undefined,
    issueRefreshToken: (_ctx, forClient) => forClient.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: true,
    expiresWithSession: () => false,
    interactions: { url: (_ctx, { uid }) => `${interactionPath}${uid}` },
    clientBasedCORS: () => false,
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    features: {
      devInteractions: { enabled: false },
      introspection: {
        enabled: true,
        allowedPolicy: (_ctx, { clientId }) => clientId === resourceServer.id,
      },
      revocation: { enabled: true },
    },
    ttl: {
      AccessToken: setup.accessTokenSeconds ?? 3600,
      AuthorizationCode: 60,
      Grant: 86_400,
      IdToken: 3600,
      Interaction: 600,
      RefreshToken: 86_400,
      Session: 3600,
    },
  };
}
