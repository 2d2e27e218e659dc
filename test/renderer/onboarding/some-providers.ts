import type { ProviderSummary, Purpose, Registration } from '../../../preload/contract/index.ts';

const callback = '{instance}/services/mailer/oauth2/token';

export const microsoft: ProviderSummary = {
  id: 'microsoft365',
  name: 'Microsoft 365',
  family: 'microsoft',
  support: 'full',
  notice: null,
  prerequisites: ['providers:prerequisite.smtpAuth'],
  grants: ['authorization_code', 'device_code', 'client_credentials'],
  needs: ['tenant', 'clientId', 'clientSecret'],
  tenantValues: ['organizations', 'common'],
  tenantDefault: '{domain}',
  cloud: 'worldwide',
  registrations: {
    ...each(web(['http://localhost', 'http://localhost/'], 'http://localhost')),
    'aem-65': web([callback, 'http://localhost'], 'http://localhost'),
    other: {
      platform: 'desktop',
      redirectUris: ['http://localhost'],
      signInRedirectUri: 'http://localhost',
      secret: 'none',
    },
  },
  scopes: {
    requested: ['https://outlook.office.com/SMTP.Send', 'offline_access', 'openid'],
    protocols: { smtp: ['https://outlook.office.com/SMTP.Send', 'offline_access', 'openid'] },
    appOnly: ['https://outlook.office365.com/.default'],
  },
  permissions: [
    { name: 'SMTP.Send', api: 'Microsoft Graph', kind: 'delegated', protocol: 'smtp' },
    { name: 'SMTP.SendAsApp', api: 'Office 365 Exchange Online', kind: 'application', protocol: 'smtp' },
  ],
  mail: {
    smtp: { host: 'smtp.office365.com', port: 587, security: 'starttls' },
    imap: { host: 'outlook.office365.com', port: 993, security: 'tls' },
  },
  portal: {
    apps: 'https://portal.example/apps',
    newApp: 'https://portal.example/new',
    overview: 'https://portal.example/overview/{clientId}',
    permissions: 'https://portal.example/permissions/{clientId}',
  },
  adminConsent: 'https://login.example/{tenant}/adminconsent?client_id={clientId}&redirect_uri={redirectUri}',
};

export const google: ProviderSummary = {
  ...microsoft,
  id: 'google',
  family: 'google',
  prerequisites: [],
  grants: ['authorization_code'],
  needs: ['clientId', 'clientSecret'],
  registrations: {
    ...each({
      platform: 'desktop',
      redirectUris: [],
      signInRedirectUri: 'http://127.0.0.1',
      secret: 'optional',
    }),
    'aem-65': web([callback, 'http://127.0.0.1:51789/'], 'http://127.0.0.1:51789/'),
  },
  permissions: [{ name: 'https://mail.google.com/', api: 'Gmail API', kind: 'delegated', protocol: null }],
};

export const serviceAccount: ProviderSummary = {
  ...google,
  id: 'google-service-account',
  grants: ['service_account'],
  needs: ['serviceAccountKey'],
  scopes: { requested: ['https://mail.google.com/'], protocols: {} },
};

export const yahoo: ProviderSummary = {
  ...google,
  id: 'yahoo',
  family: 'yahoo',
  support: 'limited',
  registrations: each({
    platform: null,
    redirectUris: ['http://127.0.0.1:51789/'],
    signInRedirectUri: 'http://127.0.0.1:51789/',
    secret: 'optional',
  }),
  scopes: { requested: ['mail-w'], protocols: {} },
  permissions: [],
  portal: { application: 'https://apply.example' },
};

export const closed: ProviderSummary = { ...yahoo, id: 'gmx', support: 'none-confirmed', grants: [] };

function web(redirectUris: string[], signInRedirectUri: string): Registration {
  return { platform: 'web', redirectUris, signInRedirectUri, secret: 'required' };
}

function each(registration: Registration): Record<Purpose, Registration> {
  return {
    'aem-cloud': registration,
    'aem-65': registration,
    'forms-jee': registration,
    other: registration,
  };
}
