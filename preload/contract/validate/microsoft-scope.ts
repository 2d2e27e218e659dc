/** What a scope of the Microsoft identity platform asks for. */
export interface MicrosoftScope {
  /** `oidc` belongs to no resource; a name without its resource goes to Graph. */
  readonly resource: 'oidc' | 'outlook' | 'graph' | 'other';
  /** Address of the resource; empty for `oidc` and for bare names. */
  readonly host: string;
  readonly permission: string;
}

/** The clouds and the Outlook resource of each; the first is the worldwide one. */
export type Cloud = 'worldwide' | 'us' | 'china';
const OUTLOOK: Readonly<Record<Cloud, string>> = {
  worldwide: 'https://outlook.office.com',
  us: 'https://outlook.office365.us',
  china: 'https://partner.outlook.cn',
};
/** Names the worldwide service too; Microsoft wants it for app-only scopes. */
const OUTLOOK_365 = 'https://outlook.office365.com';
const OUTLOOK_HOSTS: readonly string[] = [
  ...Object.values(OUTLOOK),
  OUTLOOK_365,
  'https://outlook-dod.office365.us',
];
const GRAPH = /^https:\/\/(?:dod-)?(?:graph\.microsoft\.(?:com|us)|microsoftgraph\.chinacloudapi\.cn)$/i;
const OIDC: readonly string[] = ['openid', 'profile', 'email', 'offline_access'];

/** What a mail client may be allowed on behalf of its user. */
export const mailPermissions = ['SMTP.Send', 'IMAP.AccessAsUser.All', 'POP.AccessAsUser.All'] as const;
/** What an app may be allowed by itself; no scope can ask for it. */
export const appPermissions = ['SMTP.SendAsApp', 'IMAP.AccessAsApp', 'POP.AccessAsApp'] as const;

export function readMicrosoftScope(scope: string): MicrosoftScope {
  if (OIDC.includes(scope.toLowerCase())) return { resource: 'oidc', host: '', permission: scope };
  const at = scope.lastIndexOf('/');
  const host = at < 0 ? '' : scope.slice(0, at).replace(/\/+$/, '');
  const permission = scope.slice(at + 1);
  if (host === '' || GRAPH.test(host)) return { resource: 'graph', host, permission };
  const resource = OUTLOOK_HOSTS.includes(host.toLowerCase()) ? 'outlook' : 'other';
  return { resource, host, permission };
}

/** The permission as Microsoft writes it; undefined where it is none of mail. */
export function mailPermission(permission: string): string | undefined {
  return mailPermissions.find((known) => known.toLowerCase() === permission.toLowerCase());
}

export function outlookScope(permission: string, cloud: Cloud): string {
  return permission === '.default' && cloud === 'worldwide'
    ? `${OUTLOOK_365}/.default`
    : `${OUTLOOK[cloud]}/${permission}`;
}

/** Whether the Outlook resource of a scope is that of the cloud. */
export function fitsCloud({ host, permission }: MicrosoftScope, cloud: Cloud): boolean {
  if (cloud === 'us') return host.endsWith('.us');
  if (cloud === 'china') return host.endsWith('.cn');
  return host === OUTLOOK.worldwide || (permission === '.default' && host === OUTLOOK_365);
}
