import type { MailServer } from '../../../../preload/contract/index.ts';
import { smtpOrPlaceholder } from '../../aem/servers.ts';
import type { BundleInput } from '../../target.ts';

/** A page of the Admin UI and what to enter there, field by field. */
export interface SheetSection {
  readonly name: 'emailService' | 'endpoint' | 'taskNotifications';
  readonly rows: readonly SheetRow[];
}

/** A field by its key in the texts: a value to type, a box to tick or not, or what stands elsewhere. */
export type SheetRow = readonly [field: string, entry: { value: string } | { tick: boolean } | Elsewhere];

export type Elsewhere = 'secret' | 'empty';

/**
 * The values of an account by the fields of the Admin UI.
 *
 * OAuth takes TLS on both ways, and IMAP for reading; `SMTP Authenticate` has to be ticked.
 */
export function formsJeeSheet({ account, connection }: BundleInput): readonly SheetSection[] {
  const smtp = smtpOrPlaceholder(connection.mail.smtp);
  const { imap } = connection.mail;
  const sender = account.signInAs ?? account.address;
  const oauth: SheetRow[] = [
    text('clientId', account.clientId),
    ['clientSecret', 'secret'],
    ['refreshToken', 'secret'],
  ];
  return [
    {
      name: 'emailService',
      rows: [
        text('smtpHost', smtp.host),
        text('smtpPortNumber', smtp.port),
        tick('smtpAuthenticate'),
        text('smtpUser', sender),
        ['smtpPassword', 'empty'],
        text('smtpTransport', 'TLS'),
        ...(imap ? receiving(imap, account.address) : []),
        text('oauthSettings', 'True'),
        ...oauth,
      ],
    },
    {
      name: 'endpoint',
      rows: [
        ...(imap ? inbox(imap, account.address) : []),
        text('smtpHost', smtp.host),
        text('smtpPort', smtp.port),
        text('smtpUser', sender),
        ['smtpPassword', 'empty'],
        text('sendFrom', account.address),
        tick('smtpSsl', smtp.security === 'tls'),
        text('oauthSettings', 'True'),
        ...oauth,
      ],
    },
    {
      name: 'taskNotifications',
      rows: [
        tick('outgoing'),
        text('smtpServer', smtp.host),
        text('userName', sender),
        ['password', 'empty'],
        text('emailAddress', account.address),
        tick('enableOauth'),
        ...oauth,
      ],
    },
  ];
}

function receiving({ host, port }: MailServer, user: string): SheetRow[] {
  return [
    text('receiveHost', host),
    text('receiveUser', user),
    ['receivePassword', 'empty'],
    text('receivePort', port),
    text('receiveProtocol', 'IMAP'),
    text('receiveTransport', 'TLS'),
  ];
}

function inbox({ host, port }: MailServer, user: string): SheetRow[] {
  return [
    text('inboxHost', host),
    text('inboxPort', port),
    text('inboxProtocol', 'IMAP'),
    text('inboxUser', user),
    ['inboxPassword', 'empty'],
    tick('inboxSsl'),
  ];
}

function text(field: string, value: string | number): SheetRow {
  return [field, { value: String(value) }];
}

function tick(field: string, ticked = true): SheetRow {
  return [field, { tick: ticked }];
}
