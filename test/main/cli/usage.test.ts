import { describe, expect, it } from 'vitest';
import { postkey } from '../../postkey.ts';
import { eventsIn, expectError, openWorkplace } from './workplace.ts';

const place = openWorkplace();

describe('a wrong command line', () => {
  const wrong: [string, readonly string[]][] = [
    ['an unknown command', ['nonsense']],
    ['a command named like a property', ['constructor']],
    ['an unknown option', ['accounts', '--nonsense']],
    ['an option without its value', ['add', '--provider']],
    ['a missing option', ['add', '--provider', 'practice']],
    ['an address that is none', ['add', '--provider', 'practice', '--address', 'nobody']],
    ['an unknown provider', ['add', '--provider', 'nobody', '--address', 'a@postkey.test']],
    [
      'an unknown purpose',
      ['add', '--provider', 'practice', '--address', 'a@postkey.test', '--purpose', 'x'],
    ],
    [
      'a grant the provider does not offer',
      ['add', '--provider', 'practice', '--address', 'a@postkey.test', '--grant', 'service_account'],
    ],
    [
      'a --set without a value',
      ['add', '--provider', 'custom', '--address', 'a@postkey.test', '--set', 'issuer'],
    ],
    [
      'an unknown key of --set',
      ['add', '--provider', 'custom', '--address', 'a@postkey.test', '--set', 'isuer=x'],
    ],
    [
      'a server without its port',
      ['add', '--provider', 'custom', '--address', 'a@postkey.test', '--set', 'imap=host'],
    ],
    [
      'a secret file that is not there',
      ['add', '--provider', 'custom', '--address', 'a@postkey.test', '--client-secret-file', '/nonexistent'],
    ],
    ['no account', ['token']],
    ['one account too many', ['token', 'a', 'b']],
    ['a life that is no number', ['token', 'a', '--min-life', 'long']],
    ['neither accounts nor --all', ['refresh']],
    ['an unknown protocol', ['check', 'a', '--only', 'nntp']],
    ['a time that is none', ['sign-in', 'a', '--timeout', '0']],
    ['an unknown language', ['accounts', '--lang', 'xx']],
    ['a port that is none', ['serve', '--port', '70000']],
    ['a place that is none', ['explain', 'x', '--where', 'nowhere']],
    ['a message without a subject', ['send', 'a', '--to', 'b@postkey.test', '--text', 'x']],
  ];

  it.concurrent.each(wrong)('with %s ends with 2 and says so, as JSON too', async (_, args) => {
    const forScripts = await place.json<{ error: { code: string; message: string } }>(args);
    expect(forScripts.status).toBe(2);
    expect(Object.keys(forScripts.document)).toEqual(['error']);
    expect(forScripts.document.error.code).toMatch(/^(USAGE|INVALID_INPUT)$/);
    expect(forScripts.document.error.message).not.toBe('');
    for (const { event } of eventsIn(forScripts)) expect(event).toBe('error');
  });

  it.concurrent.each([
    ['an unknown option', ['accounts', '--nonsense'], '여기에는 --nonsense 옵션이 없습니다.'],
    ['an option without its value', ['serve', '--port'], '--port 옵션은'],
    ['a value too many', ['accounts', '--json=yes'], '--json 옵션은'],
    ['an address that is none', ['add', '--provider', 'custom', '--address', 'x'], '잘못된'],
    [
      'an unknown purpose',
      ['add', '--provider', 'x', '--address', 'x', '--purpose', 'y'],
      '--purpose ✖ 잘못된',
    ],
  ])('is told in the language that was asked for: %s', async (_, args, words) => {
    const { status, stderr } = await postkey([...args, ...place.data, '--lang', 'ko']);
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(words) });
  });

  it('is told to people on stderr alone', async () => {
    const { status, stdout, stderr } = await postkey(['nonsense', ...place.data]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/“nonsense”.*\n.*help/);
  });
});

it('finds the command behind common options', async () => {
  const { status, stdout } = await postkey([...place.data, '--json', 'accounts']);
  expect({ status, stdout }).toEqual({ status: 0, stdout: '[]\n' });
});

it.each([['help'], ['--help'], ['accounts', '--help'], ['-h']])(
  'shows its commands for `%s`',
  async (...args) => {
    const { status, stdout } = await postkey(args);
    expect(status).toBe(0);
    for (const name of [
      'serve',
      'practice',
      'add',
      'accounts',
      'sign-in',
      'token',
      'refresh',
      'check',
      'send',
      'explain',
      'export',
      'remove',
      'doctor',
    ]) {
      expect(stdout).toMatch(new RegExp(`^  ${name} `, 'm'));
    }
  },
);

it.each([['token'], ['check'], ['remove'], ['sign-in'], ['refresh']])(
  '`%s` of a stranger ends with 1',
  async (command) => {
    const { status, document } = await place.json([command, 'stranger@postkey.test']);
    expect(status).toBe(1);
    expectError(document, 'NOT_FOUND');
  },
);

describe('explain', () => {
  const text = 'AADSTS7000215: Invalid client secret provided.';
  const diagnosis = expect.objectContaining({
    matched: true,
    class: 'client',
    causes: expect.any(Array),
    fix: expect.any(Array),
    confidence: expect.stringMatching(/^(high|medium|low)$/),
    retryable: false,
  });

  it.each([
    ['as one word', [text], ''],
    ['as several words', text.split(' '), ''],
    ['on stdin by -', ['-'], text],
    ['on stdin', [], text],
  ])('takes a text %s', async (_, words, stdin) => {
    const { status, document } = await place.json(['explain', ...words], stdin);
    expect({ status, document }).toEqual({ status: 0, document: diagnosis });
  });

  it('finds nothing wrong in nothing', async () => {
    expect(await place.json(['explain', ''])).toMatchObject({ status: 0, document: { id: 'none' } });
  });

  it('ignores a provider it does not know', async () => {
    expect(await place.json(['explain', text, '--provider', 'nobody'])).toMatchObject({ status: 0 });
  });
});

describe('doctor', () => {
  it('looks over the machine', async () => {
    const { status, document } = await place.json(['doctor']);
    expect(status).toBe(0);
    for (const entry of document as object[]) {
      expect(entry).toMatchObject({
        check: expect.any(String),
        ok: expect.any(Boolean),
        detail: expect.any(String),
      });
    }
    expect(document).toContainEqual(expect.objectContaining({ check: 'vault', ok: true }));
  });
});
