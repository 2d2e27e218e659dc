import { expect, it } from 'vitest';
import { usualProtocols } from '../../../main/mail/usual-protocols.ts';
import type { MailProtocol, MailServers } from '../../../preload/contract/index.ts';

const server = { host: 'mail.example.com', port: 995, security: 'tls' } as const;

it.each<readonly [MailProtocol[], boolean, MailProtocol[]]>([
  [['smtp', 'imap', 'pop3'], false, ['smtp', 'imap', 'pop3']],
  [['smtp', 'imap', 'pop3'], true, ['smtp', 'imap']],
  [['smtp', 'pop3'], true, ['smtp', 'pop3']],
  [['smtp'], false, ['smtp']],
  [[], false, []],
])('a check of %j, POP3 off by default: %s, begins with %j', (offered, off, usual) => {
  const servers: MailServers = Object.fromEntries(offered.map((protocol) => [protocol, server]));
  expect(usualProtocols(servers, off)).toEqual(usual);
});
