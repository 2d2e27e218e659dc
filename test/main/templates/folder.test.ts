import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readTemplateFolder } from '../../../main/templates/folder.ts';
import { templateLimits } from '../../../preload/contract/index.ts';
import { failureOf } from '../failure-of.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** A fresh folder called `name` with these files in it. */
async function folderWith(files: Readonly<Record<string, string | Buffer>>, name = 'mails'): Promise<string> {
  const folder = join(await temporaryFolder(), name);
  await mkdir(folder, { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}

const content = 'subject=a';

describe('a folder of templates', () => {
  test('has a folder a set, a file a language, and hidden files that do not matter', async () => {
    const bytes = Buffer.from('subject=\xe9\r\n', 'latin1');
    const folder = await folderWith({
      'workflow/ko.txt': content,
      'workflow/en.txt': bytes,
      'page/fr.txt': content,
      '.DS_Store': '\0',
      'page/Thumbs.db': '\0',
    });
    const found = await readTemplateFolder(folder);
    expect(found.map(({ set, language }) => `${set}/${language}`)).toEqual([
      'page/fr',
      'workflow/en',
      'workflow/ko',
    ]);
    expect(Buffer.from(found[1]?.bytes ?? [])).toEqual(bytes);
  });

  test('may be the folder of one set, by its name', async () => {
    const folder = await folderWith({ 'ko.txt': content }, 'replication');
    expect(await readTemplateFolder(`${folder}/`)).toMatchObject([{ set: 'replication', language: 'ko' }]);
  });

  test('may be the library, without its originals and earlier versions', async () => {
    const folder = await folderWith({
      'page/en.txt': content,
      'page/originals/en.txt': content,
      'page/history/en/20261121T093000123Z-00.txt': content,
    });
    expect(await readTemplateFolder(folder)).toHaveLength(1);
  });

  const refused: [string, Record<string, string | Buffer>, string, string][] = [
    ['nothing in it', {}, 'TEMPLATE_REFUSED', 'POSTKEY_TEMPLATE_PLACE'],
    ['a set that there is not', { 'mail/en.txt': content }, 'TEMPLATE_REFUSED', 'POSTKEY_TEMPLATE_PLACE'],
    ['files of no set', { 'en.txt': content }, 'TEMPLATE_REFUSED', 'POSTKEY_TEMPLATE_PLACE'],
    ['another kind of file', { 'page/en.html': content }, 'TEMPLATE_REFUSED', 'POSTKEY_TEMPLATE_PLACE'],
    ['a folder too many', { 'page/old/en.txt': content }, 'TEMPLATE_REFUSED', 'POSTKEY_TEMPLATE_PLACE'],
    ['a country', { 'page/ko_KR.txt': content }, 'INVALID_INPUT', 'POSTKEY_TEMPLATE_LANGUAGE'],
    [
      'a language that there is not',
      { 'page/xx.txt': content },
      'INVALID_INPUT',
      'POSTKEY_TEMPLATE_LANGUAGE',
    ],
    ['a picture', { 'page/en.txt': '\x89PNG\0\0' }, 'TEMPLATE_REFUSED', 'POSTKEY_TEMPLATE_BINARY'],
    [
      'a huge file',
      { 'page/en.txt': Buffer.alloc(templateLimits.maxBytes + 1, 'a') },
      'TEMPLATE_REFUSED',
      'POSTKEY_TEMPLATE_TOO_LARGE',
    ],
  ];
  test.each(refused)('is refused with %s', async (_, files, code, evidence) => {
    const failure = await failureOf(readTemplateFolder(await folderWith(files)));
    expect(failure).toMatchObject({ code, message: expect.stringContaining(evidence) });
  });

  test.each(['page/en.txt', 'page'])('is refused with a link at %s', async (path) => {
    const elsewhere = await folderWith({ 'page/en.txt': content });
    const folder = await folderWith({ 'workflow/en.txt': content });
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await symlink(join(elsewhere, path), join(folder, path));
    const failure = await failureOf(readTemplateFolder(folder));
    expect(failure.message).toBe(`POSTKEY_TEMPLATE_PLACE ${join(folder, path)}`);
  });

  test('has to be there', async () => {
    const failure = await failureOf(readTemplateFolder(join(await temporaryFolder(), 'nowhere')));
    expect(failure.message).toContain('ENOENT');
  });
});
