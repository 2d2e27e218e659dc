import type { AccountConnection, MailServer, ProviderSummary } from '../../../preload/contract/index.ts';
import type aem from '../../../preload/texts/en/aem.json';

export type RowName = keyof typeof aem.row;
export type SectionName = keyof typeof aem.section;

/** One field of an administration page: what to type, or the word for what is not shown here. */
export type SheetRow = { readonly name: RowName } & (
  | { readonly value: string }
  /** To be ticked or left empty. */
  | { readonly tick: boolean }
  /** In the vault. */
  | { readonly hidden: 'clientSecret' | 'refreshToken' }
  /** The account has none. */
  | { readonly missing: true }
);

export interface SheetSection {
  readonly name: SectionName;
  readonly rows: readonly SheetRow[];
}

/** OSGi settings of AEM 6.5, by the names of its web console. */
export function aem65Sheet(
  connection: AccountConnection,
  provider: Pick<ProviderSummary, 'scopes'>,
): readonly SheetSection[] {
  const { address, clientId, endpoints, mail } = connection;
  return [
    {
      name: 'mailService',
      rows: [
        ...smtp(mail.smtp),
        { name: 'smtpUser', value: senderOf(connection) },
        { name: 'fromAddress', value: address },
        { name: 'smtpSsl', tick: mail.smtp?.security === 'tls' },
        { name: 'smtpStartTls', tick: mail.smtp?.security === 'starttls' },
        { name: 'smtpRequireTls', tick: mail.smtp?.security === 'starttls' },
        { name: 'oauthFlow', tick: true },
      ],
    },
    {
      name: 'oauthProvider',
      rows: [
        orMissing('authUrl', endpoints.authorization),
        { name: 'tokenUrl', value: endpoints.token },
        { name: 'clientId', value: clientId },
        { name: 'clientSecret', hidden: 'clientSecret' },
        ...sendingScopes(connection, provider).map((value) => ({ name: 'scope', value }) as const),
        { name: 'refreshUrl', value: endpoints.token },
      ],
    },
  ];
}

/** What Forms JEE asks for, by the names of its Admin UI; nothing there imports a file. */
export function formsJeeSheet(connection: AccountConnection): readonly SheetSection[] {
  const { address, clientId, mail } = connection;
  const client: readonly SheetRow[] = [
    { name: 'clientId', value: clientId },
    { name: 'clientSecret', hidden: 'clientSecret' },
    { name: 'refreshToken', hidden: 'refreshToken' },
  ];
  const user = senderOf(connection);
  const { imap, smtp: sending } = mail;
  return [
    {
      name: 'emailService',
      rows: [
        ...smtp(sending),
        { name: 'smtpAuthenticate', tick: true },
        { name: 'smtpUser', value: user },
        { name: 'smtpTransport', value: 'TLS' },
        orMissing('receiveHost', imap?.host),
        { name: 'receiveUser', value: address },
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
        ...smtp(sending),
        { name: 'smtpUser', value: user },
        { name: 'fromAddress', value: address },
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

/** A shared mailbox's mail is sent by whoever signs in for it. */
function senderOf({ address, signInAs }: AccountConnection): string {
  return signInAs ?? address;
}

/** Of the account's scopes what sending takes: the fewer the better, and no scopes of the sign-in itself. */
function sendingScopes(
  { scopes }: AccountConnection,
  { scopes: { protocols } }: Pick<ProviderSummary, 'scopes'>,
): readonly string[] {
  const formal = ['openid', 'profile', 'email'];
  const sending = scopes.filter((scope) => protocols.smtp?.includes(scope) && !formal.includes(scope));
  return sending.length > 0 ? sending : scopes.filter((scope) => !formal.includes(scope));
}
