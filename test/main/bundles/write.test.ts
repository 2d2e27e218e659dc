import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Decrypter } from 'age-encryption';
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { packBundle } from '../../../main/bundles/archive.ts';
import { isInside } from '../../../main/bundles/bundle-path.ts';
import { buildBundle } from '../../../main/bundles/bundles.ts';
import type { Bundle } from '../../../main/bundles/target.ts';
import { writeBundle } from '../../../main/bundles/write.ts';
import { bundleInput, canaries } from './bundle-input.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postkey-bundles-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const withSecrets = async () => buildBundle('aem-cloud', await bundleInput({ secrets: canaries }));
const withPlaceholders = async () => buildBundle('aem-cloud', await bundleInput());

function bundle(files: Record<string, string>): Bundle {
  const entries = Object.entries(files).map(([path, content]) => ({ path, content, secret: false }));
  return { target: 'aem-cloud', madeOn: '2026-03-01', files: entries, warnings: [] };
}

async function tree(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}

async function mode(path: string): Promise<string> {
  return ((await stat(path)).mode & 0o777).toString(8);
}

const posix = test.skipIf(process.platform === 'win32');

describe('a folder', () => {
  test('has every file and a marker, and nothing else', async () => {
    const made = await withPlaceholders();
    const out = join(folder, 'new', 'folder');
    const written = await writeBundle(made, out);
    expect(await tree(out)).toEqual(['.postkey-export.json', ...made.files.map(({ path }) => path)].sort());
    expect((await readdir(out)).filter((name) => name.startsWith('.'))).toEqual(['.postkey-export.json']);
    expect(written.path).toBe(out);
    for (const { path, bytes } of written.files) {
      expect((await stat(join(out, path))).size).toBe(bytes);
      expect(await readFile(join(out, path), 'utf8')).toBe(
        made.files.find((file) => file.path === path)?.content,
      );
    }
  });

  posix('with secrets is for its owner only', async () => {
    const out = join(folder, 'out');
    await writeBundle(await withSecrets(), out);
    expect(await mode(out)).toBe('700');
    expect(await mode(join(out, 'cloud-manager/variables.json'))).toBe('600');
  });

  posix('that was open to others is closed when secrets come in', async () => {
    const out = join(folder, 'out');
    await writeBundle(await withPlaceholders(), out);
    await writeBundle(await withSecrets(), out);
    expect(await mode(out)).toBe('700');
    expect(await mode(join(out, 'cloud-manager/variables.json'))).toBe('600');
  });

  test('may be there if it is empty', async () => {
    await writeBundle(bundle({ a: '1' }), folder);
    expect(await tree(folder)).toEqual(['.postkey-export.json', 'a']);
  });
});

describe('exporting again', () => {
  test('replaces what the earlier export wrote, and leaves the rest', async () => {
    await writeBundle(bundle({ 'kept/a': '1', 'old/deep/b': '1', 'mixed/c': '1' }), folder);
    await writeFile(join(folder, 'mixed', 'mine'), 'mine');
    await writeBundle(bundle({ 'kept/a': '2', 'new/d': '2' }), folder);
    expect(await tree(folder)).toEqual(['.postkey-export.json', 'kept/a', 'mixed/mine', 'new/d']);
    expect(await readdir(folder)).not.toContain('old');
    expect(await readFile(join(folder, 'kept/a'), 'utf8')).toBe('2');
  });

  test('does not touch a file that took the place of one removed before', async () => {
    await writeBundle(bundle({ a: '1', b: '1' }), folder);
    await writeBundle(bundle({ a: '2' }), folder);
    await writeFile(join(folder, 'b'), 'mine');
    await writeBundle(bundle({ a: '3' }), folder);
    expect(await readFile(join(folder, 'b'), 'utf8')).toBe('mine');
  });

  test('changes nothing when nothing changed', async () => {
    const contents = async () =>
      Promise.all(
        (await tree(folder)).map(async (path) => [path, await readFile(join(folder, path), 'utf8')]),
      );
    await writeBundle(await withSecrets(), folder);
    const first = await contents();
    await writeBundle(await withSecrets(), folder);
    expect(await contents()).toEqual(first);
  });

  test('clears away what an export that was killed left behind', async () => {
    await mkdir(join(folder, '.postkey-staging-dead'));
    await writeFile(join(folder, '.postkey-staging-dead', 'secret'), 'canary');
    await writeBundle(bundle({ a: '1' }), folder);
    expect(await tree(folder)).toEqual(['.postkey-export.json', 'a']);
  });
});

describe('a folder that is not ours', () => {
  const refusal = { code: 'EXPORT_FAILED', message: expect.stringMatching(/^POSTKEY_EXPORT_NOT_EMPTY /) };

  test('is left as it is', async () => {
    await writeFile(join(folder, 'theirs'), 'theirs');
    await expect(writeBundle(bundle({ a: '1' }), folder)).rejects.toMatchObject(refusal);
    expect(await tree(folder)).toEqual(['theirs']);
  });

  test.each([
    ['is not JSON', 'no'],
    ['has another format', '{"format":2,"files":[]}'],
    ['names a file outside', '{"format":1,"files":["../victim"]}'],
  ])('is not taken for ours when the marker %s', async (_, marker) => {
    const out = join(folder, 'out');
    await mkdir(out);
    await writeFile(join(folder, 'victim'), 'victim');
    await writeFile(join(out, '.postkey-export.json'), marker);
    await expect(writeBundle(bundle({ a: '1' }), out)).rejects.toMatchObject(refusal);
    expect(await tree(folder)).toEqual(['out/.postkey-export.json', 'victim']);
  });

  test('includes a file the admin put where a new one would go', async () => {
    await writeBundle(bundle({ a: '1' }), folder);
    await writeFile(join(folder, 'b'), 'mine');
    await expect(writeBundle(bundle({ a: '2', b: '2' }), folder)).rejects.toMatchObject(refusal);
    expect(await readFile(join(folder, 'a'), 'utf8')).toBe('1');
    expect(await readFile(join(folder, 'b'), 'utf8')).toBe('mine');
  });
});

describe('a path that leads elsewhere', () => {
  const refusal = { code: 'EXPORT_FAILED', message: expect.stringMatching(/^POSTKEY_EXPORT_UNSAFE_PATH /) };
  const unsafe = [
    '../a',
    'a/../../b',
    '/etc/a',
    'a//b',
    './a',
    '',
    'a/',
    'a\\b',
    'C:a',
    'a\0b',
    'a\nb',
    'NUL',
    'a/com1.txt',
  ];

  test.each(unsafe)('%j is refused for folders and archives', async (path) => {
    const out = join(folder, 'out');
    await expect(writeBundle(bundle({ ok: '1', [path]: '1' }), out)).rejects.toMatchObject(refusal);
    await expect(packBundle(bundle({ [path]: '1' }))).rejects.toMatchObject(refusal);
    expect(await readdir(folder)).toEqual([]);
  });

  test.each(['a', 'a/b.cfg.json', '.content.xml', 'console', 'ü/日本.txt'])('%j is fine', (path) => {
    expect(isInside(path)).toBe(true);
  });

  posix('through a symbolic link in an earlier export is not followed', async () => {
    const out = join(folder, 'out');
    const elsewhere = join(folder, 'elsewhere');
    await writeBundle(bundle({ 'a/b': '1', 'c/d': '1' }), out);
    await mkdir(elsewhere);
    await writeFile(join(elsewhere, 'b'), 'victim');
    await rm(join(out, 'a'), { recursive: true });
    await symlink(elsewhere, join(out, 'a'));
    await expect(writeBundle(bundle({ 'a/b': '2' }), out)).rejects.toMatchObject(refusal);
    await expect(writeBundle(bundle({ 'c/d': '2' }), out)).rejects.toMatchObject(refusal);
    expect(await readFile(join(elsewhere, 'b'), 'utf8')).toBe('victim');
  });
});

describe('a disk that refuses', () => {
  test.each(['below/a/file', 'below/a.zip'])('is reported for %s', async (name) => {
    await writeFile(join(folder, 'below'), 'a file');
    await expect(writeBundle(await withSecrets(), join(folder, name))).rejects.toMatchObject({
      code: 'WRITE_FAILED',
      facts: { where: 'file', evidence: expect.stringMatching(/ENOTDIR|EEXIST/) },
    });
    expect(await tree(folder)).toEqual(['below']);
  });

  test('keeps the folder in the way of a zip', async () => {
    await mkdir(join(folder, 'a.zip', 'inside'), { recursive: true });
    await expect(writeBundle(await withPlaceholders(), join(folder, 'a.zip'))).rejects.toMatchObject({
      code: 'WRITE_FAILED',
    });
    expect(await readdir(folder)).toEqual(['a.zip']);
    expect(await readdir(join(folder, 'a.zip'))).toEqual(['inside']);
  });

  // Root may write anywhere, so the refusals are of names: too long, and one name for a file and a folder.
  const failing = {
    'a name too long': { ['n'.repeat(300)]: '2' },
    'a failure halfway': { n: '2', 'n/c': '2' },
  };

  test.each(Object.entries(failing))('leaves nothing behind where nothing was: %s', async (_, files) => {
    const failed = writeBundle(bundle({ a: '1', ...files }), join(folder, 'made', 'out'));
    await expect(failed).rejects.toMatchObject({ code: 'WRITE_FAILED' });
    expect(await readdir(folder)).toEqual([]);
  });

  test.each(Object.entries(failing))('keeps the earlier export whole: %s', async (_, files) => {
    await writeBundle(bundle({ a: '1', b: '1' }), folder);
    const failed = writeBundle(bundle({ a: '2', ...files }), folder);
    await expect(failed).rejects.toMatchObject({ code: 'WRITE_FAILED' });
    expect((await readdir(folder)).sort()).toEqual(['.postkey-export.json', 'a', 'b']);
    expect(await readFile(join(folder, 'a'), 'utf8')).toBe('1');
  });
});

describe('a zip', () => {
  test('has exactly the files of the bundle', async () => {
    const made = await withSecrets();
    const out = join(folder, 'out.zip');
    await writeBundle(made, out);
    const entries = unzipSync(await readFile(out));
    expect(
      Object.fromEntries(Object.entries(entries).map(([path, bytes]) => [path, strFromU8(bytes)])),
    ).toEqual(Object.fromEntries(made.files.map(({ path, content }) => [path, content])));
    expect(await readdir(folder)).toEqual(['out.zip']);
  });

  test('is read by other programs', async ({ skip }) => {
    const out = join(folder, 'out.zip');
    const made = await withSecrets();
    await writeBundle(made, out);
    const listing = run('unzip', ['-Z', out]) ?? skip('unzip is not installed');
    for (const { path } of made.files) expect(listing).toContain(path);
    expect(listing).toMatch(/^-rw------- .*cloud-manager\/variables\.json$/m);
    expect(listing).toMatch(/^-rw-r--r-- .*26-Mar-01 .*README\.md$/m);
    expect(run('unzip', ['-t', out])).toContain('No errors detected');
  });

  test('is the same byte for byte, in every time zone', async () => {
    const zone = process.env['TZ'];
    const zips = [];
    for (const tz of ['UTC', 'Pacific/Kiritimati', 'America/Los_Angeles']) {
      process.env['TZ'] = tz;
      zips.push(Buffer.from((await packBundle(await withSecrets())).bytes).toString('base64'));
    }
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
    expect(new Set(zips).size).toBe(1);
  });

  posix('with secrets is for its owner only', async () => {
    const out = join(folder, 'out.zip');
    await writeBundle(await withPlaceholders(), out);
    await writeBundle(await withSecrets(), out);
    expect(await mode(out)).toBe('600');
  });
});

// Deriving a key from a passphrase is slow on purpose.
describe('a passphrase', { timeout: 30_000 }, () => {
  const passphrase = 'correct horse battery staple';

  test('seals the zip so that age opens it again', async () => {
    const made = await withSecrets();
    const { path } = await writeBundle(made, join(folder, 'out.zip'), { passphrase });
    const sealed = await readFile(path);
    expect(sealed.toString('latin1')).toMatch(/^age-encryption\.org\/v1\n-> scrypt /);
    const decrypter = new Decrypter();
    decrypter.addPassphrase(passphrase);
    const zip = await decrypter.decrypt(sealed);
    expect(Buffer.from(zip)).toEqual(Buffer.from((await packBundle(made)).bytes));
  });

  test.each(['out', 'out.zip', 'out.zip.age', 'out/'])('makes %s out.zip.age', async (name) => {
    const written = await writeBundle(bundle({ a: '1' }), join(folder, name), { passphrase });
    expect(written.path).toBe(join(folder, 'out.zip.age'));
    expect(await readdir(folder)).toEqual(['out.zip.age']);
  });

  posix('makes a file for its owner only', async () => {
    const { path } = await writeBundle(await withSecrets(), join(folder, 'out'), { passphrase });
    expect(await mode(path)).toBe('600');
  });

  test.each([
    ['is missing for a sealed file', 'out.zip.age', {}],
    ['is empty', 'out.zip', { passphrase: '' }],
  ])('that %s is an error', async (_, name, options) => {
    await expect(writeBundle(await withSecrets(), join(folder, name), options)).rejects.toMatchObject({
      code: 'EXPORT_FAILED',
      message: expect.stringMatching(/^POSTKEY_EXPORT_NO_PASSPHRASE /),
    });
    expect(await readdir(folder)).toEqual([]);
  });
});

/** @returns undefined where the program is not installed */
function run(program: string, args: readonly string[]): string | undefined {
  try {
    return execFileSync(program, args, { encoding: 'utf8' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
