import { validateRedirectUri } from '../../../preload/contract/validate/index.ts';
import { isLoopback, readAddress, writeAddress } from '../address.ts';
import { closest } from '../closeness.ts';
import { type Draft, isVariable, type Tell, valueIn, withField } from '../draft.ts';
import { authorityOf, intendedHost } from '../endpoints.ts';
import { decode } from '../form.ts';
import { isFillIn } from './placeholders.ts';

/** The redirect URI: its spelling, and what the provider would not take. */
export function correctRedirect(draft: Draft, tell: Tell): Draft {
  const value = valueIn(draft, 'redirect_uri');
  if (value === '' || isVariable(value) || isFillIn(value)) return draft;
  const change = (id: string, correct: string): Draft => {
    tell({ id, found: `redirect_uri=${value}`, correct: `redirect_uri=${correct}` });
    return withField(draft, 'redirect_uri', correct);
  };
  const refill = (id: string): Draft => {
    tell({
      id,
      found: `redirect_uri=${value}`,
      correct: 'redirect_uri=<redirect_uri>',
      fillIn: 'redirect_uri',
    });
    return withField(draft, 'redirect_uri', '<redirect_uri>');
  };
  if (/^[a-z]+%3A%2F%2F/i.test(value)) return change('encoded-twice', decode(value));
  const authority = authorityOf(draft.address.host);
  const rules = authority === 'microsoft' || authority === 'google' ? authority : 'other';
  const found = validateRedirectUri(value, { rules })
    .filter(({ severity }) => severity === 'error')
    .map(({ id }) => id);
  const spelled = respell(value);
  if (spelled !== value)
    return change(
      found.length === 1 && found[0] === 'redirect-http' && sameHost(value, spelled)
        ? 'redirect-http'
        : 'redirect-misspelt',
      spelled,
    );
  if (found.includes('redirect-fragment')) return change('redirect-fragment', value.split('#')[0] ?? '');
  if (found.includes('redirect-ipv6')) return change('redirect-ipv6', value.replace('[::1]', 'localhost'));
  if (found.includes('redirect-oob'))
    return rules === 'other' ? draft : change('redirect-oob', 'http://127.0.0.1');
  const [first] = found;
  return first === undefined ? draft : refill(REFILLED[first] ?? 'redirect-form');
}

const REFILLED: Readonly<Record<string, string>> = {
  'redirect-characters': 'redirect-characters',
  'redirect-wildcard': 'redirect-characters',
  'redirect-length': 'redirect-length',
};

/** Scheme, host and path as they were meant, where one of Microsoft's own addresses is misspelt. */
function respell(value: string): string {
  if (/^urn:/i.test(value)) return value;
  const { address, query, fragment } = readAddress(value);
  const [, own] = /^([a-z][a-z0-9+.-]{0,20}):\/{1,3}$/i.exec(address.scheme) ?? [];
  const web = address.scheme === '' || closest(own ?? '', ['http', 'https'], 1) !== undefined;
  if (!web || address.host === '' || /\s/.test(value)) return value;
  if (
    address.scheme === '' &&
    !isLoopback(address.host) &&
    !/^[\w-]+(?:\.[\w-]+)+(?::\d+)?$/.test(address.host)
  )
    return value;
  const host = intendedHost(address.host);
  const scheme = !isLoopback(host) ? 'https://' : own?.toLowerCase() === 'https' ? 'https://' : 'http://';
  const path = authorityOf(host) === 'microsoft' ? nativeClient(address.path) : address.path;
  const same = host === address.host.toLowerCase() && scheme === address.scheme.toLowerCase();
  const respelled = writeAddress({
    scheme: same ? address.scheme : scheme,
    host: same ? address.host : host,
    path,
  });
  return `${respelled}${query ? `?${query}` : ''}${fragment ? `#${fragment}` : ''}`;
}

/** `/common/oauth2/nativeclient`, the page of Microsoft's for apps without one of their own. */
function nativeClient(path: string): string {
  const parts = path.split('/').filter(Boolean);
  if (closest(parts.at(-1) ?? '', ['nativeclient'], 3) === undefined) return path;
  return `/${parts.length > 2 ? parts[0] : 'common'}/oauth2/nativeclient`;
}

function sameHost(a: string, b: string): boolean {
  const [one, two] = [readAddress(a).address, readAddress(b).address];
  return one.host === two.host && one.path === two.path;
}
