import { closest } from './closeness.ts';
import type { Address, Endpoint } from './draft.ts';

/** Providers whose addresses are known. Any other host is taken as it is. */
export type Authority = 'microsoft' | 'google' | 'fixed' | 'unknown';

const MICROSOFT_HOSTS: readonly string[] = [
  'login.microsoftonline.com',
  'login.microsoftonline.us',
  'login.partner.microsoftonline.cn',
  'login.microsoft.com',
  'login.windows.net',
];
/** A slip away from another, but of its own. */
const OTHER_HOSTS: readonly string[] = ['login.microsoftonline.de', 'oauth.yandex.ru', 'login.live.com'];

/** Addresses as the provider publishes them; the first of each kind is today's. */
const FIXED: readonly (readonly [endpoint: Endpoint, host: string, path: string])[] = [
  ['authorize', 'accounts.google.com', '/o/oauth2/v2/auth'],
  ['authorize', 'accounts.google.com', '/o/oauth2/auth'],
  ['token', 'oauth2.googleapis.com', '/token'],
  ['token', 'accounts.google.com', '/o/oauth2/token'],
  ['token', 'www.googleapis.com', '/oauth2/v4/token'],
  ['token', 'www.googleapis.com', '/oauth2/v3/token'],
  ['other', 'oauth2.googleapis.com', '/revoke'],
  ['other', 'oauth2.googleapis.com', '/tokeninfo'],
  ['other', 'oauth2.googleapis.com', '/device/code'],
  ['other', 'accounts.google.com', '/.well-known/openid-configuration'],
  ['authorize', 'api.login.yahoo.com', '/oauth2/request_auth'],
  ['token', 'api.login.yahoo.com', '/oauth2/get_token'],
  ['authorize', 'api.login.aol.com', '/oauth2/request_auth'],
  ['token', 'api.login.aol.com', '/oauth2/get_token'],
  ['authorize', 'api.fastmail.com', '/oauth/authorize'],
  ['token', 'api.fastmail.com', '/oauth/refresh'],
  ['authorize', 'oauth.yandex.com', '/authorize'],
  ['token', 'oauth.yandex.com', '/token'],
  ['authorize', 'o2.mail.ru', '/login'],
  ['token', 'o2.mail.ru', '/token'],
  ['authorize', 'oauth.xfinity.com', '/oauth/authorize'],
  ['token', 'oauth.xfinity.com', '/oauth/token'],
];
const GOOGLE_HOSTS: readonly string[] = [
  'accounts.google.com',
  'oauth2.googleapis.com',
  'www.googleapis.com',
];
const HOSTS: readonly string[] = [...new Set([...MICROSOFT_HOSTS, ...FIXED.map(([, host]) => host)])];
/** Within two slips of the pen; further away lies another host. */
const HOST_SLIPS = 2;

/** The host that was meant; the host itself where it is known or like none that is. */
export function intendedHost(host: string): string {
  const name = host.toLowerCase().replace(/:443$/, '');
  if (HOSTS.includes(name) || OTHER_HOSTS.includes(name)) return name;
  return closest(name, HOSTS, HOST_SLIPS) ?? host;
}

export function authorityOf(host: string): Authority {
  const intended = intendedHost(host);
  if (MICROSOFT_HOSTS.includes(intended)) return 'microsoft';
  if (GOOGLE_HOSTS.includes(intended)) return 'google';
  return HOSTS.includes(intended) ? 'fixed' : 'unknown';
}

/** What an address is for, also where it is misspelt. */
export function endpointOf({ host, path }: Address): Endpoint {
  const authority = authorityOf(host);
  if (authority === 'microsoft') return microsoftPath(path).endpoint;
  const last = path.split('/').filter(Boolean).at(-1)?.toLowerCase() ?? '';
  if (authority === 'unknown') {
    if (/^(?:authori[sz]e|auth|authorization|request_auth)$/.test(last)) return 'authorize';
    return /^(?:token|get_token|access_token)$/.test(last) ? 'token' : 'other';
  }
  return fixedPath(intendedHost(host), path)?.[0] ?? 'other';
}

/** The path that was meant; undefined where nothing like it is known. */
export function intendedPath({ host, path }: Address, endpoint: Endpoint): string | undefined {
  const authority = authorityOf(host);
  if (authority === 'microsoft') return microsoftPath(path, endpoint).path;
  if (authority === 'unknown') return undefined;
  return fixedPath(intendedHost(host), path)?.[2];
}

/** A browser shows what a provider puts after its path. */
function fixedPath(host: string, path: string) {
  const known = FIXED.filter(([, each]) => each === host);
  const exact = known.find(
    ([, , each]) => path === each || path === `${each}/` || path.startsWith(`${each}/`),
  );
  if (exact) return [exact[0], exact[1], path] as const;
  const meant = closest(
    path,
    known.map(([, , each]) => each),
    5,
  );
  return known.find(([, , each]) => each === meant);
}

const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
  authorize: 'authorize',
  authorise: 'authorize',
  auth: 'authorize',
  token: 'token',
  devicecode: 'device',
  adminconsent: 'admin-consent',
};
const FIXED_WORDS: readonly string[] = ['oauth2', 'oauth', 'v2.0', 'v2', 'v1.0', ...Object.keys(ENDPOINTS)];

export interface MicrosoftPath {
  readonly tenant: string | undefined;
  readonly endpoint: Endpoint;
  /** As it should be. */
  readonly path: string;
  /** The old endpoints, which want `resource` in place of `scope`. */
  readonly isVersion1: boolean;
}

/** `/{tenant}/oauth2/v2.0/{endpoint}`, https://learn.microsoft.com/entra/identity-platform/v2-protocols */
export function microsoftPath(path: string, expected: Endpoint = 'other'): MicrosoftPath {
  const parts = path.split('/').filter(Boolean);
  const [first] = parts;
  const hasTenant = first !== undefined && !FIXED_WORDS.includes(first.toLowerCase());
  const rest = parts.slice(hasTenant ? 1 : 0);
  const last = closest(rest.at(-1) ?? '', Object.keys(ENDPOINTS), 2);
  const endpoint = ENDPOINTS[last ?? ''] ?? expected;
  const tenant = hasTenant ? first : undefined;
  const base = `/${tenant ?? '<tenant>'}`;
  const words = rest.map((word) => word.toLowerCase());
  const correct: Partial<Record<Endpoint, string>> = {
    authorize: `${base}/oauth2/v2.0/authorize`,
    token: `${base}/oauth2/v2.0/token`,
    device: `${base}/oauth2/v2.0/devicecode`,
    'admin-consent': words.includes('v2.0') ? `${base}/v2.0/adminconsent` : `${base}/adminconsent`,
  };
  const isVersion1 =
    words.length === 2 && words[0] === 'oauth2' && (endpoint === 'authorize' || endpoint === 'token');
  return { tenant, endpoint, path: correct[endpoint] ?? path, isVersion1 };
}
