import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createDurably, syncFolder, writeDurably } from '../../../main/vault/durable-file.ts';
import { failureOf } from '../failure-of.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { canMount, mountSmallDisk } from './full-disk.ts';

describe('a durable write', () => {
  test('leaves the new file, for its owner only, and nothing else', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'record');
    await writeDurably(path, 'old');
    await writeDurably(path, 'new');
    expect(await readFile(path, 'utf8')).toBe('new');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['record']);
  });

  test.each([
    [
      'the folder is a file',
      'ENOTDIR',
      async (folder: string) => {
        await writeFile(join(folder, 'file'), '');
        return join(folder, 'file', 'record');
      },
    ],
    ['there is no folder', 'ENOENT', async (folder: string) => join(folder, 'missing', 'record')],
    [
      'a folder stands in its place',
      'EISDIR',
      async (folder: string) => {
        await mkdir(join(folder, 'record'));
        return join(folder, 'record');
      },
    ],
  ])('is refused by name where %s', async (_, reason, place) => {
    const path = await place(await temporaryFolder());
    const { code, facts } = await failureOf(writeDurably(path, 'new'));
    expect(code).toBe('WRITE_FAILED');
    expect(facts.evidence).toBe(`POSTKEY_WRITE_FAILED ${reason}: ${path}`);
    expect(facts.context).toEqual({ file: path, reason });
  });

  test.runIf(canMount())('leaves the old file and no other where the disk is full', async () => {
    const folder = await temporaryFolder();
    mountSmallDisk(folder);
    const path = join(folder, 'record');
    await writeDurably(path, 'old');
    const { code, facts } = await failureOf(writeDurably(path, Buffer.alloc(200_000)));
    expect([code, facts.context?.['reason']]).toEqual(['WRITE_FAILED', 'ENOSPC']);
    expect(await readFile(path, 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['record']);
  });

  test.runIf(canMount())('names its own file where the disk is read-only', async () => {
    const folder = await temporaryFolder();
    const disk = mountSmallDisk(folder);
    const path = join(folder, 'record');
    await writeDurably(path, 'old');
    disk.readOnly(true);
    expect((await failureOf(writeDurably(path, 'new'))).facts.context).toEqual({
      file: path,
      reason: 'EROFS',
    });
    expect(await readFile(path, 'utf8')).toBe('old');
  });
});

describe('creating a file durably', () => {
  test('succeeds for exactly one of many at once, whose content stays', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'header');
    const first = await Promise.all(Array.from({ length: 20 }, (_, n) => createDurably(path, `by ${n}`)));
    expect(first.filter(Boolean)).toHaveLength(1);
    expect(await readFile(path, 'utf8')).toBe(`by ${first.indexOf(true)}`);
    expect(await readdir(folder)).toEqual(['header']);
  });
});

describe('syncing a folder', () => {
  test('is shared by those who ask while another sync is under way', async () => {
    const folder = await temporaryFolder();
    const first = syncFolder(folder);
    // The first one has begun once its microtasks ran: whoever asks from here on needs another.
    await Promise.resolve().then(() => undefined);
    const asked = Array.from({ length: 50 }, () => syncFolder(folder));
    expect(new Set(asked).size).toBe(1);
    expect(asked[0]).not.toBe(first);
    await Promise.all([first, ...asked]);
    expect(asked[0]).not.toBe(syncFolder(folder));
  });

  test('that fails does not fail the next', async () => {
    const folder = join(await temporaryFolder(), 'later');
    await expect(syncFolder(folder)).rejects.toThrow('ENOENT');
    await mkdir(folder);
    await expect(syncFolder(folder)).resolves.toBeUndefined();
  });
});
