import type { MailServer } from '../../../../preload/contract/index.ts';
import { mailServicePid, oauthProviderPid } from '../../aem/pids.ts';
import { aemScopes } from '../../aem/scopes.ts';
import { smtpOrPlaceholder } from '../../aem/servers.ts';
import { type PlacedTemplates, placeTemplates } from '../../aem/templates.ts';
import { renewBy } from '../../renew-by.ts';
import type { BundleInput } from '../../target.ts';
import { defaultPortOrig } from './port-forwards.ts';
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
  readonly templates: PlacedTemplates;
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

export function planAemCloud(input: BundleInput): AemCloudPlan {
  const { connection, options } = input;
  const smtp = smtpOrPlaceholder(connection.mail.smtp);
  const appFolder = options.appFolder ?? 'postkey';
  // Notifications and workflow mail are sent by the author; plain `config` would reach the publish tier as well.
  const runMode = options.runMode ?? 'config.author';
  return {
    input,
    smtp,
    implicitTls: smtp.security === 'tls',
    portOrig: options.portOrig ?? defaultPortOrig(smtp.port),
    scopes: aemScopes(input),
    variables: mailVariables(input.secrets),
    appFolder,
    runMode,
    renewBy: renewBy(input),
    templates: placeTemplates(input.templates, { etc: false }),
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
