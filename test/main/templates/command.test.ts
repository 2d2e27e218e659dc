import { EventEmitter } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../../main/cli/run.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postkey-command-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);

async function templates(...args: string[]) {
  const said = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof said) => ({ write: (text: string) => (said[name] += text) });
  const environment = { env: {}, platform: process.platform, stdin: process.stdin };
  const speaking = Object.assign(new EventEmitter(), {
    ...environment,
    stdout: stream('stdout'),
    stderr: stream('stderr'),
  });
  const status = await run(
    ['templates', ...args, '--data', at('data'), '--json', '--lang', 'en'],
    speaking as unknown as NodeJS.Process,
  );
  return { status, stderr: said.stderr, document: said.stdout === '' ? null : JSON.parse(said.stdout) };
}

async function file(name: string, content: string | Uint8Array): Promise<string> {
  await writeFile(at(name), content, 'latin1');
  return at(name);
}

describe('templates parse', () => {
  test('prints the properties as Java reads them', async () => {
    const path = await file('one.txt', 'b:2\na=é\\u00e9\\\n  x\n__proto__=p\n');
    const { status, document } = await templates('parse', path);
    expect(status).toBe(0);
    expect(Object.entries(document)).toEqual([
      ['b', '2'],
      ['a', 'ééx'],
      ['__proto__', 'p'],
    ]);
  });

  test('fails for a file that Java refuses, and says the line', async () => {
    const path = await file('malformed.txt', 'a=1\nb=\\u12\n');
    expect(await templates('parse', path)).toMatchObject({
      status: 1,
      document: { error: { code: 'MALFORMED_ESCAPE', line: 2 } },
    });
  });

  test('answers for each of several files', async () => {
    const paths = [
      await file('good.txt', 'a=1'),
      await file('bad.txt', 'a=\\u'),
      await file('binary.txt', 'a=\0'),
    ];
    expect(await templates('parse', ...paths)).toMatchObject({
      status: 0,
      document: [{ a: '1' }, { error: { code: 'MALFORMED_ESCAPE', line: 1 } }, { a: '\0' }],
    });
  });

  test('refuses 100 MB and says the limit', async () => {
    const { status, document } = await templates(
      'parse',
      await file('huge.txt', Buffer.alloc(100 * 1024 * 1024)),
    );
    expect(status).toBe(1);
    expect(document.error.code).toBe('TEMPLATE_REFUSED');
    expect(document.error.diagnosis.meaning).toContain('10 MB');
  });
});

describe('templates lint', () => {
  test('fails only for an error', async () => {
    const path = await file('warned.txt', 'subject=s\nmessage=m\n');
    const { status, document } = await templates('lint', path, '--set', 'page');
    expect(status).toBe(0);
    expect(
      document.map(({ rule, severity }: { rule: string; severity: string }) => [rule, severity]),
    ).toEqual([
      ['missing-key', 'warning'],
      ['missing-key', 'warning'],
    ]);
  });

  test('says where, what and how to put it right', async () => {
    const path = await file('broken.txt', 'subject=s\nheader=h\nfooter=f\nmessage=a\\n\nb: c\n');
    expect(await templates('lint', path, '--set', 'page')).toMatchObject({
      status: 1,
      document: [
        {
          rule: 'lost-continuation',
          severity: 'error',
          line: 5,
          column: 1,
          message: expect.any(String),
          fix: { title: expect.any(String), edits: [{ from: 39, to: 39, insert: '\\' }] },
        },
      ],
    });
  });

  test('refuses a binary', async () => {
    const path = await file('picture.txt', Buffer.from([0x89, 0x50, 0, 1]));
    expect(await templates('lint', path, '--set', 'page')).toMatchObject({
      status: 1,
      document: { error: { code: 'TEMPLATE_REFUSED' } },
    });
  });
});

describe('templates new and render', () => {
  test('make a starter that renders in its language', async () => {
    expect(await templates('new', '--set', 'page', '--language', 'fr', '--out', at('fr.txt'))).toMatchObject({
      status: 0,
      document: { path: at('fr.txt') },
    });
    expect(await readFile(at('fr.txt'), 'latin1')).toMatch(/^subject=AEM\\u00A0:/);
    const values = await file('values.json', '{"userFullName":"Zoé","time":7}');
    const { status, document } = await templates('render', at('fr.txt'), '--set', 'page', '--values', values);
    expect(status).toBe(0);
    expect(document).toMatchObject({ subject: expect.stringContaining('par Zo'), unresolved: [] });
    expect(document.body).toContain('7');
  });

  test('never replace a file', async () => {
    const path = await file('mine.txt', 'mine');
    expect(await templates('new', '--set', 'page', '--language', 'en', '--out', path)).toMatchObject({
      status: 1,
      document: { error: { code: 'ALREADY_EXISTS' } },
    });
    expect(await readFile(path, 'utf8')).toBe('mine');
  });
});

test.each([
  ['no verb', []],
  ['an unknown verb', ['burn', 'x.txt']],
  ['no file', ['lint', '--set', 'page']],
  ['no set', ['lint', 'x.txt']],
  ['an unknown set', ['render', 'x.txt', '--set', 'news']],
  ['a country', ['new', '--set', 'page', '--language', 'ko_KR', '--out', 'x']],
  ['no place', ['new', '--set', 'page', '--language', 'ko']],
  ['a file that is not there', ['parse', 'not-there.txt']],
])('templates with %s is wrong usage', async (_, args) => {
  expect((await templates(...args)).status).toBe(2);
});
