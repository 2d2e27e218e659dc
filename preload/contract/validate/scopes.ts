import type { Finding, FindingId, ProviderRules } from './finding.ts';
import {
  appPermissions,
  type Cloud,
  fitsCloud,
  mailPermission,
  outlookScope,
  readMicrosoftScope,
} from './microsoft-scope.ts';

export interface ScopesUse {
  readonly rules: ProviderRules;
  readonly cloud?: Cloud;
  /** Client credentials: there is no refresh token, and the only scope is `.default`. */
  readonly appOnly?: boolean;
}

/** What mail over SMTP, IMAP and POP3 needs at Google; the slash belongs to it. */
const GOOGLE_MAIL = 'https://mail.google.com/';

/**
 * The scopes as they are typed. One token is for one resource
 * (https://learn.microsoft.com/entra/identity-platform/scopes-oidc), and mail is Outlook's, not Graph's.
 */
export function validateScopes(scopes: readonly string[], use: ScopesUse): readonly Finding[] {
  if (scopes.length === 0)
    return use.rules === 'other' ? [] : [finding('scopes-missing', 'error', missing(use.rules))];
  if (use.rules === 'microsoft') return microsoft(scopes, use);
  return use.rules === 'google' ? google(scopes, use) : [];
}

function missing(rules: ProviderRules): string {
  return rules === 'microsoft' ? 'AADSTS900144' : 'invalid_request';
}

function microsoft(scopes: readonly string[], { cloud = 'worldwide', appOnly }: ScopesUse): Finding[] {
  const findings = scopes.flatMap((scope) => ofScope(scope, cloud, appOnly ?? false));
  const asked = scopes.map(readMicrosoftScope).filter(({ resource }) => resource !== 'oidc');
  const resources = new Set(asked.map(({ resource, host }) => (resource === 'graph' ? 'graph' : host)));
  const hasDefault = asked.some(({ permission }) => permission === '.default');
  if (resources.size > 1) findings.push(finding('scopes-mixed', 'error', 'AADSTS28002'));
  else if (hasDefault && asked.length > 1) findings.push(finding('scopes-mixed', 'error', 'AADSTS70011'));
  if (asked.length === 0) findings.push(finding('scope-mail-missing', 'error'));
  if (!appOnly && !scopes.includes('offline_access'))
    findings.push(finding('offline-access-missing', 'error'));
  return findings;
}

function ofScope(scope: string, cloud: Cloud, appOnly: boolean): Finding[] {
  const read = readMicrosoftScope(scope);
  if (read.resource === 'oidc' || read.resource === 'other') return [];
  const permission = mailPermission(read.permission);
  const values = { scope, correct: outlookScope(permission ?? read.permission, cloud) };
  if (appPermissions.some((known) => known.toLowerCase() === read.permission.toLowerCase()))
    return [
      finding('scope-app-only', 'error', 'AADSTS70011', {
        ...values,
        correct: outlookScope('.default', cloud),
      }),
    ];
  if (appOnly && read.permission !== '.default')
    return [
      finding('scope-app-only', 'error', 'AADSTS1002012', {
        ...values,
        correct: outlookScope('.default', cloud),
      }),
    ];
  if (read.resource === 'graph') {
    const id = read.host === '' && permission ? 'scope-bare' : 'scope-graph';
    return [finding(id, permission ? 'error' : 'warning', undefined, values)];
  }
  if (!fitsCloud(read, cloud)) return [finding('scope-cloud', 'warning', undefined, values)];
  return permission || read.permission === '.default'
    ? []
    : [finding('scope-unknown', 'warning', 'AADSTS70011', values)];
}

function google(scopes: readonly string[], { appOnly }: ScopesUse): Finding[] {
  const findings: Finding[] = [];
  if (scopes.includes(GOOGLE_MAIL.slice(0, -1)))
    findings.push(finding('google-scope-slash', 'error', 'invalid_scope', { correct: GOOGLE_MAIL }));
  else if (
    !scopes.includes(GOOGLE_MAIL) &&
    !(appOnly && scopes.some((scope) => scope.endsWith('imap_admin')))
  )
    findings.push(finding('scope-mail-missing', 'error', undefined, { correct: GOOGLE_MAIL }));
  if (scopes.includes('offline_access'))
    findings.push(finding('offline-access-google', 'error', 'invalid_scope'));
  return findings;
}

function finding(
  id: FindingId,
  severity: Finding['severity'],
  predicts?: string,
  values?: Record<string, string>,
): Finding {
  return {
    field: 'scopes',
    id,
    severity,
    ...(predicts ? { predicts } : {}),
    ...(values ? { values } : {}),
  };
}
