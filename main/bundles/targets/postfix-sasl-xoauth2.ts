import { applicationTarget } from '../application/application.ts';
import { type ApplicationPlan, caPath } from '../application/plan.ts';
import { oneLine } from '../quoting/one-line.ts';
import { shellWord } from '../quoting/shell.ts';

/**
 * Postfix as a relay to the mail server, with the SASL plug-in sasl-xoauth2, which refreshes by itself.
 *
 * The secrets stand in the token file, since everybody on the machine can read `sasl-xoauth2.conf`.
 *
 * @see https://github.com/tarickb/sasl-xoauth2
 * @see https://www.postfix.org/postconf.5.html
 */
export const postfixSaslXoauth2 = applicationTarget({
  id: 'postfix-sasl-xoauth2',
  tokens: 'refresh',
  keepsRefreshToken: true,
  needs: ['smtp'],
  files: (plan) => [
    { path: 'main.cf', content: mainCf(plan), purpose: 'postfix-sasl-xoauth2.mainCf' },
    { path: 'sasl_passwd', content: saslPasswd(plan), purpose: 'postfix-sasl-xoauth2.saslPasswd' },
    { path: 'sasl-xoauth2.conf', content: pluginConfig(plan), purpose: 'postfix-sasl-xoauth2.config' },
    { path: 'token.json', content: tokenFile(plan), purpose: 'postfix-sasl-xoauth2.token', forSecrets: true },
  ],
  steps: (plan) => [
    {
      key: 'postfix-sasl-xoauth2.install',
      code: { language: 'sh', text: 'sudo apt-get install postfix sasl-xoauth2' },
    },
    { key: 'postfix-sasl-xoauth2.files', code: { language: 'sh', text: copyFiles(plan) }, after: true },
    {
      key: 'postfix-sasl-xoauth2.configure',
      code: {
        language: 'sh',
        text: "sudo xargs -d '\\n' -a main.cf postconf -e\nsudo systemctl restart postfix",
      },
      after: true,
    },
    {
      key: 'postfix-sasl-xoauth2.try',
      code: {
        language: 'sh',
        text: `printf 'Subject: Test\\n\\nTest\\n' | sendmail -f ${address(plan)} ${address(plan)}\nsudo journalctl -u 'postfix*' -n 20`,
      },
      after: true,
    },
  ],
});

function mainCf(plan: ApplicationPlan): string {
  const { smtp, input } = plan;
  const plain = smtp.security === 'none';
  const settings: [string, string][] = [
    ['relayhost', relayHost(plan)],
    ['smtp_sasl_auth_enable', 'yes'],
    ['smtp_sasl_password_maps', 'texthash:/etc/postfix/sasl_passwd'],
    ['smtp_sasl_security_options', 'noanonymous'],
    ['smtp_sasl_mechanism_filter', 'xoauth2'],
    ['smtp_tls_security_level', plain ? 'may' : 'secure'],
    ['smtp_tls_wrappermode', smtp.security === 'tls' ? 'yes' : 'no'],
    ['smtp_tls_CAfile', input.connection.ca ? caPath : '/etc/ssl/certs/ca-certificates.crt'],
  ];
  return settings.map(([name, value]) => `${name} = ${oneLine(value)}\n`).join('');
}

function saslPasswd(plan: ApplicationPlan): string {
  return `${oneLine(relayHost(plan))} ${plan.smtp.user}:${tokenPath(plan)}\n`;
}

/** It needs both values, but those of the token file are used. */
function pluginConfig({ input }: ApplicationPlan): string {
  const { account, connection } = input;
  return jsonFile({
    client_id: account.clientId,
    client_secret: '',
    token_endpoint: connection.endpoints.token,
  });
}

function tokenFile({ input, clientSecret = '', refreshToken }: ApplicationPlan): string {
  return jsonFile({
    access_token: '',
    expiry: '0',
    refresh_token: formSafe(refreshToken),
    client_id: formSafe(input.account.clientId),
    client_secret: formSafe(clientSecret),
    token_endpoint: input.connection.endpoints.token,
    // Without it the plug-in renews a token only when it is already dead.
    refresh_window: '60',
  });
}

/** The plug-in puts the values into the body of its request as they stand here, without encoding them. */
function formSafe(value: string): string {
  return value.replaceAll(/[%&+=\s]/g, encodeURIComponent);
}

/** Debian confines Postfix to its spool folder; the link makes the same path right for both. */
function copyFiles(plan: ApplicationPlan): string {
  const folder = `/var/spool/postfix${tokenFolder}`;
  return `sudo install -m 644 sasl-xoauth2.conf /etc/sasl-xoauth2.conf
sudo install -m 600 sasl_passwd /etc/postfix/sasl_passwd
sudo install -d -m 700 -o postfix -g postfix ${folder}
sudo ln -sfn ${folder} ${tokenFolder}
sudo install -m 600 -o postfix -g postfix token.json ${shellWord(tokenPath(plan))}`;
}

const tokenFolder = '/etc/tokens';

function address({ input }: ApplicationPlan): string {
  return shellWord(input.account.address);
}

function tokenPath({ input }: ApplicationPlan): string {
  return `${tokenFolder}/${input.account.address}`;
}

function relayHost({ smtp }: ApplicationPlan): string {
  return `[${smtp.host}]:${smtp.port}`;
}

function jsonFile(value: Readonly<Record<string, string>>): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
