import type { MailServer } from '../../../../preload/contract/index.ts';
import { mailServicePid, oauthProviderPid } from '../../aem/pids.ts';
import { aemScopes } from '../../aem/scopes.ts';
import { smtpOrPlaceholder } from '../../aem/servers.ts';
import { type PlacedTemplates, placeTemplates } from '../../aem/templates.ts';
import { placeholderPrefix } from '../../placeholder.ts';
import type { BundleInput } from '../../target.ts';

/** The decisions all files of one bundle share. */
export interface Aem65Plan {
  readonly input: BundleInput;
  readonly smtp: MailServer;
  /** TLS from the first byte; otherwise STARTTLS, unless the server is set up without. */
  readonly security: MailServer['security'];
  readonly scopes: readonly string[];
  /** As it will stand in the configuration: the secret, or what is to be replaced. */
  readonly clientSecret: string;
  readonly holdsSecret: boolean;
  /** The folder of the repository that gets the configurations. */
  readonly configFolder: string;
  readonly instances: readonly Aem65Instance[];
  readonly templates: PlacedTemplates;
}

/** An author or publish instance, which signs in by itself. */
export interface Aem65Instance {
  /** Scheme and host, maybe a port. */
  readonly address: string;
  readonly redirectUri: string;
  readonly authoriseUrl: string;
  /** Where AEM keeps the token it gets. */
  readonly tokenUrl: string;
  readonly paths: {
    readonly package: string;
    readonly mailService: string;
    readonly oauthProvider: string;
  };
}

/** Stands where the admin did not say which instances there are. */
export const unknownInstance = `https://${placeholderPrefix}AEM_HOST`;

const redirectPath = '/services/mailer/oauth2/token';

export function planAem65(input: BundleInput): Aem65Plan {
  const { connection, options, secrets } = input;
  const smtp = smtpOrPlaceholder(connection.mail.smtp);
  return {
    input,
    smtp,
    security: smtp.security,
    scopes: aemScopes(input),
    clientSecret: secrets?.clientSecret || `${placeholderPrefix}CLIENT_SECRET`,
    holdsSecret: Boolean(secrets?.clientSecret),
    // A package is for one instance: no run mode has to tell them apart.
    configFolder: `/apps/${options.appFolder ?? 'postkey'}/config`,
    instances: addresses(input).map(planInstance),
    templates: placeTemplates(input.templates, { etc: true }),
  };
}

/** The account may have been registered with the redirect URI of one instance. */
function addresses({ options, connection }: BundleInput): readonly string[] {
  if (options.instances) return [...new Set(options.instances)];
  const { redirectUri } = connection;
  return redirectUri.endsWith(redirectPath) ? [new URL(redirectUri).origin] : [unknownInstance];
}

function planInstance(address: string): Aem65Instance {
  const folder = address.replace(/^https?:\/\//, '').replaceAll(/[^\w.-]/g, '_');
  return {
    address,
    redirectUri: `${address}${redirectPath}`,
    authoriseUrl: `${address}/services/mailer/oauth2/authorize`,
    tokenUrl: `${address}/crx/de/index.jsp#/conf/global/settings/mailer/oauth`,
    paths: {
      package: `${folder}/postkey-mail-${folder}.zip`,
      mailService: `${folder}/${mailServicePid}.config`,
      oauthProvider: `${folder}/${oauthProviderPid}.config`,
    },
  };
}
