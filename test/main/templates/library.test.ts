import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTemplateLibrary, type TemplateLibrary } from '../../../main/templates/library.ts';

let folder: string;
let library: TemplateLibrary;
let minute = 0;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postkey-templates-'));
  minute = 0;
  library = createTemplateLibrary(
    join(folder, 'templates'),
    () => new Date(Date.UTC(2026, 10, 21, 9, minute++)),
  );
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const page = { set: 'page', language: 'en' } as const;
const text = 'subject=s\nmessage=m\nheader=h\nfooter=f\n';
const file = (...path: string[]) => join(folder, 'templates', ...path);

describe('the library', () => {
  test('is empty before anything is saved, and makes no folder', async () => {
    expect(await library.list()).toEqual([]);
    expect(await library.read(page)).toBeNull();
    expect(await readdir(folder)).toEqual([]);
  });

  test('says how complete each template is', async () => {
    await library.save(page, text);
    await library.save({ set: 'workflow', language: 'ko' }, `subject=\nmessage=\${nonsense}\n`);
    expect(await library.list()).toMatchObject([
      { ...page, filledKeys: 4, keys: 4, errors: 0, warnings: 0, bytes: text.length, hasOriginal: false },
      { set: 'workflow', language: 'ko', filledKeys: 1, keys: 4, errors: 1, warnings: 3 },
    ]);
  });

  test('counts what a translation has lost of the English text', async () => {
    await library.save(page, `subject=\${userId}\nmessage=\${time} \${modifications}\nheader=h\nfooter=f\n`);
    await library.save({ ...page, language: 'de' }, `subject=\${userId}\nmessage=m\nheader=k\nfooter=l\n`);
    expect(await library.list()).toMatchObject([
      { language: 'de', warnings: 2, lostVariables: 2 },
      { language: 'en', warnings: 0, lostVariables: 0 },
    ]);
  });

  test('keeps the version before and brings it back', async () => {
    await library.save(page, text);
    await library.save(page, `${text}# two\n`);
    await library.save(page, `${text}# three\n`);
    const versions = await library.history(page);
    expect(versions.map(({ savedAt, bytes }) => [savedAt, bytes])).toEqual([
      ['2026-11-21T09:01:00.000Z', text.length + 6],
      ['2026-11-21T09:00:00.000Z', text.length],
    ]);
    await library.restore(page, versions[1]?.id ?? '');
    expect((await library.read(page))?.text).toBe(text);
    expect(await library.version(page, (await library.history(page))[0]?.id ?? '')).toBe(`${text}# three\n`);
  });

  test('writes nothing for a text that is there already', async () => {
    await library.save(page, text);
    await library.save(page, text);
    expect(await library.history(page)).toEqual([]);
  });

  test('keeps what was imported byte for byte until it is edited', async () => {
    const bytes = Buffer.from('# été\r\nsubject=é\\\r\n  x\rmessage=m', 'latin1');
    await library.take(page, bytes.toString('latin1'), 'both');
    expect(await readFile(file('page', 'en.txt'))).toEqual(bytes);
    expect(await readFile(file('page', 'originals', 'en.txt'))).toEqual(bytes);
    await library.save(page, `${bytes.toString('latin1')}\rfooter=제`);
    expect((await readFile(file('page', 'en.txt'))).toString('latin1')).toBe(
      `${bytes.toString('latin1')}\rfooter=\\uC81C`,
    );
    expect(await library.original(page)).toBe(bytes.toString('latin1'));
  });

  test('starts a new language from a copy, once', async () => {
    await library.save(page, text);
    await expect(library.newLanguage('page', 'en', 'fr')).resolves.toMatchObject({
      language: 'fr',
      filledKeys: 4,
    });
    await expect(library.newLanguage('page', 'en', 'fr')).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });
    await expect(library.newLanguage('page', 'de', 'it')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('removes into the history', async () => {
    await library.save(page, text);
    await library.remove(page);
    expect(await library.list()).toEqual([]);
    const [version] = await library.history(page);
    await library.restore(page, version?.id ?? '');
    expect((await library.read(page))?.text).toBe(text);
  });

  test.each(['xx', '..', 'EN', 'e/', '../../x'])('knows no language %s', async (language) => {
    await expect(library.save({ set: 'page', language }, text)).rejects.toThrow('POSTKEY_TEMPLATE_LANGUAGE');
  });

  test.each(['../en', '20261121T090000000Z-00/../../x', ''])('knows no version %j', async (id) => {
    await library.save(page, text);
    await expect(library.version(page, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test.each([
    ['a binary', 'subject=\0', 'POSTKEY_TEMPLATE_BINARY'],
    ['more than 10 MB', 'x'.repeat(10 * 1024 * 1024 + 1), /POSTKEY_TEMPLATE_TOO_LARGE .*limit 10 MB/],
    ['a MailTemplate', 'Subject: s\n\nbody', 'POSTKEY_TEMPLATE_READ_ONLY'],
  ])('refuses %s and keeps what was there', async (_, bad, evidence) => {
    await library.save(page, text);
    await expect(library.save(page, bad)).rejects.toThrow(evidence);
    expect((await library.read(page))?.text).toBe(text);
  });

  test('reads no file that grew too large', async () => {
    await library.save(page, text);
    await writeFile(file('page', 'en.txt'), Buffer.alloc(10 * 1024 * 1024 + 1, 'x'));
    await expect(library.read(page)).rejects.toThrow('POSTKEY_TEMPLATE_TOO_LARGE');
  });
});
