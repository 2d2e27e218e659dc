import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Zippable, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { previewImport } from '../../../main/templates/import/preview.ts';
import { createTexts } from '../../../preload/texts/index.ts';

const texts = await createTexts('en');
const preview = (files: { path: string; bytes: Uint8Array }[]) =>
  previewImport(files, (set, language) => set === 'page' && language === 'en', texts);
const utf8 = (text: string) => Buffer.from(text, 'utf8');
const inPackage = (entries: Zippable) => preview([{ path: 'p.zip', bytes: zipSync(entries) }]);

const shipped = 'jcr_root/libs/settings/notification-templates/com.day.cq.wcm.core.page/en.txt';
const override = 'jcr_root/conf/global/settings/workflow/notification/email/default/ko.txt';

describe('an import', () => {
  test('finds the templates of a content package and leaves all else alone', () => {
    const { found, skipped } = inPackage({
      'META-INF/vault/filter.xml': utf8('<x/>'),
      [shipped]: utf8('subject=s\nmessage=m\n'),
      [override]: utf8('subject=제목\n'),
      'jcr_root/content/en.txt': utf8('subject=no'),
      'jcr_root/libs/settings/notification-templates/com.day.cq.wcm.core.page/.content.xml': utf8('<x/>'),
      'jcr_root/etc/packages/inner.zip': zipSync({ [shipped]: utf8('subject=inner') }),
    });
    expect(skipped).toEqual([]);
    expect(found).toMatchObject([
      { path: shipped, set: 'page', language: 'en', shipped: true, replaces: true, encoding: 'ascii' },
      { path: override, set: 'workflow', language: 'ko', shipped: false, replaces: false, encoding: 'utf-8' },
    ]);
    expect(found[1]?.asUnicode).toBe('subject=\\uC81C\\uBAA9\n');
  });

  test('takes the language of an Assign Task template from its name, English where that has none', () => {
    const folder = 'jcr_root/apps/fd/dashboard/templates/email';
    const { found } = inPackage({
      [`${folder}/htmlEmailTemplate.txt`]: utf8('subject=s'),
      [`${folder}/htmlEmailTemplate_ko.txt`]: utf8('subject=s'),
      [`${folder}/htmlEmailTemplate_old_ko.txt`]: utf8('subject=s'),
    });
    expect(found.map(({ set, language }) => `${set}/${language}`)).toEqual([
      'assign-task/en',
      'assign-task/ko',
    ]);
  });

  test.skipIf(spawnSync('jar', ['--version']).status !== 0)('reads a package that Java made', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'postkey-package-'));
    try {
      await mkdir(dirname(join(folder, shipped)), { recursive: true });
      await writeFile(join(folder, shipped), 'subject=s\n'.repeat(1000));
      expect(spawnSync('jar', ['cf', 'p.zip', 'jcr_root'], { cwd: folder }).status).toBe(0);
      const { found } = preview([{ path: 'p.zip', bytes: await readFile(join(folder, 'p.zip')) }]);
      expect(found).toMatchObject([{ path: shipped, bytes: 10_000 }]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  test('takes files and the files of a folder by their paths', () => {
    const { found, skipped } = preview([
      {
        path: 'work/apps/settings/notification-templates/com.day.cq.replication/fr.txt',
        bytes: utf8('subject=s'),
      },
      { path: 'de.txt', bytes: utf8(`subject=\${forum.path}`) },
      { path: 'ko_KR.txt', bytes: utf8('subject=s') },
      { path: 'mail.txt', bytes: utf8('Subject: s\n\nHello') },
      { path: 'logo.png', bytes: utf8('x') },
      { path: 'en.txt', bytes: Buffer.from([0, 1, 2]) },
      { path: 'fr.txt', bytes: Buffer.alloc(10 * 1024 * 1024 + 1, 'x') },
    ]);
    expect(found.map(({ set, language, format }) => [set, language, format])).toEqual([
      ['replication', 'fr', 'properties'],
      ['forum', 'de', 'properties'],
      [null, null, 'properties'],
      [null, null, 'mail-template'],
    ]);
    expect(skipped).toEqual([
      { path: 'logo.png', reason: 'Not a .txt file' },
      { path: 'en.txt', reason: 'Not a text' },
      { path: 'fr.txt', reason: 'Larger than 10 MB' },
    ]);
  });

  test.each([
    '../../etc/passwd',
    'jcr_root/../../x.txt',
    '/absolute.txt',
    'C:/windows.txt',
    'jcr_root\\..\\x.txt',
    `${'deep/'.repeat(100)}x.txt`,
  ])('refuses a package with the path %s', (path) => {
    expect(() => inPackage({ [shipped]: utf8('subject=s'), [path]: utf8('x') })).toThrow(
      'POSTKEY_PACKAGE_UNSAFE_PATH',
    );
  });

  test('stops unpacking a template without end, whatever its size is said to be', () => {
    const bytes = zipSync({ [shipped]: new Uint8Array(100 * 1024 * 1024) });
    const lying = Buffer.from(bytes);
    lying.writeUInt32LE(100, 22);
    lying.writeUInt32LE(100, lying.indexOf('PK\x01\x02') + 24);
    const started = performance.now();
    expect(() => preview([{ path: 'p.zip', bytes: lying }])).toThrow(
      /POSTKEY_PACKAGE_TOO_LARGE .*limit 10 MB/,
    );
    expect(performance.now() - started).toBeLessThan(30_000);
  });

  test('never unpacks what is no template, however large it would be', () => {
    const { found } = inPackage({
      'jcr_root/content/bomb.bin': new Uint8Array(60 * 1024 * 1024),
      [shipped]: utf8('a=b'),
    });
    expect(found).toHaveLength(1);
  });

  test('refuses many templates that are too large together', () => {
    const nine = new Uint8Array(9 * 1024 * 1024).fill(97);
    const names = ['aa', 'ab', 'af', 'ak', 'am'].map((language) =>
      shipped.replace('en.txt', `${language}.txt`),
    );
    expect(() => inPackage(Object.fromEntries(names.map((name) => [name, nine])))).toThrow('limit 40 MB');
  });

  test('refuses a package with more entries than any has', () => {
    const entries = Object.fromEntries(
      Array.from({ length: 50_001 }, (_, index) => [`${index}`, new Uint8Array()]),
    );
    expect(() => preview([{ path: 'p.zip', bytes: zipSync(entries, { level: 0 }) }])).toThrow(
      'POSTKEY_PACKAGE_TOO_LARGE',
    );
  });

  test.each([
    ['cut short', zipSync({ [shipped]: utf8('subject=s\n'.repeat(1000)) }).slice(0, 150)],
    ['of noise', Buffer.concat([utf8('PK\x03\x04'), Buffer.alloc(500, 0xa7)])],
    ['with nothing in it', zipSync({})],
  ])('refuses a package %s', (_, bytes) => {
    expect(() => preview([{ path: 'p.zip', bytes }])).toThrow('POSTKEY_PACKAGE_DAMAGED');
  });
});
