import { applicationTarget } from '../application/application.ts';
import { type ApplicationPlan, caPath, type Login } from '../application/plan.ts';
import { tokenCommand } from '../application/token-command.ts';
import { muttrc } from '../quoting/mutt.ts';

/**
 * Mutt (2.0 and later) and NeoMutt, which ask a command for the token at every connection.
 *
 * @see http://www.mutt.org/doc/manual/#oauth
 */
export const mutt = applicationTarget({
  id: 'mutt',
  tokens: 'command',
  needs: ['imap', 'smtp'],
  files: (plan) => [{ path: 'muttrc', content: configuration(plan), purpose: 'mutt.file' }],
  steps: () => [
    {
      key: 'mutt.copy',
      code: { language: 'sh', text: 'mkdir -p ~/.mutt\ninstall -m 600 muttrc ~/.mutt/muttrc' },
      after: true,
    },
    { key: 'mutt.try', code: { language: 'sh', text: 'mutt' } },
  ],
});

function configuration({ imap, smtp, input }: ApplicationPlan): string {
  const { account, connection } = input;
  const command = tokenCommand(account.address);
  const encrypted = imap.security !== 'none' && smtp.security !== 'none';
  return muttrc([
    ['from', account.address],
    ['use_envelope_from', 'yes'],
    ['envelope_from_address', account.address],
    ['imap_user', imap.user],
    ['folder', serverUrl('imap', imap)],
    ['spoolfile', '+INBOX'],
    ['imap_authenticators', 'xoauth2'],
    ['imap_oauth_refresh_command', command],
    ['smtp_url', serverUrl('smtp', smtp, smtp.user)],
    ['smtp_authenticators', 'xoauth2'],
    ['smtp_oauth_refresh_command', command],
    ['ssl_starttls', 'yes'],
    ['ssl_force_tls', encrypted ? 'yes' : 'no'],
    ...(connection.ca ? ([['certificate_file', caPath]] as const) : []),
  ]);
}

function serverUrl(protocol: 'imap' | 'smtp', { host, port, security }: Login, user?: string): string {
  const name = host.includes(':') ? `[${host}]` : host;
  const login = user === undefined ? '' : `${encodeURIComponent(user)}@`;
  return `${protocol}${security === 'tls' ? 's' : ''}://${login}${name}:${port}/`;
}
