import type { MailSecurity } from '../../../preload/contract/words.ts';
import { applicationTarget } from '../application/application.ts';
import { type ApplicationPlan, caPath } from '../application/plan.ts';
import { tokenCommand } from '../application/token-command.ts';
import { mbsyncrcSection } from '../quoting/isync.ts';

/**
 * isync (`mbsync`), which asks a command for the token at every connection and leaves XOAUTH2 to a SASL plug-in.
 *
 * @see https://isync.sourceforge.io/mbsync.html
 */
export const isync = applicationTarget({
  id: 'isync',
  tokens: 'command',
  needs: ['imap'],
  files: (plan) => [{ path: 'mbsyncrc', content: configuration(plan), purpose: 'isync.file' }],
  steps: () => [
    {
      key: 'isync.install',
      code: { language: 'sh', text: 'sudo apt-get install isync libsasl2-modules-kdexoauth2' },
      after: true,
    },
    {
      key: 'isync.copy',
      code: { language: 'sh', text: 'install -m 600 mbsyncrc ~/.mbsyncrc\nmkdir -p ~/Mail/postkey' },
      after: true,
    },
    { key: 'isync.try', code: { language: 'sh', text: 'mbsync --list postkey\nmbsync postkey' } },
  ],
});

/** `TLSType` since 1.5, which still takes the name that 1.4 knows. */
const tlsTypes: Readonly<Record<MailSecurity, string>> = { tls: 'IMAPS', starttls: 'STARTTLS', none: 'None' };

function configuration({ imap, input }: ApplicationPlan): string {
  const { account, connection } = input;
  return [
    mbsyncrcSection([
      ['IMAPAccount', 'postkey'],
      ['Host', imap.host],
      ['Port', String(imap.port)],
      ['User', imap.user],
      ['PassCmd', tokenCommand(account.address)],
      ['AuthMechs', 'XOAUTH2'],
      ['SSLType', tlsTypes[imap.security]],
      ...(connection.ca ? ([['CertificateFile', caPath]] as const) : []),
    ]),
    mbsyncrcSection([
      ['IMAPStore', 'postkey-remote'],
      ['Account', 'postkey'],
    ]),
    mbsyncrcSection([
      ['MaildirStore', 'postkey-local'],
      ['SubFolders', 'Verbatim'],
      ['Path', '~/Mail/postkey/'],
      ['Inbox', '~/Mail/postkey/INBOX'],
    ]),
    mbsyncrcSection([
      ['Channel', 'postkey'],
      ['Far', ':postkey-remote:'],
      ['Near', ':postkey-local:'],
      ['Patterns', '*'],
      ['Create', 'Near'],
      ['SyncState', '*'],
    ]),
  ].join('\n');
}
