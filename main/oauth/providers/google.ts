import type { ListedProvider } from './listed.ts';
import { googleRegistrations, noRegistrations } from './registrations.ts';

const mailScope = 'https://mail.google.com/';
const tokenEndpoint = 'https://oauth2.googleapis.com/token';
const mail = {
  imap: { host: 'imap.gmail.com', port: 993, security: 'tls' },
  smtp: { host: 'smtp.gmail.com', port: 465, security: 'tls' },
  pop3: { host: 'pop.gmail.com', port: 995, security: 'tls' },
} as const;
const permission = { name: mailScope, api: 'Gmail API', kind: 'delegated', protocol: null } as const;

/**
 * https://developers.google.com/identity/protocols/oauth2/native-app. Its device flow is not for mail. Six months
 * without use end a refresh token, counted short.
 */
export const google: ListedProvider = {
  facts: {
    id: 'google',
    family: 'google',
    support: 'full',
    notice: null,
    prerequisites: ['providers:prerequisite.gmailImap', 'providers:prerequisite.gmailTrusted'],
    grants: ['authorization_code'],
    needs: ['clientId', 'clientSecret'],
    clientIdPattern: '^[0-9]+(?:-[0-9a-z]+)?\\.apps\\.googleusercontent\\.com$',
    registrations: googleRegistrations,
    scopes: {
      requested: [mailScope, 'openid', 'email'],
      protocols: { smtp: [mailScope], imap: [mailScope], pop3: [mailScope] },
    },
    permissions: [permission],
    mail,
    pop3OffByDefault: true,
    portal: {
      apps: 'https://console.cloud.google.com/auth/clients',
      newApp: 'https://console.cloud.google.com/auth/clients/create',
      audience: 'https://console.cloud.google.com/auth/audience',
      scopes: 'https://console.cloud.google.com/auth/scopes',
      consents: 'https://admin.google.com/ac/owl',
      userConnections: 'https://myaccount.google.com/connections',
      docs: 'https://developers.google.com/identity/protocols/oauth2/native-app',
    },
    refreshTokenRules: { testingDays: 7, idleDays: 180, rotates: false },
  },
  endpoints: {
    issuer: 'https://accounts.google.com',
    authorization: 'https://accounts.google.com/o/oauth2/v2/auth',
    token: tokenEndpoint,
    revocation: 'https://oauth2.googleapis.com/revoke',
    issInResponse: false,
    clientAuthentication: 'post',
  },
  // Web clients get a refresh token only so, and a second one only after being asked again; desktop apps take no harm.
  parameters: { access_type: 'offline', prompt: 'consent' },
};

/** https://developers.google.com/identity/protocols/oauth2/service-account */
export const googleServiceAccount: ListedProvider = {
  facts: {
    id: 'google-service-account',
    family: 'google',
    support: 'full',
    notice: null,
    prerequisites: ['providers:prerequisite.workspaceOnly', 'providers:prerequisite.delegation'],
    grants: ['service_account'],
    needs: ['serviceAccountKey'],
    clientIdPattern: '^[0-9]{15,25}$',
    registrations: noRegistrations,
    scopes: {
      requested: [mailScope],
      protocols: {
        smtp: [mailScope],
        imap: [mailScope],
        pop3: [mailScope],
      },
      appOnly: [mailScope],
    },
    permissions: [{ ...permission, kind: 'application' }],
    mail,
    pop3OffByDefault: true,
    portal: {
      serviceAccounts: 'https://console.cloud.google.com/iam-admin/serviceaccounts',
      delegation: 'https://admin.google.com/ac/owl/domainwidedelegation',
      docs: 'https://developers.google.com/identity/protocols/oauth2/service-account',
    },
  },
  endpoints: { token: tokenEndpoint, issInResponse: false, clientAuthentication: 'post' },
};
