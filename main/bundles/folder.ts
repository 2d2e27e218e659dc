import { chmod, lstat, mkdir, mkdtemp, readdir, readFile, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { Failure } from '../explain/failure.ts';
import { assertInside, ignoreMissing, isInside, locate } from './bundle-path.ts';
import { writeDurably } from './durable.ts';
import { type Bundle, contentBytes } from './target.ts';

/** Says which files of a folder an export wrote, so that the next one replaces these and nothing else. */
const markerName = '.postkey-export.json';
const stagingPrefix = '.postkey-staging-';

const Marker = z.object({
  format: z.literal(1),
  files: z.array(z.string().refine(isInside)).max(10_000),
});

/**
 * Writes a bundle as a folder, in place of an earlier export or as a new one.
 *
 * All files are first written in full beside the old ones and then renamed into place: where the disk refuses, what
 * was there before is still there. The marker goes first, so that an export that was killed can be repeated.
 *
 * @throws Failure `EXPORT_FAILED`, and what the file system says
 */
export async function writeFolder(bundle: Bundle, root: string): Promise<void> {
  const paths = bundle.files.map(({ path }) => path);
  assertInside(paths);
  const secret = bundle.files.some((entry) => entry.secret);
  const made = await mkdir(root, { recursive: true, mode: secret ? 0o700 : 0o777 });
  try {
    const earlier = await earlierFiles(root);
    await assertFree(root, paths, earlier);
    if (secret) await chmod(root, 0o700);
    await removeLeftovers(root);
    await inStaging(root, async (staging) => {
      await stage(staging, bundle);
      await placeMarker(staging, root, [...new Set([...paths, ...earlier])]);
      await moveIntoPlace(staging, root, paths);
      await removeStale(root, earlier, paths);
      await placeMarker(staging, root, paths);
    });
  } catch (error) {
    if (made) await rm(made, { recursive: true, force: true });
    throw error;
  }
}

async function earlierFiles(root: string): Promise<readonly string[]> {
  const names = (await readdir(root)).filter((name) => !name.startsWith(stagingPrefix));
  if (names.length === 0) return [];
  const text = await readFile(join(root, markerName), 'utf8').catch(ignoreMissing);
  const marker = Marker.safeParse(parseJson(text));
  if (!marker.success) throw notEmpty(root);
  return marker.data.files;
}

function parseJson(text = ''): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A file that no export wrote is the admin's own, also inside the folder of an earlier export. */
async function assertFree(root: string, paths: readonly string[], earlier: readonly string[]): Promise<void> {
  for (const path of paths) {
    const target = await locate(root, path);
    if (earlier.includes(path)) continue;
    if (await lstat(target).catch(ignoreMissing)) throw notEmpty(target);
  }
}

async function inStaging(root: string, work: (staging: string) => Promise<void>): Promise<void> {
  const staging = await mkdtemp(join(root, stagingPrefix));
  try {
    await work(staging);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** An export that was killed leaves its staging folder behind, maybe with secrets in it. */
async function removeLeftovers(root: string): Promise<void> {
  const leftovers = (await readdir(root)).filter((name) => name.startsWith(stagingPrefix));
  await Promise.all(leftovers.map((name) => rm(join(root, name), { recursive: true, force: true })));
}

async function placeMarker(staging: string, root: string, files: readonly string[]): Promise<void> {
  const staged = join(staging, markerName);
  const marker: z.infer<typeof Marker> = { format: 1, files: [...files] };
  await writeDurably(staged, new TextEncoder().encode(`${JSON.stringify(marker, null, 2)}\n`), 0o666);
  await rename(staged, join(root, markerName));
}

async function stage(staging: string, bundle: Bundle): Promise<void> {
  for (const entry of bundle.files) {
    const target = join(staging, entry.path);
    await mkdir(dirname(target), { recursive: true });
    await writeDurably(target, contentBytes(entry), entry.secret ? 0o600 : 0o666);
  }
}

async function moveIntoPlace(staging: string, root: string, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const target = await locate(root, path);
    await mkdir(dirname(target), { recursive: true });
    await rename(join(staging, path), target);
  }
}

/** Removes what the earlier export wrote and this one does not have, and the folders that are empty without it. */
async function removeStale(
  root: string,
  earlier: readonly string[],
  current: readonly string[],
): Promise<void> {
  for (const path of earlier.filter((name) => !current.includes(name))) {
    await rm(await locate(root, path), { force: true });
    const folders = path.split('/').slice(0, -1);
    for (let depth = folders.length; depth > 0; depth -= 1) {
      const removed = await removeIfEmpty(join(root, ...folders.slice(0, depth)));
      if (!removed) break;
    }
  }
}

async function removeIfEmpty(folder: string): Promise<boolean> {
  try {
    await rmdir(folder);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOTEMPTY' || code === 'EEXIST') return false;
    if (code === 'ENOENT') return true;
    throw error;
  }
}

function notEmpty(file: string): Failure {
  return new Failure('EXPORT_FAILED', {
    where: 'file',
    evidence: `POSTKEY_EXPORT_NOT_EMPTY ${file}`,
    context: { file },
  });
}
