import type { MailServer, ProviderSummary } from '../../../preload/contract/index.ts';
import type aem from '../../../preload/texts/en/aem.json';
import type { Draft } from '../drafts/draft.ts';
import { endpointsFor } from './endpoints.ts';

export type RowName = keyof typeof aem.row;
export type SectionName = keyof typeof aem.section;

/** One field of an administration page: what to type, or the word for what is not shown here. */
export type SheetRow = { readonly name: RowName } & (
  | { readonly value: string }
  /** To be ticked or left empty. */
  | { readonly tick: boolean }
  /** In the vault. */
  | { readonly hidden: 'clientSecret' | 'refreshToken' }
  /** Not known to this window. */
  | { readonly missing: true }
);

export interface SheetSection {
  readonly name: SectionName;
  readonly rows: readonly SheetRow[];
}

type Known = Pick<Draft, 'address' | 'clientId' | 'tenant' | 'signInAs'>;

/** OSGi settings of AEM 6.5, by the names of its web console. */
export function aem65Sheet(provider: ProviderSummary, known: Known): readonly SheetSection[] {
  const endpoints = endpointsFor(provider, tenantOf(provider, known));
  const scopes = sendingScopes(provider);
  return [
    {
      name: 'mailService',
      rows: [
        ...smtp(provider.mail.smtp),
        { name: 'smtpUser', value: known.signInAs || known.address },
        { name: 'fromAddress', value: known.address },
        { name: 'smtpSsl', tick: provider.mail.smtp?.security === 'tls' },
        { name: 'smtpStartTls', tick: provider.mail.smtp?.security === 'starttls' },
        { name: 'smtpRequireTls', tick: provider.mail.smtp?.security === 'starttls' },
        { name: 'oauthFlow', tick: true },
      ],
    },
    {
      name: 'oauthProvider',
      rows: [
        orMissing('authUrl', endpoints?.authorization),
        orMissing('tokenUrl', endpoints?.token),
        orMissing('clientId', known.clientId),
        { name: 'clientSecret', hidden: 'clientSecret' },
        ...scopes.map((value) => ({ name: 'scope', value }) as const),
        orMissing('refreshUrl', endpoints?.token),
      ],
    },
  ];
}

/** What Forms JEE asks for, by the names of its Admin UI; nothing there imports a file. */
export function formsJeeSheet(provider: ProviderSummary, known: Known): readonly SheetSection[] {
  const client: readonly SheetRow[] = [
    orMissing('clientId', known.clientId),
    { name: 'clientSecret', hidden: 'clientSecret' },
    { name: 'refreshToken', hidden: 'refreshToken' },
  ];
  const user = known.signInAs || known.address;
  const { imap } = provider.mail;
  return [
    {
      name: 'emailService',
      rows: [
        ...smtp(provider.mail.smtp),
        { name: 'smtpAuthenticate', tick: true },
        { name: 'smtpUser', value: user },
        { name: 'smtpTransport', value: 'TLS' },
        orMissing('receiveHost', imap?.host),
        { name: 'receiveUser', value: known.address },
        orMissing('receivePort', imap ? String(imap.port) : undefined),
        { name: 'receiveProtocol', value: 'IMAP' },
        { name: 'receiveTransport', value: 'TLS' },
        { name: 'oauthSettings', value: 'True' },
        ...client,
      ],
    },
    {
      name: 'taskNotifications',
      rows: [
        { name: 'outgoing', tick: true },
        ...smtp(provider.mail.smtp),
        { name: 'smtpUser', value: user },
        { name: 'fromAddress', value: known.address },
        { name: 'enableOauth', tick: true },
        ...client,
      ],
    },
  ];
}

function smtp(server: MailServer | undefined): readonly SheetRow[] {
  return [
    orMissing('smtpHost', server?.host),
    orMissing('smtpPort', server ? String(server.port) : undefined),
  ];
}

function orMissing(name: RowName, value: string | undefined): SheetRow {
  return value ? { name, value } : { name, missing: true };
}

/** What sending takes: the fewer the better, and no scopes of the sign-in itself. */
function sendingScopes({ scopes }: ProviderSummary): readonly string[] {
  const formal = ['openid', 'profile', 'email'];
  return (scopes.protocols.smtp ?? scopes.requested).filter((scope) => !formal.includes(scope));
}

function tenantOf({ tenantDefault = '' }: ProviderSummary, { tenant, address }: Known): string {
  return tenant.trim() || tenantDefault.replace('{domain}', address.split('@')[1] ?? '');
}
