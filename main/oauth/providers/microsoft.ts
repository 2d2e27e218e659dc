import type { PortalPermission, ProviderSummary } from '../../../preload/contract/index.ts';
import { readMicrosoftScope } from '../../../preload/contract/validate/index.ts';
import type { ListedProvider } from './listed.ts';
import { microsoftRegistrations } from './registrations.ts';

interface Cloud {
  readonly id: string;
  readonly cloud: NonNullable<ProviderSummary['cloud']>;
  readonly support: ProviderSummary['support'];
  readonly authority: string;
  /** What scopes start with. */
  readonly resource: string;
  /** The one of app-only scopes. */
  readonly appResource: string;
  readonly imapHost: string;
  readonly smtpHost: string;
  readonly portal: string;
  readonly personal?: boolean;
}

/** https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud; mail hosts as mail clients know them. */
const clouds: readonly Cloud[] = [
  {
    id: 'microsoft365',
    cloud: 'worldwide',
    support: 'full',
    authority: 'https://login.microsoftonline.com',
    resource: 'https://outlook.office.com',
    appResource: 'https://outlook.office365.com',
    imapHost: 'outlook.office365.com',
    smtpHost: 'smtp.office365.com',
    portal: 'https://entra.microsoft.com',
  },
  {
    id: 'microsoft-personal',
    cloud: 'worldwide',
    support: 'full',
    authority: 'https://login.microsoftonline.com',
    resource: 'https://outlook.office.com',
    appResource: '',
    imapHost: 'outlook.office365.com',
    smtpHost: 'smtp-mail.outlook.com',
    portal: 'https://entra.microsoft.com',
    personal: true,
  },
  {
    id: 'microsoft-gcc-high',
    cloud: 'us',
    support: 'full',
    authority: 'https://login.microsoftonline.us',
    resource: 'https://outlook.office365.us',
    appResource: 'https://outlook.office365.us',
    imapHost: 'outlook.office365.us',
    smtpHost: 'smtp.office365.us',
    portal: 'https://portal.azure.us',
  },
  {
    id: 'microsoft-dod',
    cloud: 'us',
    support: 'full',
    authority: 'https://login.microsoftonline.us',
    resource: 'https://outlook.office365.us',
    appResource: 'https://outlook.office365.us',
    imapHost: 'outlook-dod.office365.us',
    smtpHost: 'outlook-dod.office365.us',
    portal: 'https://portal.azure.us',
  },
  {
    id: 'microsoft-china-21vianet',
    cloud: 'china',
    support: 'experimental',
    authority: 'https://login.partner.microsoftonline.cn',
    resource: 'https://partner.outlook.cn',
    appResource: 'https://partner.outlook.cn',
    imapHost: 'partner.outlook.cn',
    smtpHost: 'partner.outlook.cn',
    portal: 'https://portal.azure.cn',
  },
];

export function microsoftProviders(): readonly ListedProvider[] {
  return clouds.map(microsoft);
}

function microsoft(cloud: Cloud): ListedProvider {
  const { id, authority, resource, personal = false } = cloud;
  const smtp = `${resource}/SMTP.Send`;
  const imap = `${resource}/IMAP.AccessAsUser.All`;
  const pop3 = `${resource}/POP.AccessAsUser.All`;
  const formal = ['offline_access', 'openid', 'profile', 'email'];
  return {
    facts: {
      id,
      family: 'microsoft',
      support: cloud.support,
      notice:
        cloud.support === 'experimental'
          ? { why: `providers:${id}.why`, instead: `providers:${id}.instead` }
          : null,
      prerequisites: personal
        ? ['providers:prerequisite.outlookImap']
        : ['providers:prerequisite.smtpAuth', 'providers:prerequisite.imapPop'],
      grants: personal
        ? ['authorization_code', 'device_code']
        : ['authorization_code', 'device_code', 'client_credentials'],
      needs: ['tenant', 'clientId', 'clientSecret'],
      clientIdPattern: '^[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$',
      tenantValues: personal ? ['consumers', 'common'] : ['organizations', 'common'],
      tenantDefault: personal ? 'consumers' : '{domain}',
      cloud: cloud.cloud,
      registrations: microsoftRegistrations,
      scopes: {
        requested: [smtp, imap, pop3, ...formal],
        protocols: { smtp: [smtp, ...formal], imap: [imap, ...formal], pop3: [pop3, ...formal] },
        ...(personal ? {} : { appOnly: [`${cloud.appResource}/.default`] }),
      },
      permissions: [...delegated, ...(personal ? [] : application)],
      mail: {
        imap: { host: cloud.imapHost, port: 993, security: 'tls' },
        smtp: { host: cloud.smtpHost, port: 587, security: 'starttls' },
        pop3: { host: cloud.imapHost, port: 995, security: 'tls' },
      },
      // Exchange Online has it on (https://learn.microsoft.com/exchange/clients-and-mobile-in-exchange-online/pop3-and-imap4/pop3-and-imap4).
      ...(personal ? { pop3OffByDefault: true } : {}),
      portal: portalPages(cloud.portal),
      ...(personal
        ? {}
        : {
            adminConsent: `${authority}/{tenant}/adminconsent?client_id={clientId}&redirect_uri={redirectUri}`,
          }),
      refreshTokenRules: { lifetimeDays: 90, spaHours: 24, rotates: true },
    },
    endpoints: {
      authorization: `${authority}/{tenant}/oauth2/v2.0/authorize`,
      token: `${authority}/{tenant}/oauth2/v2.0/token`,
      deviceAuthorization: `${authority}/{tenant}/oauth2/v2.0/devicecode`,
      issInResponse: false,
      clientAuthentication: 'post',
    },
    parameters: { response_mode: 'query', prompt: 'select_account' },
    tokenScopes: oneResource,
  };
}

/** The portal lists the mail permissions under Graph, although a request has to name Outlook. */
const delegated: readonly PortalPermission[] = [
  { name: 'SMTP.Send', api: 'Microsoft Graph', kind: 'delegated', protocol: 'smtp' },
  { name: 'IMAP.AccessAsUser.All', api: 'Microsoft Graph', kind: 'delegated', protocol: 'imap' },
  { name: 'POP.AccessAsUser.All', api: 'Microsoft Graph', kind: 'delegated', protocol: 'pop3' },
  { name: 'offline_access', api: 'Microsoft Graph', kind: 'delegated', protocol: null },
];
const exchange = 'Office 365 Exchange Online';
const application: readonly PortalPermission[] = [
  { name: 'SMTP.SendAsApp', api: exchange, kind: 'application', protocol: 'smtp' },
  { name: 'IMAP.AccessAsApp', api: exchange, kind: 'application', protocol: 'imap' },
  { name: 'POP.AccessAsApp', api: exchange, kind: 'application', protocol: 'pop3' },
];

function portalPages(portal: string): ProviderSummary['portal'] {
  const registrations = `${portal}/#view/Microsoft_AAD_RegisteredApps`;
  const blade = (name: string) => `${registrations}/ApplicationMenuBlade/~/${name}/appId/{clientId}`;
  return {
    apps: `${registrations}/ApplicationsListBlade`,
    newApp: `${registrations}/CreateApplicationBlade`,
    overview: blade('Overview'),
    authentication: blade('Authentication'),
    permissions: blade('CallAnAPI'),
    secrets: blade('Credentials'),
    consents: `${portal}/#view/Microsoft_AAD_IAM/StartboardApplicationsMenuBlade/~/AppAppsPreview`,
    signInLogs: `${portal}/#view/Microsoft_AAD_IAM/SignInEventsV3Blade`,
    docs: 'https://learn.microsoft.com/exchange/client-developer/legacy-protocols/how-to-authenticate-an-imap-pop-smtp-application-by-using-oauth',
  };
}

/** A token is for one resource; what a person agreed to may be for several. Mail's comes first. */
function oneResource(scopes: readonly string[]): readonly string[] {
  const read = scopes.map((scope) => ({ scope, ...readMicrosoftScope(scope) }));
  const resource =
    read.find((scope) => scope.resource === 'outlook') ?? read.find((scope) => scope.resource !== 'oidc');
  return read
    .filter(({ resource: kind, host }) => kind === 'oidc' || host === resource?.host)
    .map(({ scope }) => scope);
}
