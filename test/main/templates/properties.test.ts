import { describe, expect, test } from 'vitest';
import { positionIn, propertiesOf, readProperties } from '../../../main/templates/properties/document.ts';
import { removeKey, renameKey, setValue } from '../../../main/templates/properties/edit.ts';
import {
  decodeBytes,
  detectEncoding,
  encodeText,
  readAsUnicode,
} from '../../../main/templates/properties/encoding.ts';
import { applyEdits } from '../../../main/templates/properties/text-edit.ts';

const load = (text: string) => Object.fromEntries(propertiesOf(readProperties(text)));

describe('reading', () => {
  test.each([
    ['a comment that ends in a backslash', '# c \\\na=1', { a: '1' }],
    ['a # inside a value and on a continued line', 'a=1#2\\\n#3', { a: '1#2#3' }],
    ['indented keys', '  \t\f header=x', { header: 'x' }],
    ['separators of every kind', 'a=1\nb:2\nc 3\nd \t= 4\ne', { a: '1', b: '2', c: '3', d: '4', e: '' }],
    ['only the first separator', 'g==x\nh= =y\n=z', { g: '=x', h: '=y', '': 'z' }],
    ['escaped separators in keys', 'a\\ b\\=c\\:d=1', { 'a b=c:d': '1' }],
    ['white space at the end of a value', 'a=1 \t', { a: '1 \t' }],
    ['backslashes in even number at the end of a line', 'a=1\\\\\nb=2', { a: '1\\', b: '2' }],
    ['a backslash with a blank behind it', 'a=1\\ \ntwo', { a: '1 ', two: '' }],
    ['a blank line behind a backslash', 'a=1\\\n\nb=2', { a: '1', b: '2' }],
    ['a backslash at the end of the file', 'a=1\\', { a: '1' }],
    ['escapes', 'a=\\t\\n\\r\\f\\q\\"\\b\\U0041\\u0041', { a: '\t\n\r\fq"bU0041A' }],
    ['a surrogate pair', 'a=\\uD83D\\ude00', { a: '😀' }],
    ['the last of several', 'a=1\na=2', { a: '2' }],
    ['line ends of every kind', 'a=1\rb=2\r\nc=3\nd=4', { a: '1', b: '2', c: '3', d: '4' }],
    ['the shipped way to wrap', `h=--\\n \\\n   Time: \${time}\\n\\\nx`, { h: `--\n Time: \${time}\nx` }],
    ['a lost backslash', 'm=Line one\\n\nLine two: more', { m: 'Line one\n', Line: 'two: more' }],
    ['a key that is a name of objects', '__proto__=1', { ['__proto__']: '1' }],
  ])('understands %s', (_, text, expected) => {
    expect(Object.entries(load(text))).toEqual(Object.entries(expected));
  });

  test.each([
    ['a=\\u12', 1, 3],
    ['ok=1\r\n  a=b\\\r\n c\\uu0041', 3, 3],
    ['\\u00=x', 1, 1],
  ])('finds the malformed escape of %j', (text, line, column) => {
    const document = readProperties(text);
    expect(document.malformed.map((at) => positionIn(document, at))).toEqual([{ line, column }]);
  });

  test('knows where keys and values stand', () => {
    const text = '# c\r\n sub\\\r\n  ject = Hello \\\r\n   you\\n\\\r\n';
    const [entry] = readProperties(text).entries;
    expect(entry?.key.text).toBe('subject');
    expect(text.slice(entry?.key.from, entry?.key.to)).toBe('sub\\\r\n  ject');
    expect(text.slice(entry?.value.from, entry?.value.to)).toBe('Hello \\\r\n   you\\n');
  });

  test('takes time linear in the size of one long value', () => {
    const text = `message=${`a line with \${time}\\n\\\n`.repeat(50_000)}`;
    const started = performance.now();
    expect(readProperties(text).entries).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(30_000);
  });
});

describe('editing', () => {
  const shipped = [
    '# kept',
    'subject=Old',
    'header=----\\n \\',
    `        Time: \${time}\\n \\`,
    `        User: \${userId}\\n`,
    'message:  a',
    '',
  ].join('\n');
  const edited = (text: string, key: string, value: string) =>
    applyEdits(text, setValue(readProperties(text), key, value));

  test('of one line leaves all others as they are', () => {
    expect(edited(shipped, 'header', `----\n Zeit: \${time}\n User: \${userId}\n`)).toBe(
      shipped.replace('        Time:', '        Zeit:'),
    );
  });

  test('wraps new lines as the file does', () => {
    expect(edited(shipped, 'header', `----\n Time: \${time}\n Place: x\n User: \${userId}\n`)).toBe(
      shipped.replace('\\n \\\n        User', '\\n \\\n        Place: x\\n \\\n        User'),
    );
  });

  test('keeps the separator and the line ends', () => {
    expect(edited('a : 1\r\nb=2\r\n', 'a', 'x\ny')).toBe('a : x\\n\\\r\n    y\r\nb=2\r\n');
  });

  test('writes ASCII', () => {
    expect(edited('subject=x', 'subject', ' 제목 é 😀\t\\')).toBe(
      'subject=\\ \\uC81C\\uBAA9 \\u00E9 \\uD83D\\uDE00\\t\\\\',
    );
  });

  test('adds a key behind a value that wanted to go on', () => {
    expect(edited('a=1\\n\\\n', 'b', '2')).toBe('a=1\\n\nb=2\n');
  });

  test('changes the entry that counts', () => {
    expect(edited('a=1\na=2\n', 'a', '3')).toBe('a=1\na=3\n');
  });

  test('changes nothing for the value that is there', () => {
    expect(setValue(readProperties('a=\\u0041'), 'a', 'A')).toEqual([]);
  });

  test('renames and removes with all lines', () => {
    const text = 'Subject = x\nm=1\\n\\\n2\nz=3';
    expect(applyEdits(text, renameKey(readProperties(text), 'Subject', 'subject'))).toMatch(/^subject = x\n/);
    expect(applyEdits(text, removeKey(readProperties(text), 'm'))).toBe('Subject = x\nz=3');
  });
});

describe('bytes', () => {
  const bytes = (text: string, encoding: 'latin1' | 'utf8' | 'utf16le') =>
    decodeBytes(Buffer.from(text, encoding));

  test.each([
    ['ascii', bytes('a=1', 'utf8')],
    ['iso-8859-1', bytes('a=ACTIVITÉ\u00a0: «\u00a0été\u00a0»', 'latin1')],
    ['utf-8', bytes('a=제목 é', 'utf8')],
    ['utf-8-bom', bytes('\ufeffa=1', 'utf8')],
    ['utf-16le', bytes('\ufeffa=1', 'utf16le')],
    ['utf-16be', decodeBytes(Buffer.from('\ufeffa=1', 'utf16le').swap16())],
  ])('are recognised as %s', (encoding, text) => {
    expect(detectEncoding(text)).toBe(encoding);
  });

  test.each([
    ['UTF-8', bytes('a=제목 é', 'utf8'), 'a=\\uC81C\\uBAA9 \\u00E9'],
    ['UTF-8 with a byte order mark', bytes('\ufeffa=é', 'utf8'), 'a=\\u00E9'],
    ['UTF-16', bytes('\ufeffa=제😀', 'utf16le'), 'a=\\uC81C\\uD83D\\uDE00'],
    ['ISO-8859-1', bytes('a=ACTIVITÉ\u00a0:', 'latin1'), 'a=ACTIVIT\\u00C9\\u00A0:'],
  ])('of %s can be read as they were meant', (_, text, expected) => {
    expect(readAsUnicode(text)).toBe(expected);
  });

  test('of lines that nobody touched stay, new ones are ASCII', () => {
    const original = decodeBytes(Buffer.from('# été\na=é\n', 'latin1'));
    const saved = encodeText(`${original}b=é제\n`, original);
    expect(Buffer.from(saved).toString('latin1')).toBe('# été\na=é\nb=\\u00E9\\uC81C\n');
  });
});
