import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { buildBundle } from '../../../../main/bundles/bundles.ts';
import { type Bundle, contentBytes } from '../../../../main/bundles/target.ts';
import type { Endpoints } from '../../../../preload/contract/index.ts';
import { bundleInput, canaries, type InputChanges, smtp } from '../bundle-input.ts';
import { readFelixConfig } from '../osgi/read-felix-config.ts';
import { readDocView } from '../package/read-doc-view.ts';
import { readXml } from '../package/read-xml.ts';

const author = 'https://author.contoso.example';
const publish = 'http://localhost:4503';
const mailService = 'com.day.cq.mailer.DefaultMailService';
const oauthProvider = 'com.day.cq.mailer.oauth.impl.OAuthConfigurationProviderImpl';

async function build(changes: InputChanges = {}): Promise<Bundle> {
  return buildBundle('aem-65', await bundleInput({ options: { instances: [author] }, ...changes }));
}

function bytes(bundle: Bundle, path: string): Uint8Array {
  const entry = bundle.files.find((file) => file.path === path);
  if (!entry) throw new Error(`no ${path} in ${bundle.files.map((file) => file.path)}`);
  return contentBytes(entry);
}

function text(bundle: Bundle, path: string): string {
  return new TextDecoder().decode(bytes(bundle, path));
}

function felix(bundle: Bundle, path: string): Record<string, unknown> {
  return Object.fromEntries(readFelixConfig(text(bundle, path)));
}

/** A configuration in the package, its values as the JCR has them. */
function node(bundle: Bundle, packagePath: string, path: string): Record<string, unknown> {
  const source = new TextDecoder().decode(unzipSync(bytes(bundle, packagePath))[`jcr_root${path}.xml`]);
  return Object.fromEntries(Object.entries(readDocView(source)).map(([key, { value }]) => [key, value]));
}

const folder = 'author.contoso.example';
const packagePath = `${folder}/postkey-mail-${folder}.zip`;

describe('the configurations', () => {
  test('send with STARTTLS and OAuth', async () => {
    expect(felix(await build(), `${folder}/${mailService}.config`)).toEqual({
      'smtp.host': 'smtp.office365.com',
      'smtp.port': 587,
      'smtp.user': 'aem@contoso.example',
      'from.address': 'aem@contoso.example',
      'smtp.ssl': false,
      'smtp.starttls': true,
      'smtp.requiretls': true,
      'debug.email': false,
      'oauth.flow': true,
    });
  });

  test.each([
    ['tls', { 'smtp.ssl': true, 'smtp.starttls': false, 'smtp.requiretls': false }],
    ['none', { 'smtp.ssl': false, 'smtp.starttls': false, 'smtp.requiretls': false }],
  ] as const)('take the security of the server: %s', async (security, expected) => {
    expect(felix(await build(smtp({ security })), `${folder}/${mailService}.config`)).toMatchObject(expected);
  });

  test('sign in as the delegate of a shared mailbox', async () => {
    const bundle = await build({ account: { signInAs: 'delegate@contoso.example' } });
    expect(felix(bundle, `${folder}/${mailService}.config`)).toMatchObject({
      'smtp.user': 'delegate@contoso.example',
      'from.address': 'aem@contoso.example',
    });
  });

  test('name the app and the redirect URI of the instance, and no refresh token', async () => {
    const { endpoints } = (await bundleInput()).connection;
    expect(felix(await build(), `${folder}/${oauthProvider}.config`)).toEqual({
      authUrl: endpoints.authorization,
      tokenUrl: endpoints.token,
      clientId: '99999999-8888-7777-6666-555555555555',
      clientSecret: 'REPLACE_WITH_CLIENT_SECRET',
      scopes: ['https://outlook.office.com/SMTP.Send', 'openid', 'offline_access', 'email', 'profile'],
      authCodeRedirectUrl: `${author}/services/mailer/oauth2/token`,
      refreshUrl: endpoints.token,
    });
  });

  test('are the same in the package as in the .config files', async () => {
    const bundle = await build({ secrets: canaries });
    for (const pid of [mailService, oauthProvider]) {
      const { 'jcr:primaryType': type, ...properties } = node(
        bundle,
        packagePath,
        `/apps/postkey/config/${pid}`,
      );
      expect(type).toBe('sling:OsgiConfig');
      const asText = (value: unknown) => (Array.isArray(value) ? value : String(value));
      expect(properties).toEqual(
        Object.fromEntries(
          Object.entries(felix(bundle, `${folder}/${pid}.config`)).map(([key, value]) => [
            key,
            asText(value),
          ]),
        ),
      );
    }
  });

  test('have the client secret where it was asked for, whatever its characters, and only there', async () => {
    const bundle = await build({ secrets: canaries });
    const path = `${folder}/${oauthProvider}.config`;
    expect(felix(bundle, path)).toMatchObject({ clientSecret: canaries.clientSecret });
    expect(bundle.files.filter(({ secret }) => secret).map((file) => file.path)).toEqual([packagePath, path]);
    expect(JSON.stringify(bundle)).not.toContain(canaries.refreshToken);
  });

  test('are in the folder of the project', async () => {
    const bundle = await build({ options: { appFolder: 'wknd', instances: [author] } });
    expect(node(bundle, packagePath, `/apps/wknd/config/${mailService}`)).toHaveProperty(['smtp.host']);
  });
});

describe('the package', () => {
  test('is a container that replaces the two configurations and nothing else', async () => {
    const files = unzipSync(bytes(await build(), packagePath));
    const xml = (path: string) => readXml(new TextDecoder().decode(files[path]));
    expect(xml('META-INF/vault/filter.xml').elements.map(({ attributes }) => attributes['root'])).toEqual([
      `/apps/postkey/config/${mailService}`,
      `/apps/postkey/config/${oauthProvider}`,
    ]);
    const type = xml('META-INF/vault/properties.xml').elements.find(
      ({ attributes }) => attributes['key'] === 'packageType',
    );
    expect(type?.text).toBe('container');
    for (const path of Object.keys(files)) expect(path).toMatch(/^(META-INF\/vault|jcr_root\/apps)\//);
  });
});

describe('the instances', () => {
  test('have a package each, with a redirect URI of their own', async () => {
    const bundle = await build({ options: { instances: [author, publish, author] } });
    const uris = bundle.files
      .filter(({ path }) => path.endsWith(`${oauthProvider}.config`))
      .map(({ path }) => felix(bundle, path)['authCodeRedirectUrl']);
    expect(uris).toEqual([author, publish].map((address) => `${address}/services/mailer/oauth2/token`));
    const readme = text(bundle, 'README.md');
    for (const address of [author, publish]) {
      expect(readme).toContain(`- \`${address}/services/mailer/oauth2/token\``);
      expect(readme).toContain(`- \`${address}/services/mailer/oauth2/authorize\``);
    }
  });

  test('are taken from the account’s redirect URI where nobody named them', async () => {
    const redirectUri = `${author}/services/mailer/oauth2/token`;
    const bundle = await build({ options: {}, connection: { redirectUri } });
    expect(felix(bundle, `${folder}/${oauthProvider}.config`)['authCodeRedirectUrl']).toBe(redirectUri);
  });

  test('leave something to fill in where they are not known', async () => {
    const bundle = await build({ options: {} });
    const path = `REPLACE_WITH_AEM_HOST/${oauthProvider}.config`;
    expect(felix(bundle, path)['authCodeRedirectUrl']).toBe(
      'https://REPLACE_WITH_AEM_HOST/services/mailer/oauth2/token',
    );
  });
});

describe('the README', () => {
  test('leads through the steps in order, with every file and no text that was not filled in', async () => {
    const bundle = await build({ account: { secretExpiresOn: '2027-05-06' } });
    const page = text(bundle, 'README.md');
    expect(Array.from(page.matchAll(/^## (\d)\./gm), ([, number]) => number)).toEqual([...'1234567']);
    for (const { path } of bundle.files) expect(page).toContain(`\`${path}\``);
    for (const value of [
      'OAuthCodeGenerateServlet',
      'OAuthCodeAccessTokenGenerator',
      'Crypto Support',
      'makes the token of that instance invalid',
      'May 6, 2027',
    ]) {
      expect(page).toContain(value);
    }
    expect(page).not.toMatch(/\{\{|\}\}|undefined|\[object|readme\./);
  });
});

describe('warnings', () => {
  const withoutAuthorization: Endpoints = {
    token: 'https://id.example/token',
    issInResponse: false,
    clientAuthentication: 'post',
  };
  const cases: [string, InputChanges, RegExp[]][] = [
    ['nothing for an account AEM can use', {}, []],
    ['nothing for http on this computer', { options: { instances: [publish] } }, []],
    [
      'an instance without TLS',
      { options: { instances: ['http://author.contoso.example'] } },
      [/without TLS/],
    ],
    ['unknown instances', { options: {} }, [/does not know which AEM instances/]],
    ['a public client', { account: { publicClient: true } }, [/public client/]],
    ['the practice provider', { account: { provider: 'practice' } }, [/rehearsal only/]],
    ['no client secret', { secrets: {} }, [/no client secret/]],
    [
      'no authorization endpoint',
      { account: { provider: 'custom' }, connection: { endpoints: withoutAuthorization } },
      [/no authorization endpoint/],
    ],
    ['no SMTP server', { connection: { mail: {} } }, [/No SMTP server/]],
    ['a server without TLS', smtp({ security: 'none' }), [/without encryption/]],
    ['a secret that has expired', { account: { secretExpiresOn: '2026-02-01' } }, [/expired on February 1/]],
  ];
  test.each(cases)('tell of %s', async (_, changes, expected) => {
    const { warnings } = await build(changes);
    expect(warnings).toHaveLength(expected.length);
    for (const [index, pattern] of expected.entries()) expect(warnings[index]).toMatch(pattern);
  });
});
