import { applicationTarget } from '../application/application.ts';
import { type ApplicationPlan, caPath } from '../application/plan.ts';
import { tokenCommand } from '../application/token-command.ts';
import { msmtprc } from '../quoting/msmtp.ts';
import { shellWord } from '../quoting/shell.ts';

/**
 * msmtp, which asks a command for the token each time it sends.
 *
 * @see https://marlam.de/msmtp/msmtp.html
 */
export const msmtp = applicationTarget({
  id: 'msmtp',
  tokens: 'command',
  needs: ['smtp'],
  files: (plan) => [{ path: 'msmtprc', content: configuration(plan), purpose: 'msmtp.file' }],
  steps: ({ input }) => [
    {
      key: 'msmtp.copy',
      code: { language: 'sh', text: 'install -m 600 msmtprc ~/.msmtprc' },
      after: true,
    },
    {
      key: 'msmtp.try',
      code: {
        language: 'sh',
        text: `printf 'Subject: Test\\n\\nTest\\n' | msmtp -a postkey -- ${shellWord(input.account.address)}`,
      },
      after: true,
    },
  ],
});

function configuration({ smtp, input }: ApplicationPlan): string {
  const { account, connection } = input;
  const tls: readonly (readonly [string, string])[] =
    smtp.security === 'none'
      ? [['tls', 'off']]
      : [
          ['tls', 'on'],
          ['tls_starttls', smtp.security === 'starttls' ? 'on' : 'off'],
          ...(connection.ca ? ([['tls_trust_file', caPath]] as const) : []),
        ];
  return msmtprc([
    ['account', 'postkey'],
    ['host', smtp.host],
    ['port', String(smtp.port)],
    ...tls,
    ['auth', 'xoauth2'],
    ['user', smtp.user],
    ['passwordeval', tokenCommand(account.address)],
    ['from', account.address],
    ['account', 'default : postkey'],
  ]);
}
