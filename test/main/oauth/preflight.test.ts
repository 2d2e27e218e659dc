import { describe, expect, test } from 'vitest';
import { type Intended, preflight } from '../../../main/oauth/preflight.ts';
import { Finding, FindingId } from '../../../preload/contract/validate/index.ts';
import texts from '../../../preload/texts/en/preflight.json';

const microsoft: Intended = {
  rules: 'microsoft',
  grant: 'authorization_code',
  tenant: '8eaef023-2b34-4da1-9baa-8bc8c9d6a490',
  clientId: '7d9c4a1e-52a6-4b57-9f0e-3d3a9e6f1c55',
  clientSecret: 'XOw8Q~Secret.Value',
  platform: 'web',
  redirectUri: 'http://localhost',
  scopes: ['https://outlook.office.com/SMTP.Send', 'offline_access'],
};
const google: Intended = {
  rules: 'google',
  grant: 'authorization_code',
  clientId: '1234567890-abc123def456.apps.googleusercontent.com',
  clientSecret: 'GOCSPX-secret',
  platform: 'desktop',
  redirectUri: 'http://127.0.0.1:9004',
  scopes: ['https://mail.google.com/'],
};
const other: Intended = {
  rules: 'other',
  grant: 'authorization_code',
  clientId: 'postkey',
  redirectUri: 'http://127.0.0.1/',
  scopes: [],
};

const right: readonly (readonly [string, Intended])[] = [
  ['a web app', microsoft],
  ['a desktop app', { ...microsoft, platform: 'desktop', clientSecret: undefined }],
  [
    'a web app on a host of its own',
    { ...microsoft, redirectUri: 'https://aem.example.com/services/mailer/oauth2/token' },
  ],
  ['a tenant by its domain', { ...microsoft, tenant: 'contoso.onmicrosoft.com' }],
  ['an app for any organisation', { ...microsoft, tenant: 'common', singleTenant: false }],
  ['a personal account', { ...microsoft, tenant: 'consumers', personal: true }],
  [
    'a device',
    {
      ...microsoft,
      grant: 'device_code',
      clientSecret: undefined,
      platform: undefined,
      redirectUri: undefined,
    },
  ],
  [
    'an app by itself',
    {
      ...microsoft,
      grant: 'client_credentials',
      redirectUri: undefined,
      scopes: ['https://outlook.office365.com/.default'],
    },
  ],
  [
    'GCC High',
    { ...microsoft, cloud: 'us', scopes: ['https://outlook.office365.us/SMTP.Send', 'offline_access'] },
  ],
  ['Google’s desktop app', google],
  [
    'Google’s web app',
    {
      ...google,
      platform: 'web',
      redirectUri: 'https://app.example.com/cb',
      parameters: { access_type: 'offline' },
    },
  ],
  [
    'Google’s service account',
    { ...google, grant: 'service_account', clientId: '', clientSecret: undefined, redirectUri: undefined },
  ],
  ['another provider', other],
  ['another provider with an app’s own scheme', { ...other, redirectUri: 'com.example.mail:/oauth' }],
];

const wrong: readonly (readonly [string, Intended, string])[] = [
  ['no tenant', { ...microsoft, tenant: '' }, 'tenant tenant-missing error AADSTS900144'],
  ['a tenant’s name', { ...microsoft, tenant: 'Contoso Ltd' }, 'tenant tenant-form error AADSTS900023'],
  ['a placeholder', { ...microsoft, tenant: '<tenantId>' }, 'tenant tenant-placeholder error AADSTS900023'],
  ['common', { ...microsoft, tenant: 'common' }, 'tenant tenant-shared warning AADSTS50194'],
  [
    'common with one tenant',
    { ...microsoft, tenant: 'common', singleTenant: true },
    'tenant tenant-shared error AADSTS50194',
  ],
  [
    'consumers for work',
    { ...microsoft, tenant: 'consumers' },
    'tenant tenant-personal warning AADSTS9002332',
  ],
  [
    'common for an app by itself',
    {
      ...microsoft,
      grant: 'client_credentials',
      tenant: 'common',
      scopes: ['https://outlook.office365.com/.default'],
    },
    'tenant tenant-app-only error AADSTS50059',
  ],
  ['no client ID', { ...microsoft, clientId: ' ' }, 'clientId client-id-missing error AADSTS900144'],
  ['a client’s name', { ...microsoft, clientId: 'postkey' }, 'clientId client-id-form error AADSTS700016'],
  [
    'a Google client that is none',
    { ...google, clientId: 'abc.apps.googleusercontent.com' },
    'clientId client-id-google-form error invalid_client',
  ],
  [
    'a secret’s ID',
    { ...microsoft, clientSecret: '0f8fad5b-d9cb-469f-a165-70867728950e' },
    'clientSecret secret-is-id error AADSTS7000215',
  ],
  [
    'a secret with a blank',
    { ...microsoft, clientSecret: 'secret value' },
    'clientSecret secret-characters error -',
  ],
  [
    'a secret for a desktop app',
    { ...microsoft, platform: 'desktop' },
    'clientSecret secret-forbidden error AADSTS700025',
  ],
  [
    'no secret for a web app',
    { ...microsoft, clientSecret: undefined },
    'clientSecret secret-missing error AADSTS7000218',
  ],
  [
    'no secret for an app by itself',
    {
      ...microsoft,
      grant: 'client_credentials',
      clientSecret: '',
      scopes: ['https://outlook.office365.com/.default'],
    },
    'clientSecret secret-missing error AADSTS7000218',
  ],
  [
    'no redirect URI',
    { ...microsoft, redirectUri: undefined },
    'redirectUri redirect-missing error AADSTS900971',
  ],
  [
    'a host only',
    { ...microsoft, redirectUri: 'localhost:8080' },
    'redirectUri redirect-form error AADSTS50011',
  ],
  [
    'http',
    { ...microsoft, redirectUri: 'http://aem.example.com/cb' },
    'redirectUri redirect-http error AADSTS50011',
  ],
  [
    '127.0.0.1',
    { ...microsoft, redirectUri: 'http://127.0.0.1' },
    'redirectUri redirect-ip warning AADSTS50011',
  ],
  ['[::1]', { ...microsoft, redirectUri: 'http://[::1]' }, 'redirectUri redirect-ipv6 error AADSTS50011'],
  [
    '257 characters',
    { ...microsoft, redirectUri: `https://aem.example.com/${'a'.repeat(233)}` },
    'redirectUri redirect-length error AADSTS50011',
  ],
  [
    'a forbidden character',
    { ...microsoft, redirectUri: 'https://aem.example.com/(cb)' },
    'redirectUri redirect-characters error AADSTS50011',
  ],
  [
    'a fragment',
    { ...microsoft, redirectUri: 'https://aem.example.com/#cb' },
    'redirectUri redirect-fragment error AADSTS50011',
  ],
  [
    'a wildcard',
    { ...microsoft, redirectUri: 'https://aem.example.com/*' },
    'redirectUri redirect-wildcard error AADSTS50011',
  ],
  [
    'capitals',
    { ...microsoft, redirectUri: 'https://aem.example.com/Callback' },
    'redirectUri redirect-case warning AADSTS50011',
  ],
  [
    'a slash at the end',
    { ...microsoft, redirectUri: 'https://aem.example.com/cb/' },
    'redirectUri redirect-slash warning AADSTS50011',
  ],
  [
    'a query with personal accounts',
    { ...microsoft, tenant: 'common', personal: true, redirectUri: 'https://aem.example.com/cb?x=1' },
    'redirectUri redirect-query error AADSTS50011',
  ],
  ['a single-page app', { ...microsoft, platform: 'spa' }, 'redirectUri redirect-spa warning -'],
  [
    'Google’s desktop app elsewhere',
    { ...google, redirectUri: 'https://aem.example.com/cb' },
    'redirectUri redirect-not-loopback error redirect_uri_mismatch',
  ],
  [
    'Google out of band',
    { ...google, redirectUri: 'urn:ietf:wg:oauth:2.0:oob' },
    'redirectUri redirect-oob error invalid_request',
  ],
  ['no scopes', { ...microsoft, scopes: [] }, 'scopes scopes-missing error AADSTS900144'],
  ['a bare scope', { ...microsoft, scopes: ['SMTP.Send', 'offline_access'] }, 'scopes scope-bare error -'],
  [
    'a Graph scope',
    { ...microsoft, scopes: ['https://graph.microsoft.com/SMTP.Send', 'offline_access'] },
    'scopes scope-graph error -',
  ],
  [
    'an unknown scope',
    { ...microsoft, scopes: ['https://outlook.office.com/IMAP.AccessUser.All', 'offline_access'] },
    'scopes scope-unknown warning AADSTS70011',
  ],
  ['another cloud’s scope', { ...microsoft, cloud: 'us' }, 'scopes scope-cloud warning -'],
  [
    'an application permission',
    { ...microsoft, scopes: ['https://outlook.office.com/SMTP.SendAsApp', 'offline_access'] },
    'scopes scope-app-only error AADSTS70011',
  ],
  [
    'a delegated scope for an app by itself',
    { ...microsoft, grant: 'client_credentials', scopes: ['https://outlook.office.com/SMTP.Send'] },
    'scopes scope-app-only error AADSTS1002012',
  ],
  [
    '.default and another',
    {
      ...microsoft,
      scopes: ['https://outlook.office365.com/.default', 'https://outlook.office365.com/X', 'offline_access'],
    },
    'scopes scopes-mixed error AADSTS70011',
  ],
  [
    'two resources',
    { ...microsoft, scopes: ['https://outlook.office.com/SMTP.Send', 'api://x/y', 'offline_access'] },
    'scopes scopes-mixed error AADSTS28002',
  ],
  [
    'no offline_access',
    { ...microsoft, scopes: ['https://outlook.office.com/SMTP.Send'] },
    'scopes offline-access-missing error -',
  ],
  ['no mail', { ...microsoft, scopes: ['openid', 'offline_access'] }, 'scopes scope-mail-missing error -'],
  [
    'Google without the slash',
    { ...google, scopes: ['https://mail.google.com'] },
    'scopes google-scope-slash error invalid_scope',
  ],
  [
    'Google with offline_access',
    { ...google, scopes: ['https://mail.google.com/', 'offline_access'] },
    'scopes offline-access-google error invalid_scope',
  ],
  [
    'Google without access_type',
    { ...google, platform: 'web', redirectUri: 'https://app.example.com/cb' },
    'parameters access-type-missing error -',
  ],
];

const lines = (intended: Intended) =>
  preflight(intended).map(
    ({ field, id, severity, predicts = '-' }) => `${field} ${id} ${severity} ${predicts}`,
  );

describe('before the browser opens', () => {
  test.each(right)('nothing is found in %s', (_, intended) => {
    expect(lines(intended)).toEqual([]);
  });

  test.each(wrong)('it is foretold: %s', (_, intended, expected) => {
    expect(lines(intended)).toContain(expected);
    for (const finding of preflight(intended)) Finding.strict().parse(finding);
  });

  test('no finding has the secret in it', () => {
    for (const clientSecret of ['0f8fad5b-d9cb-469f-a165-70867728950e', 'secret value'])
      expect(JSON.stringify(preflight({ ...microsoft, clientSecret }))).not.toContain(clientSecret);
  });

  test('every finding is met above and has its words', () => {
    const met = new Set(wrong.map(([, , line]) => line.split(' ')[1]));
    expect(FindingId.options.filter((id) => !met.has(id))).toEqual([]);
    expect(
      Object.keys(texts)
        .filter((key) => key !== 'predicts')
        .sort(),
    ).toEqual([...FindingId.options].sort());
  });
});
