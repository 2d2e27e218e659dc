import { randomBytes } from 'node:crypto';
import { close, fsync, link, open, rename, unlink, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Failure } from '../explain/failure.ts';

/**
 * Writes a file so that, whatever happens, a reader finds either all of the old or all of the new: temporary file,
 * fsync, rename, fsync of the folder.
 *
 * @param mode permission bits of the new file
 * @throws Failure `WRITE_FAILED`; the old file is then still there
 */
export async function writeDurably(path: string, data: Uint8Array | string, mode = 0o600): Promise<void> {
  await placeDurably(path, data, mode, system.rename);
}

/**
 * As {@link writeDurably}, but only where there is no file yet.
 *
 * @returns false where another process was first
 */
export async function createDurably(path: string, data: Uint8Array | string, mode = 0o600): Promise<boolean> {
  try {
    await placeDurably(path, data, mode, async (temporary, target) => {
      await system.link(temporary, target);
      await system.unlink(temporary);
    });
    return true;
  } catch (error) {
    if (error instanceof Failure && errorCode(error.cause) === 'EEXIST') return false;
    throw error;
  }
}

/**
 * As {@link writeDurably}, by way of a temporary file in another folder of the same disk: once that is gone, nothing
 * is replaced any more.
 */
export async function replaceDurably(path: string, data: Uint8Array | string, by: string): Promise<void> {
  await placeDurably(path, data, 0o600, system.rename, by);
}

async function placeDurably(
  path: string,
  data: Uint8Array | string,
  mode: number,
  place: (temporary: string, target: string) => Promise<void>,
  folder = dirname(path),
): Promise<void> {
  const temporary = temporaryName(path, folder);
  try {
    await writeAndSync(temporary, data, mode);
    await place(temporary, path);
    await syncFolder(dirname(path));
  } catch (error) {
    // What stopped the write is what matters; a temporary file that cannot be removed either is swept away later.
    await system.unlink(temporary).catch(() => undefined);
    throw writeFailure(path, error);
  }
}

function temporaryName(path: string, folder: string): string {
  return join(folder, `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
}

async function writeAndSync(path: string, data: Uint8Array | string, mode: number): Promise<void> {
  const file = await system.open(path, 'wx', mode);
  try {
    // Into the system's memory: the way to another thread and back would take longer.
    writeFileSync(file, data);
    await system.fsync(file);
  } finally {
    await system.close(file);
  }
}

/** Lighter than the handles of `fs/promises`; each waits for the disk's journal while another file is synced. */
const system = {
  open: promisify(open),
  fsync: promisify(fsync),
  close: promisify(close),
  rename: promisify(rename),
  link: promisify(link),
  unlink: promisify(unlink),
};

const waitingSyncs = new Map<string, Promise<void>>();
const runningSyncs = new Map<string, Promise<void>>();

/**
 * Makes the names in a folder durable. A sync that has not started yet covers everyone who asks before it does, so
 * that many writers share one (group commit).
 */
export function syncFolder(folder: string): Promise<void> {
  const waiting = waitingSyncs.get(folder);
  if (waiting) return waiting;
  const previous = runningSyncs.get(folder) ?? Promise.resolve();
  const next = previous
    .catch(() => undefined)
    .then(() => {
      waitingSyncs.delete(folder);
      const running = syncFolderNow(folder).finally(() => {
        if (runningSyncs.get(folder) === running) runningSyncs.delete(folder);
      });
      runningSyncs.set(folder, running);
      return running;
    });
  waitingSyncs.set(folder, next);
  return next;
}

async function syncFolderNow(folder: string): Promise<void> {
  // Windows cannot open a folder; NTFS journals the rename itself.
  if (process.platform === 'win32') return;
  const handle = await system.open(folder, 'r');
  try {
    await system.fsync(handle);
  } finally {
    await system.close(handle);
  }
}

/** The failure of a write, naming the file and the system's reason. */
export function writeFailure(path: string, cause: unknown): Failure {
  if (cause instanceof Failure) return cause;
  const reason = errorCode(cause) ?? 'unknown reason';
  return new Failure(
    'WRITE_FAILED',
    { where: 'file', evidence: `POSTKEY_WRITE_FAILED ${reason}: ${path}`, context: { file: path, reason } },
    { cause },
  );
}

/** Node's `code` of a system error (`ENOSPC`, `EACCES` …). */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
