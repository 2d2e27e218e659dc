import { describe, expect, test } from 'vitest';
import type { TargetId } from '../../../../preload/contract/index.ts';
import type { MailSecurity } from '../../../../preload/contract/words.ts';
import { builtText } from '../text-of.ts';
import { mailServers, shared } from './servers.ts';

/** The programs that ask Postkey for the token; that they can read the files is for the programs themselves to show. */
const files = [
  ['msmtp', 'msmtprc', 'passwordeval postkey token info@contoso.example'],
  ['mutt', 'muttrc', 'set smtp_oauth_refresh_command = "postkey token info@contoso.example"'],
  ['mutt', 'muttrc', 'set imap_oauth_refresh_command = "postkey token info@contoso.example"'],
  ['isync', 'mbsyncrc', 'PassCmd "postkey token info@contoso.example"'],
] as const;

async function lines(target: TargetId, path: string, changes: object): Promise<string[]> {
  return (await builtText(target, path, changes)).split('\n');
}

describe('the command for the token', () => {
  test.each(files)('of %s, in %s, is %s', async (target, path, line) => {
    expect(await lines(target, path, { account: shared })).toContain(line);
  });

  test.each([
    ["o'brien@x.example", String.raw`passwordeval postkey token 'o'\''brien@x.example'`],
    ['-x@x.example', 'passwordeval postkey token -- -x@x.example'],
  ])('is one that a shell reads right for %s', async (address, line) => {
    expect(await lines('msmtp', 'msmtprc', { account: { address } })).toContain(line);
  });
});

describe('who signs in for a shared mailbox', () => {
  test.each([
    ['msmtp', 'msmtprc', ['user ann@contoso.example', 'from info@contoso.example']],
    [
      'mutt',
      'muttrc',
      [
        'set from = "info@contoso.example"',
        'set imap_user = "info@contoso.example"',
        'set smtp_url = "smtps://ann%40contoso.example@smtp.example:465/"',
      ],
    ],
    ['isync', 'mbsyncrc', ['User info@contoso.example']],
  ] as const)('is told in %s', async (target, path, expected) => {
    const found = await lines(target, path, { ...mailServers('tls'), account: shared });
    expect(found).toEqual(expect.arrayContaining([...expected]));
  });
});

describe('the encryption of the server', () => {
  const cases: [TargetId, string, MailSecurity, string[]][] = [
    ['msmtp', 'msmtprc', 'tls', ['tls on', 'tls_starttls off']],
    ['msmtp', 'msmtprc', 'starttls', ['tls on', 'tls_starttls on']],
    ['msmtp', 'msmtprc', 'none', ['tls off']],
    ['mutt', 'muttrc', 'tls', ['set folder = "imaps://imap.example:993/"', 'set ssl_force_tls = "yes"']],
    ['mutt', 'muttrc', 'starttls', ['set folder = "imap://imap.example:143/"', 'set ssl_force_tls = "yes"']],
    ['mutt', 'muttrc', 'none', ['set ssl_force_tls = "no"']],
    ['isync', 'mbsyncrc', 'tls', ['SSLType IMAPS', 'AuthMechs XOAUTH2']],
    ['isync', 'mbsyncrc', 'starttls', ['SSLType STARTTLS']],
    ['isync', 'mbsyncrc', 'none', ['SSLType None']],
  ];
  test.each(cases)('is used by %s (%s): %s', async (target, path, security, expected) => {
    expect(await lines(target, path, mailServers(security))).toEqual(expect.arrayContaining(expected));
  });

  test('has an address of IPv6 in brackets in a URL', async () => {
    const mail = { imap: { host: '::1', port: 993, security: 'tls' } } as const;
    const found = await lines('mutt', 'muttrc', { connection: { mail } });
    expect(found).toContain('set folder = "imaps://[::1]:993/"');
  });
});

test.each([
  ['msmtp', 'msmtprc', 'tls_trust_file /etc/ssl/postkey-ca.pem'],
  ['mutt', 'muttrc', 'set certificate_file = "/etc/ssl/postkey-ca.pem"'],
  ['isync', 'mbsyncrc', 'CertificateFile /etc/ssl/postkey-ca.pem'],
] as const)('%s trusts the account’s own certificates', async (target, path, line) => {
  const { connection } = mailServers('tls');
  expect(await lines(target, path, { connection: { ...connection, ca: 'PEM' } })).toContain(line);
  expect(await lines(target, path, { connection })).not.toContain(line);
});
