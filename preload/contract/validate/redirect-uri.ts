import type { Finding, FindingId, Platform, ProviderRules } from './finding.ts';
import { isPlaceholder } from './placeholder.ts';

export interface RedirectUse {
  readonly rules: ProviderRules;
  readonly platform?: Platform | undefined;
  /** Personal Microsoft accounts may sign in as well. */
  readonly personal?: boolean;
}

const MAX_LENGTH = 256;
const LOOPBACK: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/**
 * The redirect URI as it is typed, by the rules of the provider it is registered at
 * (https://learn.microsoft.com/entra/identity-platform/reply-url,
 * https://developers.google.com/identity/protocols/oauth2/native-app). At Microsoft a mismatch is AADSTS50011.
 */
export function validateRedirectUri(value: string, use: RedirectUse): readonly Finding[] {
  const microsoft = use.rules === 'microsoft';
  const predicts = microsoft
    ? 'AADSTS50011'
    : use.rules === 'google'
      ? 'redirect_uri_mismatch'
      : 'invalid_request';
  const error = (id: FindingId, code = predicts): Finding => ({
    field: 'redirectUri',
    id,
    severity: 'error',
    predicts: code,
  });
  const warning = (id: FindingId): Finding => ({ ...error(id), severity: 'warning' });
  if (value.trim() === '') return [error('redirect-missing', microsoft ? 'AADSTS900971' : 'invalid_request')];
  if (value.toLowerCase().startsWith('urn:ietf:wg:oauth:2.0:oob'))
    return [error('redirect-oob', use.rules === 'google' ? 'invalid_request' : predicts)];
  const url = parse(value);
  if (!url || isPlaceholder(value)) return [error('redirect-form')];
  const findings: Finding[] = [];
  const isLoopback = LOOPBACK.includes(url.hostname);
  if (url.protocol === 'http:' && !isLoopback) findings.push(error('redirect-http'));
  if (value.includes('#')) findings.push(error('redirect-fragment'));
  if (value.includes('*')) findings.push(error('redirect-wildcard'));
  if (use.rules === 'google' && use.platform === 'desktop' && !isLoopback)
    findings.push(error('redirect-not-loopback'));
  if (!microsoft) return findings;
  if (value.length > MAX_LENGTH) findings.push(error('redirect-length'));
  if (/[!$'(),;]/.test(value)) findings.push(error('redirect-characters'));
  if (url.hostname === '[::1]') findings.push(error('redirect-ipv6'));
  if (url.hostname === '127.0.0.1') findings.push(warning('redirect-ip'));
  if (use.personal && url.search !== '') findings.push(error('redirect-query'));
  if (/[A-Z]/.test(url.pathname)) findings.push(warning('redirect-case'));
  if (url.pathname.length > 1 && url.pathname.endsWith('/')) findings.push(warning('redirect-slash'));
  if (use.platform === 'spa')
    findings.push({ field: 'redirectUri', id: 'redirect-spa', severity: 'warning' });
  return findings;
}

/** Apps may have schemes of their own; what has blanks in it or no scheme is no URI. */
function parse(value: string): URL | undefined {
  if (/[\s<>"\\^`{|}]/.test(value) || !/^[a-z][a-z0-9+.-]*:/i.test(value) || !URL.canParse(value))
    return undefined;
  const url = new URL(value);
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
  // `localhost:8080/x` has a scheme only in form.
  return !isWeb && /^[a-z0-9.-]+:\d/i.test(value) ? undefined : url;
}
