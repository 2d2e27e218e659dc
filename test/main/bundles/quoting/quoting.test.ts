import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dotenv, readsTheSame } from '../../../../main/bundles/quoting/dotenv.ts';
import { mbsyncrcSection } from '../../../../main/bundles/quoting/isync.ts';
import { javaProperties } from '../../../../main/bundles/quoting/java-properties.ts';
import { msmtprc } from '../../../../main/bundles/quoting/msmtp.ts';
import { muttrc } from '../../../../main/bundles/quoting/mutt.ts';
import { oneLine } from '../../../../main/bundles/quoting/one-line.ts';
import { shellQuote, shellWord } from '../../../../main/bundles/quoting/shell.ts';
import { yamlString } from '../../../../main/bundles/quoting/yaml.ts';
import { propertiesOf, readProperties } from '../../../../main/templates/properties/document.ts';

// biome-ignore lint/suspicious/noTemplateCurlyInString: what a shell would expand
const everything = 'a b\t# ; $HOME ${x} `id` $(id) \\n \\ "x" \'y\' = : ! % & | < > * ~ é 漢 🔑';
const hostile = [
  'plain',
  '',
  ' leading and trailing ',
  '# no comment',
  'a#b',
  'a=b',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: what a shell would expand
  '$HOME ${HOME} $(id) `id`',
  'C:\\new\\table',
  'ends with \\',
  '"quoted"',
  "it's",
  "'",
  '"\'`',
  'é漢🔑',
  '~/folder',
  '-n',
  '!important',
  everything,
];
const manyLines = 'one\ntwo';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'postkey-quoting-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function save(text: string): string {
  const path = join(folder, 'file');
  writeFileSync(path, text, { mode: 0o600 });
  return path;
}

function installed(program: string): boolean {
  return spawnSync(program, ['--version']).error === undefined;
}

describe('a shell word', () => {
  test.each([...hostile, manyLines])('is read by sh as it was: %j', (value) => {
    expect(execFileSync('sh', ['-c', `printf %s ${shellWord(value)}`]).toString()).toBe(value);
    expect(execFileSync('sh', ['-c', `printf %s ${shellQuote(value)}`]).toString()).toBe(value);
  });

  test('is left alone where nothing in it is special', () => {
    expect(shellWord("o'brien+x@mail.example")).toBe(`'o'\\''brien+x@mail.example'`);
    expect(shellWord('aem+x_y-z@mail.example')).toBe('aem+x_y-z@mail.example');
  });
});

describe('a .env file', () => {
  test.each([...hostile, manyLines])('is read by sh as it was: %j', (value) => {
    const file = save(
      dotenv([
        ['VALUE', value],
        ['NEXT', 'next'],
      ]),
    );
    const script = `set -a; . ${file}; printf '%s|%s' "$VALUE" "$NEXT"`;
    expect(execFileSync('sh', ['-c', script]).toString()).toBe(`${value}|next`);
  });

  test.each([...hostile, manyLines].filter(readsTheSame))('is read by Node.js as it was: %j', (value) => {
    expect(
      parseEnv(
        dotenv([
          ['VALUE', value],
          ['NEXT', 'next'],
        ]),
      ),
    ).toEqual({ VALUE: value, NEXT: 'next' });
  });

  test('says which values not every reader gets right', () => {
    expect([...hostile, manyLines].filter((value) => !readsTheSame(value))).toEqual(['"\'`', everything]);
  });
});

describe('a .properties file', () => {
  test.each([...hostile, manyLines, '\r\n\tx', '\u0000\u0085\ufeff'])(
    'is read by Java as it was: %j',
    (value) => {
      const text = javaProperties([
        ['mail.key', value],
        ['mail.next', 'next'],
      ]);
      expect(text).toMatch(/^[ -~\n]*$/);
      expect([...propertiesOf(readProperties(text))]).toEqual([
        ['mail.key', value],
        ['mail.next', 'next'],
      ]);
    },
  );
});

describe('a value in YAML', () => {
  test.each([...hostile, manyLines, '\u0000\u007f\u0085\u2028\ufeff'])(
    'is the same value in JSON: %j',
    (value) => {
      expect(JSON.parse(yamlString(value))).toBe(value);
      expect(yamlString(value)).toMatch(/^"[^\p{Cc}\u2028\u2029\ufeff]*"$/u);
    },
  );
});

describe('a value of one line', () => {
  test.each(['a\nb', 'a\r\nb', 'a\u0000b', 'a\u2028b', 'a\u0085b'])('does not start another: %j', (value) => {
    expect(oneLine(value)).toBe('a b');
  });

  const formats: [string, (value: string) => string][] = [
    ['msmtprc', (value) => msmtprc([['user', value]])],
    ['muttrc', (value) => muttrc([['from', value]])],
    ['mbsyncrc', (value) => mbsyncrcSection([['User', value]])],
  ];
  test.each(formats)('is all that a line break leaves in %s', (_, write) => {
    expect(write('a\npasswordeval id').trimEnd().split('\n')).toHaveLength(1);
  });
});

describe.skipIf(!installed('msmtp'))('msmtp', () => {
  test.each(hostile.filter((value) => value !== ''))('reads its configuration as it was: %j', (value) => {
    const file = save(
      msmtprc([
        ['account', 'default'],
        ['host', 'mail.example'],
        ['from', value],
      ]),
    );
    const said = execFileSync('msmtp', ['-C', file, '-P']).toString();
    expect(/^from = (.*)$/m.exec(said)?.[1]).toBe(value);
  });
});

describe.skipIf(!installed('mutt'))('Mutt', () => {
  test.each(hostile)('reads its configuration as it was: %j', (value) => {
    const file = save(muttrc([['imap_oauth_refresh_command', value]]));
    const env = { ...process.env, LC_ALL: 'C.UTF-8' };
    const said = execFileSync('mutt', ['-n', '-F', file, '-Q', 'imap_oauth_refresh_command'], {
      env,
    }).toString();
    expect(said.trimEnd()).toBe(
      `imap_oauth_refresh_command="${value.replaceAll(/["\\]/g, '\\$&').replaceAll('\t', '\\t')}"`,
    );
  });
});
