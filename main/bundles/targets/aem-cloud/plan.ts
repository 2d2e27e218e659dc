import type { MailServer } from '../../../../preload/contract/index.ts';
import { addDays } from '../../calendar.ts';
import type { BundleInput } from '../../target.ts';
import { defaultPortOrig } from './port-forwards.ts';
import { aemScopes } from './scopes.ts';
import { type CloudManagerVariable, mailVariables } from './variables.ts';

/** The decisions all files of one bundle share. */
export interface AemCloudPlan {
  readonly input: BundleInput;
  readonly smtp: MailServer;
  /** TLS from the first byte; otherwise AEM uses STARTTLS, whatever it is told. */
  readonly implicitTls: boolean;
  /** The port of the proxy inside AEM that leads to the mail server. */
  readonly portOrig: number;
  readonly scopes: readonly string[];
  readonly variables: readonly CloudManagerVariable[];
  readonly appFolder: string;
  readonly runMode: string;
  /** The day by which the refresh token in AEM should have been replaced. */
  readonly renewBy: Date;
  readonly paths: AemCloudPaths;
}

export interface AemCloudPaths {
  readonly readme: string;
  readonly mailService: string;
  readonly oauthProvider: string;
  readonly variables: string;
  readonly setVariables: string;
  readonly portForwards: string;
}

export const mailServicePid = 'com.day.cq.mailer.DefaultMailService';
export const oauthProviderPid = 'com.day.cq.mailer.oauth.impl.OAuthConfigurationProviderImpl';

/** Stands where the account has no SMTP server, so that the admin finds what to fill in. */
const unknownSmtp: MailServer = { host: 'REPLACE_WITH_SMTP_HOST', port: 587, security: 'starttls' };

/**
 * AEM holds one unchanging refresh token. Microsoft's live 90 days; where the provider's rule is not known, the same
 * is a sensible reminder.
 *
 * @see https://learn.microsoft.com/en-us/entra/identity-platform/refresh-tokens
 */
const renewAfterDays = 90;

export function planAemCloud(input: BundleInput): AemCloudPlan {
  const { account, connection, options } = input;
  const smtp = connection.mail.smtp ?? unknownSmtp;
  const appFolder = options.appFolder ?? 'postkey';
  // Notifications and workflow mail are sent by the author; plain `config` would reach the publish tier as well.
  const runMode = options.runMode ?? 'config.author';
  return {
    input,
    smtp,
    implicitTls: smtp.security === 'tls',
    portOrig: options.portOrig ?? defaultPortOrig(smtp.port),
    scopes: aemScopes(account.provider, connection.endpoints.token, connection.scopes),
    variables: mailVariables(input.secrets),
    appFolder,
    runMode,
    renewBy: input.refreshTokenExpiresAt ?? addDays(input.today, renewAfterDays),
    paths: paths(appFolder, runMode),
  };
}

function paths(appFolder: string, runMode: string): AemCloudPaths {
  const configs = `ui.config/src/main/content/jcr_root/apps/${appFolder}/osgiconfig/${runMode}`;
  return {
    readme: 'README.md',
    mailService: `${configs}/${mailServicePid}.cfg.json`,
    oauthProvider: `${configs}/${oauthProviderPid}.cfg.json`,
    variables: 'cloud-manager/variables.json',
    setVariables: 'cloud-manager/set-variables.sh',
    portForwards: 'cloud-manager/port-forwards.json',
  };
}
