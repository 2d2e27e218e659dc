import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../explain/failure.ts';

const windowsDevice = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** Whether a path stays inside the folder it is joined to, on every system. */
export function isInside(path: string): boolean {
  return path.split('/').every(isPlainName);
}

function isPlainName(segment: string): boolean {
  return (
    segment !== '' &&
    segment !== '.' &&
    segment !== '..' &&
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a file name must not have
    !/[\\:*?"<>|\u0000-\u001f\u007f]/.test(segment) &&
    !windowsDevice.test(segment)
  );
}

/** @throws Failure `EXPORT_FAILED` where a path would leave the folder or archive */
export function assertInside(paths: readonly string[]): void {
  const stray = paths.find((path) => !isInside(path));
  if (stray !== undefined) throw unsafePath(stray);
}

/**
 * Joins a bundle path to a folder of the disk.
 *
 * @throws Failure `EXPORT_FAILED` where a symbolic link or a file on the way would lead elsewhere
 */
export async function locate(root: string, path: string): Promise<string> {
  assertInside([path]);
  const folders = path.split('/').slice(0, -1);
  let way = root;
  for (const folder of folders) {
    way = join(way, folder);
    const found = await lstat(way).catch(ignoreMissing);
    if (found && !found.isDirectory()) throw unsafePath(way);
  }
  return join(root, path);
}

/** For `catch`: turns "there is no such file" into undefined and throws all else. */
export function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

function unsafePath(path: string): Failure {
  return new Failure('EXPORT_FAILED', {
    where: 'file',
    evidence: `POSTKEY_EXPORT_UNSAFE_PATH ${path}`,
    context: { file: path },
  });
}
