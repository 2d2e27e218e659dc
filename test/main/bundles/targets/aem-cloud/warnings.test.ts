import { describe, expect, test } from 'vitest';
import { buildBundle } from '../../../../../main/bundles/bundles.ts';
import type { BundleInput } from '../../../../../main/bundles/target.ts';
import { maxValueLength } from '../../../../../main/bundles/targets/aem-cloud/variables.ts';
import { bundleInput, canaries, smtp, withoutRefreshToken } from '../../bundle-input.ts';

describe('warnings', () => {
  test('are none for an account AEM can use', async () => {
    expect(buildBundle('aem-cloud', await bundleInput()).warnings).toEqual([]);
    expect(buildBundle('aem-cloud', await bundleInput({ secrets: canaries })).warnings).toEqual([]);
  });

  const long = 'x'.repeat(maxValueLength + 1);
  const longest = 'x'.repeat(maxValueLength);
  const graph = ['https://outlook.office.com/SMTP.Send', 'https://graph.microsoft.com/Mail.Send'];
  const cases: [string, Promise<BundleInput>, RegExp[]][] = [
    ['the practice provider', bundleInput({ account: { provider: 'practice' } }), [/rehearsal only/]],
    ['a public client', bundleInput({ account: { publicClient: true } }), [/public client/]],
    [
      'a client secret the vault does not have',
      bundleInput({ secrets: { refreshToken: 'r' } }),
      [/no client secret/],
    ],
    [
      'a client secret that is too long',
      bundleInput({ secrets: { ...canaries, clientSecret: long } }),
      [/will not work.*client secret.*2049.*2048/],
    ],
    ['no refresh token', withoutRefreshToken(), [/no refresh token/]],
    [
      'no refresh token among the secrets',
      withoutRefreshToken({ secrets: { clientSecret: 's' } }),
      [/no refresh token/],
    ],
    [
      'a long refresh token in the vault',
      bundleInput({ refreshTokenLength: 2049 }),
      [/^The refresh.*2049.*2048/],
    ],
    [
      'a long refresh token that is included',
      bundleInput({ secrets: { ...canaries, refreshToken: long } }),
      [/will not work.*2049.*2048/],
    ],
    ['nothing for the longest token', bundleInput({ secrets: { ...canaries, refreshToken: longest } }), []],
    ['mixed resources', bundleInput({ connection: { scopes: graph } }), [/one service only/]],
    [
      'a bare scope, which means Graph',
      bundleInput({ connection: { scopes: ['SMTP.Send', 'offline_access'] } }),
      [/not signed in with permission to send.*https:\/\/outlook\.office\.com\/SMTP\.Send/],
    ],
    [
      'permission to send by Graph, which is not SMTP',
      bundleInput({ connection: { scopes: ['https://graph.microsoft.com/SMTP.Send'] } }),
      [/not signed in with permission to send/],
    ],
    ['no SMTP server', bundleInput({ connection: { mail: {} } }), [/No SMTP server/]],
    ['a server without TLS', bundleInput(smtp({ security: 'none' })), [/without encryption/]],
    ...['localhost', 'mail.localhost', '127.0.0.1', '127.1.2.3', '::1', 'LOCALHOST'].map(
      (host): [string, Promise<BundleInput>, RegExp[]] => [
        `a server on ${host}`,
        bundleInput(smtp({ host })),
        [/is on this computer/],
      ],
    ),
    ['nothing for a name like localhost', bundleInput(smtp({ host: 'localhost.example' })), []],
    [
      'a secret that has expired',
      bundleInput({ account: { secretExpiresOn: '2026-03-01' } }),
      [/expired on March 1/],
    ],
    [
      'a secret that expires in 30 days',
      bundleInput({ account: { secretExpiresOn: '2026-03-31' } }),
      [/expires on March 31, 2026 \(days left: 30\)/],
    ],
    ['nothing for one that expires in 31', bundleInput({ account: { secretExpiresOn: '2026-04-01' } }), []],
  ];
  test.each(cases)('tell of %s', async (_, input, expected) => {
    const { warnings } = buildBundle('aem-cloud', await input);
    expect(warnings).toHaveLength(expected.length);
    for (const [index, pattern] of expected.entries()) expect(warnings[index]).toMatch(pattern);
  });

  test('are in words, with nothing left to fill in', async () => {
    const everything = await bundleInput({
      account: { provider: 'microsoft365', publicClient: true, secretExpiresOn: '2026-03-02' },
      connection: { scopes: ['Mail.Send', 'https://outlook.office.com/POP.AccessAsUser.All'], mail: {} },
      refreshTokenLength: 4000,
    });
    const { warnings } = buildBundle('aem-cloud', everything);
    expect(warnings).toHaveLength(6);
    for (const warning of warnings) expect(warning).toMatch(/^[A-Z][^{}]+ [^{}]+$/);
  });
});
