import { describe, expect, test } from 'vitest';
import { buildBundle } from '../../../../main/bundles/bundles.ts';
import { contentBytes } from '../../../../main/bundles/target.ts';
import { bundleInput, canaries, type InputChanges, withoutRefreshToken } from '../bundle-input.ts';

const imap = { host: 'outlook.office365.com', port: 993, security: 'tls' } as const;
const smtp = { host: 'smtp.office365.com', port: 587, security: 'starttls' } as const;

async function build({ connection, ...changes }: InputChanges = {}) {
  const input = await bundleInput({ ...changes, connection: { mail: { smtp, imap }, ...connection } });
  const bundle = buildBundle('forms-jee', input);
  const texts = bundle.files.map(
    (file) => [file.path, new TextDecoder().decode(contentBytes(file))] as const,
  );
  return { ...bundle, text: new Map(texts) };
}

/** The rows of the table below a heading, as name and value. */
function rows(page = '', heading: RegExp): string[][] {
  const section = page.split(/^## /m).find((part) => heading.test(part)) ?? '';
  return [...section.matchAll(/^\| (.+) \| (.+) \|$/gm)]
    .slice(2)
    .map(([, name = '', value = '']) => [name, value]);
}

describe('the sheet', () => {
  test('has the fields of the email service in order, with TLS and OAuth', async () => {
    const { text } = await build();
    expect(rows(text.get('README.md'), /^1\. /)).toEqual([
      ['SMTP Host', '`smtp.office365.com`'],
      ['SMTP Port Number', '`587`'],
      ['SMTP Authenticate', 'ticked'],
      ['SMTP User', '`aem@contoso.example`'],
      ['SMTP Password', 'leave empty'],
      ['SMTP Transport Security', '`TLS`'],
      ['POP3/IMAP Host', '`outlook.office365.com`'],
      ['POP3/IMAP Username', '`aem@contoso.example`'],
      ['POP3/IMAP Password', 'leave empty'],
      ['POP3/IMAP Port Number', '`993`'],
      ['POP3/IMAP', '`IMAP`'],
      ['Receive Transport Security', '`TLS`'],
      ['oAuth 2.0 Authentication Settings', '`True`'],
      ['Client ID', '`99999999-8888-7777-6666-555555555555`'],
      ['Client Secret', 'from the file with the secrets'],
      ['Refresh Token', 'from the file with the secrets'],
    ]);
  });

  test('has the fields of an endpoint and of the task notifications', async () => {
    const { text } = await build();
    const page = text.get('README.md');
    expect(rows(page, /^2\. /)).toEqual(
      expect.arrayContaining([
        ['Inbox Protocol', '`IMAP`'],
        ['POP3/IMAP SSL Enabled', 'ticked'],
        ['SMTP SSL Enabled', 'not ticked'],
        ['Send From', '`aem@contoso.example`'],
      ]),
    );
    expect(rows(page, /^3\. /)).toEqual(
      expect.arrayContaining([
        ['Enable Outgoing Messages', 'ticked'],
        ['SMTP Server', '`smtp.office365.com`'],
        ['Enable oAuth', 'ticked'],
      ]),
    );
    expect(page).not.toMatch(/\{\{|\}\}|undefined|\[object|readme\.|field\./);
  });

  test('sends as the delegate of a shared mailbox and reads as the mailbox', async () => {
    const { text } = await build({ account: { signInAs: 'delegate@contoso.example' } });
    expect(rows(text.get('README.md'), /^1\. /)).toEqual(
      expect.arrayContaining([
        ['SMTP User', '`delegate@contoso.example`'],
        ['POP3/IMAP Username', '`aem@contoso.example`'],
      ]),
    );
  });
});

describe('the secrets', () => {
  test('are in no file as long as they stay in the vault', async () => {
    const { files } = await build();
    expect(files.map(({ path }) => path)).toEqual(['README.md']);
  });

  test('are in a file of their own where they were asked for', async () => {
    const { files, text } = await build({ secrets: canaries });
    expect(files.map(({ path, secret }) => [path, secret])).toEqual([
      ['README.md', false],
      ['secrets.txt', true],
    ]);
    expect(text.get('secrets.txt')?.split('\n')).toEqual([
      'Client Secret',
      canaries.clientSecret,
      '',
      'Refresh Token',
      canaries.refreshToken,
      '',
    ]);
    expect(text.get('README.md')).not.toContain('canary');
  });
});

describe('warnings', () => {
  const cases: [string, InputChanges, RegExp[]][] = [
    ['nothing for an account Forms can use', {}, []],
    [
      'another provider',
      { account: { provider: 'yahoo' }, ...endpoints('https://id.example/token') },
      [/only/],
    ],
    [
      'a personal account',
      { account: { provider: 'microsoft-personal' } },
      [/personal Microsoft accounts only/],
    ],
    ['a public client', { account: { publicClient: true } }, [/public client/]],
    ['no IMAP server', { connection: { mail: { smtp } } }, [/No IMAP server/]],
    ['no SMTP server', { connection: { mail: { imap } } }, [/No SMTP server/]],
    [
      'a server without TLS',
      { connection: { mail: { smtp: { ...smtp, security: 'none' }, imap } } },
      [/without TLS/],
    ],
  ];
  test.each(cases)('tell of %s', async (_, changes, expected) => {
    const { warnings } = await build(changes);
    expect(warnings).toHaveLength(expected.length);
    for (const [index, pattern] of expected.entries()) expect(warnings[index]).toMatch(pattern);
  });

  test('tell of a missing refresh token', async () => {
    const { warnings } = buildBundle(
      'forms-jee',
      await withoutRefreshToken({ connection: { mail: { smtp, imap } } }),
    );
    expect(warnings).toEqual([expect.stringMatching(/no refresh token/)]);
  });
});

function endpoints(token: string): InputChanges {
  return {
    connection: {
      mail: { smtp, imap },
      endpoints: { token, issInResponse: false, clientAuthentication: 'post' },
    },
  };
}
