/** Who may sign in to an app. */
export type Audience = 'single' | 'multi' | 'multi-and-personal' | 'personal';

export interface EntraUser {
  readonly name: string;
  /** Where it differs from the name they sign in with. */
  readonly email?: string;
}

export interface EntraTenant {
  readonly id: string;
  readonly domains: readonly string[];
  readonly users: readonly EntraUser[];
  /** People may not agree for themselves. */
  readonly adminConsentRequired?: boolean;
}

export interface EntraApp {
  readonly clientId: string;
  /** ID of the tenant it is registered in. */
  readonly home: string;
  readonly audience: Audience;
  readonly redirectUris: readonly { readonly uri: string; readonly platform: 'web' | 'desktop' | 'spa' }[];
  readonly secrets?: readonly { readonly id: string; readonly value: string; readonly expired?: boolean }[];
  readonly publicClientFlows?: boolean;
  /** Application permissions an administrator has agreed to. */
  readonly roles?: readonly string[];
}

/** https://login.microsoftonline.com/consumers/… has its users in this tenant. */
export const consumersTenant = '9188040d-6c67-4c5b-b112-36a304b66dad';

export interface Directory {
  readonly tenants: readonly EntraTenant[];
  readonly apps: readonly EntraApp[];
}

/** An error as Entra numbers it. */
export class EntraError extends Error {
  readonly code: number;
  readonly oauth: string;
  constructor(code: number, oauth: string, message: string) {
    super(`AADSTS${code}: ${message}`);
    this.code = code;
    this.oauth = oauth;
  }
}

/**
 * The tenant in the path: the one it names, or null where everybody is welcome.
 *
 * @throws EntraError AADSTS900023, AADSTS90002
 */
export function tenantNamed({ tenants }: Directory, name: string): EntraTenant | null {
  if (['common', 'organizations'].includes(name)) return null;
  const wanted = name === 'consumers' ? consumersTenant : name.toLowerCase();
  const found = tenants.find(({ id, domains }) => id === wanted || domains.includes(wanted));
  if (found) return found;
  if (wanted === consumersTenant) return { id: consumersTenant, domains: [], users: [] };
  if (!/^[\w-]+(?:\.[\w-]+)+$|^[\da-f]{8}-[\da-f-]{27}$/i.test(name))
    throw new EntraError(
      900023,
      'invalid_request',
      `Specified tenant identifier '${name}' is neither a valid DNS name, nor a valid external domain.`,
    );
  throw new EntraError(
    90002,
    'invalid_request',
    `Tenant '${name}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`,
  );
}

/** The app, where it may be used in the tenant of the path. @throws EntraError */
export function appIn(directory: Directory, tenantName: string, clientId: string | null): EntraApp {
  if (!clientId) throw missingParameter('client_id');
  const tenant = tenantNamed(directory, tenantName);
  const app = directory.apps.find((known) => known.clientId === clientId);
  const foreign = app?.audience === 'single' && tenant !== null && tenant.id !== app.home;
  if (!app || (foreign && tenant.id !== consumersTenant))
    throw new EntraError(
      700016,
      'unauthorized_client',
      `Application with identifier '${clientId}' was not found in the directory '${tenant?.id ?? tenantName}'.`,
    );
  const takesWork = app.audience !== 'personal';
  const takesPersonal = app.audience === 'personal' || app.audience === 'multi-and-personal';
  if (tenantName === 'consumers' && !takesPersonal)
    throw new EntraError(
      9002332,
      'invalid_request',
      `Application '${clientId}' is configured for use by Azure Active Directory users only. Please do not use the /consumers endpoint to serve this request.`,
    );
  if (tenantName !== 'consumers' && !takesWork)
    throw new EntraError(
      9002346,
      'invalid_request',
      `Application '${clientId}' is configured for use by Microsoft Account users only. Please use the /consumers endpoint to serve this request.`,
    );
  if (tenant === null && app.audience === 'single')
    throw new EntraError(
      50194,
      'invalid_request',
      `Application '${clientId}' is not configured as a multi-tenant application. Usage of the /common endpoint is not supported for such apps created after '10/15/2018'. Use a tenant-specific endpoint or configure the application to be multi-tenant.`,
    );
  return app;
}

/** The registration that a redirect URI fits: exactly, but for the port of localhost. @throws EntraError */
export function redirectionIn(app: EntraApp, redirectUri: string | null): EntraApp['redirectUris'][number] {
  if (!redirectUri) throw new EntraError(900971, 'invalid_request', 'No reply address provided.');
  const found = app.redirectUris.find(({ uri }) => portless(uri) === portless(redirectUri));
  if (found) return found;
  throw new EntraError(
    50011,
    'invalid_request',
    `The redirect URI '${redirectUri}' specified in the request does not match the redirect URIs configured for the application '${app.clientId}'.`,
  );
}

/** Both spellings of an empty path are one. */
function portless(uri: string): string {
  return uri.replace(/^(http:\/\/localhost):\d+/, '$1').replace(/^(https?:\/\/[^/]+)\/$/, '$1');
}

const oidc: readonly string[] = ['openid', 'profile', 'email', 'offline_access'];
const delegated: readonly string[] = [
  'SMTP.Send',
  'IMAP.AccessAsUser.All',
  'POP.AccessAsUser.All',
  'User.Read',
  'Mail.Send',
];
const outlookHosts: readonly string[] = [
  'https://outlook.office.com',
  'https://outlook.office365.com',
  'https://outlook.office365.us',
  'https://partner.outlook.cn',
];

export interface AskedScopes {
  /** Without those of OpenID Connect, each with its resource. */
  readonly permissions: readonly { readonly resource: string; readonly name: string }[];
  readonly offline: boolean;
  readonly openid: boolean;
}

/** A bare name is one of Microsoft Graph. @throws EntraError AADSTS900144, AADSTS70011, AADSTS650053, AADSTS500011 */
export function readScopes(scope: string | null): AskedScopes {
  if (!scope?.trim()) throw missingParameter('scope');
  const words = scope.trim().split(/ +/);
  const permissions = words
    .filter((word) => !oidc.includes(word))
    .map((word) => {
      const at = word.lastIndexOf('/');
      const resource = at < 0 ? 'https://graph.microsoft.com' : word.slice(0, at).replace(/\/$/, '');
      return { resource, name: word.slice(at + 1) };
    });
  if (permissions.length > 1 && permissions.some(({ name }) => name === '.default'))
    throw new EntraError(
      70011,
      'invalid_scope',
      `The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope ${scope} is not valid. .default scope can't be combined with resource-specific scopes.`,
    );
  for (const { resource, name } of permissions) {
    if (!outlookHosts.includes(resource) && resource !== 'https://graph.microsoft.com')
      throw new EntraError(
        500011,
        'invalid_resource',
        `The resource principal named ${resource} was not found in the tenant.`,
      );
    if (name !== '.default' && !delegated.includes(name))
      throw new EntraError(
        650053,
        'invalid_scope',
        `The application asked for scope '${name}' that doesn't exist on the resource '${resource}'.`,
      );
  }
  return { permissions, offline: words.includes('offline_access'), openid: words.includes('openid') };
}

export function missingParameter(name: string): EntraError {
  return new EntraError(
    900144,
    'invalid_request',
    `The request body must contain the following parameter: '${name}'.`,
  );
}

/** Error codes, and the rest that support asks for. */
export function errorDocument({ code, oauth, message }: EntraError, now = new Date()) {
  const timestamp = `${now.toISOString().slice(0, 19).replace('T', ' ')}Z`;
  const trace = '0f3a1c5e-7d4b-4f0a-9a54-6b1d2c3e4f00';
  const correlation = '5b0e8f8e-2a57-4a1f-8d1c-9f6f0a7b2d00';
  return {
    error: oauth,
    error_description: `${message} Trace ID: ${trace} Correlation ID: ${correlation} Timestamp: ${timestamp}`,
    error_codes: [code],
    timestamp,
    trace_id: trace,
    correlation_id: correlation,
    error_uri: `https://login.microsoftonline.com/error?code=${code}`,
  };
}
