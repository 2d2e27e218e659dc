import { describe, expect, test } from 'vitest';
import { buildBundle } from '../../../../main/bundles/bundles.ts';
import type { Bundle } from '../../../../main/bundles/target.ts';
import { isAllowedName, variablesJson } from '../../../../main/bundles/targets/aem-cloud/variables.ts';
import { BundleOptions, type Endpoints } from '../../../../preload/contract/index.ts';
import { bundleInput, canaries, type InputChanges, smtp } from '../bundle-input.ts';

const configs = 'ui.config/src/main/content/jcr_root/apps/postkey/osgiconfig/config.author';
const mailService = `${configs}/com.day.cq.mailer.DefaultMailService.cfg.json`;
const oauthProvider = `${configs}/com.day.cq.mailer.oauth.impl.OAuthConfigurationProviderImpl.cfg.json`;
const variables = 'cloud-manager/variables.json';
const portForwards = 'cloud-manager/port-forwards.json';

async function build(changes?: InputChanges): Promise<Bundle> {
  return buildBundle('aem-cloud', await bundleInput(changes));
}

function text(bundle: Bundle, path: string): string {
  const entry = bundle.files.find((file) => file.path === path);
  if (typeof entry?.content !== 'string') throw new Error(`No text at ${path}`);
  return entry.content;
}

function json(bundle: Bundle, path: string): unknown {
  return JSON.parse(text(bundle, path));
}

describe('the mail service configuration', () => {
  test('goes through the proxy of AEM with STARTTLS and OAuth', async () => {
    expect(json(await build(), mailService)).toStrictEqual({
      'smtp.host': '$[env:AEM_PROXY_HOST;default=proxy.tunnel]',
      'smtp.port': 30587,
      'smtp.user': 'aem@contoso.example',
      'smtp.password': 'value not used',
      'from.address': 'aem@contoso.example',
      'smtp.ssl': false,
      'smtp.starttls': true,
      'smtp.requiretls': true,
      'debug.email': false,
      'oauth.flow': true,
    });
  });

  test('uses TLS from the start where the server does', async () => {
    const bundle = await build(smtp({ host: 'smtp.gmail.com', port: 465, security: 'tls' }));
    expect(json(bundle, mailService)).toMatchObject({
      'smtp.port': 30465,
      'smtp.ssl': true,
      'smtp.starttls': false,
      'smtp.requiretls': false,
    });
  });
});

describe('the OAuth provider configuration', () => {
  test('names the secrets and asks for one resource only', async () => {
    const { endpoints } = (await bundleInput()).connection;
    expect(json(await build(), oauthProvider)).toStrictEqual({
      authUrl: endpoints.authorization,
      tokenUrl: endpoints.token,
      clientId: '99999999-8888-7777-6666-555555555555',
      clientSecret: '$[secret:SECRET_SMTP_OAUTH_CLIENT_SECRET]',
      scopes: ['https://outlook.office.com/SMTP.Send', 'openid', 'offline_access', 'email', 'profile'],
      authCodeRedirectUrl: 'http://localhost',
      refreshUrl: endpoints.token,
      refreshToken: '$[secret:SECRET_SMTP_OAUTH_REFRESH_TOKEN]',
    });
  });

  const endpoints = (token: string): Endpoints => ({
    token,
    issInResponse: false,
    clientAuthentication: 'post',
  });
  const own = endpoints('https://id.example/token');
  const national = endpoints('https://login.microsoftonline.us/contoso/oauth2/v2.0/token');
  const cases: [string, string, Endpoints, string[], string[]][] = [
    [
      'all of the account’s for others',
      'google',
      own,
      ['https://mail.google.com/'],
      ['https://mail.google.com/'],
    ],
    [
      'those of the national cloud',
      'microsoft-gcc-high',
      national,
      ['https://outlook.office365.us/SMTP.Send'],
      ['https://outlook.office365.us/SMTP.Send', 'openid', 'offline_access', 'email', 'profile'],
    ],
    [
      'sending, on the account’s own Outlook host, where it was not asked for',
      'custom',
      national,
      ['https://outlook.office365.us/IMAP.AccessAsUser.All', 'SMTP.Send'],
      ['https://outlook.office365.us/SMTP.Send', 'openid', 'offline_access', 'email', 'profile'],
    ],
  ];
  test.each(cases)('has scopes: %s', async (_, provider, server, scopes, expected) => {
    const bundle = await build({ account: { provider }, connection: { endpoints: server, scopes } });
    expect(json(bundle, oauthProvider)).toMatchObject({ scopes: expected });
  });

  test('leaves out the authorization endpoint where there is none', async () => {
    const bundle = await build({ connection: { endpoints: own } });
    expect(json(bundle, oauthProvider)).not.toHaveProperty('authUrl');
  });
});

describe('the options', () => {
  test('decide the folder and the run mode', async () => {
    const bundle = await build({ options: { appFolder: 'wknd', runMode: 'config' } });
    expect(bundle.files.map((file) => file.path)).toContain(
      'ui.config/src/main/content/jcr_root/apps/wknd/osgiconfig/config/com.day.cq.mailer.DefaultMailService.cfg.json',
    );
    expect(text(bundle, 'README.md')).toContain('<filter root="/apps/wknd/osgiconfig"/>');
  });

  test('decide the port inside AEM, in both files', async () => {
    const bundle = await build({ options: { portOrig: 30999 } });
    expect(json(bundle, mailService)).toMatchObject({ 'smtp.port': 30999 });
    expect(json(bundle, portForwards)).toMatchObject({ portForwards: [{ portOrig: 30999 }] });
  });
});

describe('the port forward', () => {
  test('is the body the API takes', async () => {
    expect(json(await build(), portForwards)).toStrictEqual({
      portForwards: [{ name: 'smtp.office365.com', portDest: 587, portOrig: 30587 }],
    });
  });

  test.each([
    [25, 30025],
    [465, 30465],
    [587, 30587],
    [2525, 30525],
    [65535, 30535],
    [1, 30001],
  ])('leads to port %i from %i', async (port, portOrig) => {
    const bundle = await build(smtp({ port }));
    expect(json(bundle, portForwards)).toMatchObject({ portForwards: [{ portDest: port, portOrig }] });
    expect(BundleOptions.safeParse({ portOrig }).success).toBe(true);
  });
});

describe('the Cloud Manager variables', () => {
  test('are placeholders as long as secrets stay in the vault', async () => {
    const bundle = await build();
    expect(json(bundle, variables)).toStrictEqual([
      { name: 'SECRET_SMTP_OAUTH_CLIENT_SECRET', value: 'REPLACE_WITH_CLIENT_SECRET', type: 'secretString' },
      { name: 'SECRET_SMTP_OAUTH_REFRESH_TOKEN', value: 'REPLACE_WITH_REFRESH_TOKEN', type: 'secretString' },
    ]);
    expect(bundle.files.some((file) => file.secret)).toBe(false);
  });

  test('are the only file with secrets when these are included', async () => {
    const bundle = await build({ secrets: canaries });
    expect(json(bundle, variables)).toMatchObject([
      { value: canaries.clientSecret },
      { value: canaries.refreshToken },
    ]);
    const holding = bundle.files.filter((file) => String(file.content).includes('canary'));
    expect(holding.map((file) => file.path)).toEqual([variables]);
    expect(bundle.files.filter((file) => file.secret).map((file) => file.path)).toEqual([variables]);
  });

  test('are those the OSGi configuration refers to', async () => {
    const bundle = await build();
    const referred = text(bundle, oauthProvider).matchAll(/\$\[secret:(\w+)\]/g);
    const named = (json(bundle, variables) as { name: string }[]).map(({ name }) => name);
    expect(Array.from(referred, ([, name]) => name)).toEqual(named);
  });

  test.each([
    ['SECRET_SMTP_OAUTH_REFRESH_TOKEN', true],
    ['_x', true],
    [`a${'b'.repeat(99)}`, true],
    [`a${'b'.repeat(100)}`, false],
    ['a', false],
    ['1a', false],
    ['a-b', false],
    ['a b', false],
    ['', false],
    ['INTERNAL_A', false],
    ['ADOBE_A', false],
    ['CONST_A', false],
    ['AEM_PROXY_HOST', false],
    ['ADOBEA', true],
  ])('may be named %j: %s', (name, allowed) => {
    expect(isAllowedName(name)).toBe(allowed);
    const write = () => variablesJson([{ name, value: 'v', type: 'string' }]);
    if (allowed) expect(write).not.toThrow();
    else expect(write).toThrow(RangeError);
  });

  test('cannot be there twice or more than 200', () => {
    const variable = (name: string) => ({ name, value: 'v', type: 'string' }) as const;
    const many = (count: number) => Array.from({ length: count }, (_, index) => variable(`NAME_${index}`));
    expect(() => variablesJson([variable('SAME'), variable('SAME')])).toThrow(RangeError);
    expect(() => variablesJson(many(201))).toThrow(RangeError);
    expect(() => variablesJson(many(200))).not.toThrow();
  });
});

describe('the README', () => {
  test('leads through the steps in order', async () => {
    const steps = Array.from(
      text(await build(), 'README.md').matchAll(/^## (\d)\./gm),
      ([, number]) => number,
    );
    expect(steps).toEqual(['1', '2', '3', '4', '5', '6']);
  });

  test('has every file of the bundle', async () => {
    const bundle = await build();
    for (const { path } of bundle.files) expect(text(bundle, 'README.md')).toContain(`\`${path}\``);
  });

  test('has the account’s own values and no text that was not filled in', async () => {
    const page = text(await build({ account: { secretExpiresOn: '2027-05-06' } }), 'README.md');
    for (const value of [
      'aem@contoso.example',
      'smtp.office365.com:587',
      'AEM_PROXY_HOST:30587',
      '99999999-8888-7777-6666-555555555555',
      'https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/oauth2/v2.0/token',
      'May 6, 2027',
    ]) {
      expect(page).toContain(value);
    }
    expect(page).not.toMatch(/\{\{|\}\}|undefined|\[object|readme\.|addFiles|keepWorking/);
  });

  const renewals: [string, InputChanges, string][] = [
    ['90 days after the export', {}, 'May 30, 2026'],
    [
      'the day the token dies, where it is known',
      { refreshTokenExpiresAt: new Date('2026-04-02') },
      'April 2, 2026',
    ],
  ];
  test.each(renewals)('reminds of the refresh token: %s', async (_, changes, date) => {
    expect(text(await build(changes), 'README.md')).toContain(`Renew the refresh token by ${date}.`);
  });

  test('shows values that look like markup or templates as they are', async () => {
    const clientId = 'a`b|c{{address}}$t(x)$&';
    const page = text(await build({ account: { clientId } }), 'README.md');
    expect(page).toContain('| Client ID | ``a`b\\|c{{address}}$t(x)$&`` |');
  });

  test('repeats the warnings', async () => {
    const bundle = await build({ account: { publicClient: true } });
    expect(text(bundle, 'README.md')).toContain(bundle.warnings[0]);
  });
});

test('a missing SMTP server leaves something to fill in rather than a wrong name', async () => {
  const bundle = await build({ connection: { mail: {} } });
  expect(json(bundle, portForwards)).toMatchObject({ portForwards: [{ name: 'REPLACE_WITH_SMTP_HOST' }] });
});

test('two builds of the same day are the same', async () => {
  const morning = await build({ today: new Date('2026-03-01T00:00:00Z') });
  const evening = await build({ today: new Date('2026-03-01T23:59:59Z') });
  expect(evening).toEqual(morning);
});
