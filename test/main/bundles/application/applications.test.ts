import { describe, expect, test } from 'vitest';
import { buildBundle } from '../../../../main/bundles/bundles.ts';
import type { Bundle, BundleInput } from '../../../../main/bundles/target.ts';
import { Language, TargetId } from '../../../../preload/contract/index.ts';
import { createTexts } from '../../../../preload/texts/index.ts';
import { bundleInput, canaries, type InputChanges, smtp, withoutRefreshToken } from '../bundle-input.ts';
import { textOf } from '../text-of.ts';

const applications = TargetId.options.filter((id) => !/^(aem|forms)-/.test(id));
const ownRefresh: readonly TargetId[] = [
  'dotenv',
  'json',
  'nodemailer',
  'postfix-sasl-xoauth2',
  'kubernetes',
];
const imap = { host: 'outlook.office365.com', port: 993, security: 'tls' } as const;
const pop3 = { host: 'outlook.office365.com', port: 995, security: 'tls' } as const;
const servers = {
  connection: { mail: { smtp: { host: 'smtp.office365.com', port: 587, security: 'starttls' }, imap, pop3 } },
} satisfies InputChanges;

async function build(target: TargetId, changes: InputChanges = servers): Promise<Bundle> {
  return buildBundle(target, await bundleInput(changes));
}

describe.each(applications)('the bundle for %s', (target) => {
  test('has nothing to warn of for an account that can be used', async () => {
    expect((await build(target)).warnings).toEqual([]);
  });

  test('leads through the steps in order and names every file', async () => {
    const bundle = await build(target);
    const page = textOf(bundle, 'README.md');
    const steps = Array.from(page.matchAll(/^## (\d+)\. /gm), ([, number]) => Number(number));
    expect(steps).toEqual(steps.map((_, index) => index + 1));
    expect(steps.length).toBeGreaterThanOrEqual(4);
    for (const { path } of bundle.files) expect(page).toContain(`| \`${path}\` |`);
  });

  test.each(Language.options)('has no text that was not filled in or not found, in %s', async (language) => {
    const texts = await createTexts(language);
    const page = textOf(await build(target, { ...servers, texts }), 'README.md');
    expect(page).not.toMatch(
      /\{\{|\}\}|undefined|\[object|bundleTargets|steps\.|keepWorking\.|contents\.|values\./,
    );
    expect(page).toContain('aem@contoso.example');
  });

  test('marks the files that hold a secret, and no other', async () => {
    const bundle = await build(target, { ...servers, secrets: canaries });
    const holding = bundle.files.filter(({ content }) => /canary/.test(String(content)));
    expect(bundle.files.filter((file) => file.secret)).toEqual(holding);
    const inFiles = target === 'json' ? 2 : 1;
    expect(holding).toHaveLength(ownRefresh.includes(target) ? inFiles : 0);
  });

  test('brings the certificates of an account that has its own', async () => {
    const { connection } = servers;
    const ca = '-----BEGIN CERTIFICATE-----\n…\n-----END CERTIFICATE-----\n';
    const bundle = await build(target, { connection: { ...connection, ca } });
    expect(textOf(bundle, 'ca.pem')).toBe(ca);
    expect((await build(target)).files.map(({ path }) => path)).not.toContain('ca.pem');
  });

  test('is the same twice a day', async () => {
    const morning = await build(target, { today: new Date('2026-03-01T00:00:00Z') });
    const evening = await build(target, { today: new Date('2026-03-01T23:59:59Z') });
    expect(evening).toEqual(morning);
  });
});

describe('the README', () => {
  test('asks for the secrets while they are missing, and to guard them once they are there', async () => {
    expect(textOf(await build('json'), 'README.md')).toMatch(/^## 1\. Fill in the secrets$/m);
    const included = await build('json', { secrets: canaries });
    expect(textOf(included, 'README.md')).toMatch(/^## 1\. Keep the secrets safe$/m);
  });

  test.each(applications.filter((id) => !ownRefresh.includes(id)))(
    'has Postkey tried first for %s',
    async (target) => {
      expect(textOf(await build(target), 'README.md')).toContain(
        '```sh\npostkey token aem@contoso.example\n```',
      );
    },
  );

  const reminders: [string, InputChanges, RegExp, boolean][] = [
    ['the refresh token', {}, /Renew the refresh token by May 30, 2026\./, true],
    ['rotation at Microsoft', {}, /withdraw a refresh token/, false],
    ['rotation elsewhere', { account: { provider: 'fastmail' }, ...elsewhere() }, /withdraw a refresh/, true],
    ['an unknown end of the client secret', {}, /does not know when the client secret expires/, true],
    [
      'a known one',
      { account: { secretExpiresOn: '2027-05-06' } },
      /client secret expires on May 6, 2027/,
      true,
    ],
    [
      'a client secret a public client has not',
      { account: { publicClient: true } },
      /client secret expires/,
      false,
    ],
  ];
  test.each(reminders)('reminds of %s', async (_, changes, pattern, there) => {
    expect(pattern.test(textOf(await build('json', changes), 'README.md'))).toBe(there);
  });

  test('tells an application that stores new refresh tokens from one that does not', async () => {
    expect(textOf(await build('postfix-sasl-xoauth2'), 'README.md')).toContain('Use it at least once until');
  });

  test('shows values that look like markup or templates as they are', async () => {
    const page = textOf(
      await build('json', { account: { clientId: 'a`b|c{{address}}$t(x)$&' } }),
      'README.md',
    );
    expect(page).toContain('| Client ID | ``a`b\\|c{{address}}$t(x)$&`` |');
  });
});

describe('warnings', () => {
  const cases: [string, TargetId, Promise<BundleInput>, RegExp[]][] = [
    [
      'the practice provider',
      'msmtp',
      bundleInput({ account: { provider: 'practice' } }),
      [/rehearsal only/],
    ],
    ['no refresh token', 'json', withoutRefreshToken(), [/no refresh token/]],
    [
      'no refresh token included',
      'json',
      bundleInput({ secrets: { clientSecret: 's' } }),
      [/no refresh token/],
    ],
    ['no refresh token, where Postkey hands out tokens', 'msmtp', withoutRefreshToken(), []],
    ['no client secret', 'json', bundleInput({ secrets: { refreshToken: 'r' } }), [/no client secret/]],
    [
      'nothing for a public client, which has none',
      'json',
      bundleInput({ account: { publicClient: true }, secrets: { refreshToken: 'r' } }),
      [],
    ],
    [
      'an account that signs in as an app',
      'json',
      bundleInput({ account: { grant: 'client_credentials' } }),
      [/signs in as an app.*Access token in a file/],
    ],
    ['the same, where Postkey does it', 'msmtp', bundleInput({ account: { grant: 'service_account' } }), []],
    [
      'no SMTP server',
      'msmtp',
      bundleInput({ connection: { mail: { imap } } }),
      [/No SMTP.*REPLACE_WITH_SMTP_HOST/],
    ],
    ['no IMAP server', 'isync', bundleInput(), [/No IMAP.*REPLACE_WITH_IMAP_HOST/]],
    ['nothing for a server that is not needed', 'msmtp', bundleInput(), []],
    ['a server without TLS', 'msmtp', bundleInput(smtp({ security: 'none' })), [/without encryption/]],
    [
      'an expired client secret',
      'json',
      bundleInput({ account: { secretExpiresOn: '2026-03-01' } }),
      [/expired on March 1/],
    ],
  ];
  test.each(cases)('tell of %s (%s)', async (_, target, input, expected) => {
    const bundle = buildBundle(target, await input);
    expect(bundle.warnings).toHaveLength(expected.length);
    for (const [index, pattern] of expected.entries()) expect(bundle.warnings[index]).toMatch(pattern);
    for (const warning of bundle.warnings) expect(textOf(bundle, 'README.md')).toContain(`- ${warning}\n`);
  });

  test('leave a name to be filled in where a server is missing, in every file that needs it', async () => {
    const bundle = await build('mutt', { connection: { mail: {} } });
    expect(textOf(bundle, 'muttrc')).toContain('imaps://REPLACE_WITH_IMAP_HOST:993/');
    expect(textOf(bundle, 'muttrc')).toContain('@REPLACE_WITH_SMTP_HOST:587/');
  });
});

function elsewhere(): InputChanges {
  const token = 'https://id.example/token';
  return { connection: { endpoints: { token, issInResponse: false, clientAuthentication: 'basic' } } };
}
