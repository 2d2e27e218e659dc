import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import type { i18n } from 'i18next';
import Provider, {
  type AdapterFactory,
  type ClientMetadata,
  type Configuration,
  type KoaContextWithOIDC,
} from 'oidc-provider';
import { deviceFlowPages } from './device-flow.ts';
import { html } from './html.ts';
import { loopbackHost } from './loopback-server.ts';
import type { BehaviourNow } from './misbehaviour.ts';
import { renderPage } from './page.ts';
import { scopes } from './scopes.ts';
import { sendPage } from './send-page.ts';

/** Seconds. */
const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

export const routes = {
  authorization: '/auth',
  token: '/token',
  device_authorization: '/device/auth',
  introspection: '/token/introspection',
  revocation: '/token/revocation',
} as const;

export const consentPath = '/consent/';

export interface Clients {
  readonly client: { readonly id: string; readonly secret: string };
  readonly publicClient: { readonly id: string };
  readonly resourceServer: { readonly id: string; readonly secret: string };
}

export interface ProviderOptions {
  readonly issuer: string;
  readonly clients: Clients;
  readonly adapter: AdapterFactory;
  readonly address: string;
  readonly accessTokenSeconds: number;
  readonly texts: i18n;
  readonly behaviour: BehaviourNow;
}

/**
 * The certified OpenID provider, set up as a strict mail provider would be: PKCE with S256 for everyone (RFC 9700
 * §2.1.1), every refresh token good for one use and a second use ending the whole grant (§4.14.2), `iss` in every
 * authorization response (RFC 9207).
 */
export async function createProvider(options: ProviderOptions): Promise<Provider> {
  const { privateKey } = await promisify(generateKeyPair)('ec', { namedCurve: 'P-256' });
  const provider = new Provider(options.issuer, {
    ...configuration(options),
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig' }] },
  });
  allowAnyLoopbackRedirect(provider);
  provider.use(async (ctx, next) => {
    grantOfflineAccessWithoutPrompt(ctx);
    await next();
    if (ctx.path === routes.token && options.behaviour().token === 'no-refresh-token') {
      ctx.body = withoutRefreshToken(ctx.body);
    }
  });
  // Without a listener Koa prints what went wrong inside to the console.
  provider.app.on('error', () => undefined);
  return provider;
}

function configuration(options: ProviderOptions): Configuration {
  const { issuer, clients, address, texts, behaviour } = options;
  // Cookies do not know ports (RFC 6265 §8.5): two practice runs must not take each other's.
  const { port } = new URL(issuer);
  return {
    adapter: options.adapter,
    clients: clientMetadata(clients, texts),
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'none'],
    clientBasedCORS: () => false,
    routes: { ...routes },
    scopes: [...scopes],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    responseTypes: ['code'],
    pkce: { methods: ['S256'], required: () => true },
    findAccount: (ctx, sub) => {
      if (sub !== address) return undefined;
      const refreshes = ctx.oidc.params?.['grant_type'] === 'refresh_token';
      if (refreshes && behaviour().token === 'invalid-grant') return undefined;
      return { accountId: sub, claims: () => ({ sub, email: sub, email_verified: true }) };
    },
    // Tokens outlive the browser session they came from, as mail tokens do.
    expiresWithSession: () => false,
    issueRefreshToken: (_ctx, client, code) =>
      client.grantTypeAllowed('refresh_token') && code.scopes.has('offline_access'),
    rotateRefreshToken: () => behaviour().token !== 'no-refresh-token',
    interactions: { url: (_ctx, interaction) => `${consentPath}${interaction.uid}` },
    renderError: (ctx, out) => {
      sendPage(
        ctx,
        renderPage(texts, {
          title: texts.t('practice:error.title'),
          status: ctx.status,
          body: html`<p>${texts.t('practice:error.meaning')}</p>
<pre>${[out.error, out.error_description].filter(Boolean).join('\n')}</pre>`,
        }),
      );
    },
    cookies: {
      keys: [randomBytes(32).toString('base64url')],
      names: {
        session: `practice_session_${port}`,
        interaction: `practice_consent_${port}`,
        resume: `practice_resume_${port}`,
      },
    },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      deviceFlow: { enabled: true, ...deviceFlowPages(texts) },
      introspection: {
        enabled: true,
        allowedPolicy: (_ctx, caller, token) =>
          caller.clientId === clients.resourceServer.id || caller.clientId === token.clientId,
      },
      revocation: { enabled: true },
    },
    ttl: {
      AccessToken: options.accessTokenSeconds,
      AuthorizationCode: minute,
      DeviceCode: 10 * minute,
      Grant: 90 * day,
      IdToken: hour,
      Interaction: 10 * minute,
      RefreshToken: 90 * day,
      Session: day,
    },
  };
}

function clientMetadata(clients: Clients, texts: i18n): ClientMetadata[] {
  const application = {
    client_name: texts.t('common:product'),
    application_type: 'native',
    redirect_uris: [`http://${loopbackHost}/`, 'http://localhost/', 'http://[::1]/'],
    response_types: ['code'],
    grant_types: ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'],
  } satisfies Partial<ClientMetadata>;
  return [
    {
      ...application,
      client_id: clients.client.id,
      client_secret: clients.client.secret,
      token_endpoint_auth_method: 'client_secret_basic',
    },
    { ...application, client_id: clients.publicClient.id, token_endpoint_auth_method: 'none' },
    {
      client_id: clients.resourceServer.id,
      client_secret: clients.resourceServer.secret,
      token_endpoint_auth_method: 'client_secret_basic',
      redirect_uris: [],
      response_types: [],
      grant_types: [],
    },
  ];
}

/** RFC 8252 §7.3 asks for any port; practice takes any path too, so that any tool can be tried against it. */
function allowAnyLoopbackRedirect(provider: Provider): void {
  const hosts = new Set([loopbackHost, 'localhost', '[::1]']);
  provider.Client.prototype.redirectUriAllowed = (uri) => {
    if (!URL.canParse(uri)) return false;
    const { protocol, hostname, username, hash } = new URL(uri);
    return protocol === 'http:' && hosts.has(hostname) && username === '' && hash === '';
  };
}

/**
 * OpenID Connect Core §11 grants `offline_access` only with `prompt=consent`. The big mail providers do not ask for
 * that, and practice always shows the consent page anyway.
 */
function grantOfflineAccessWithoutPrompt(ctx: Pick<KoaContextWithOIDC, 'method' | 'path' | 'query'>): void {
  if (ctx.method === 'GET' && ctx.path === routes.authorization && ctx.query['prompt'] === undefined) {
    ctx.query = { ...ctx.query, prompt: 'consent' };
  }
}

function withoutRefreshToken(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return body;
  return { ...body, refresh_token: undefined };
}
