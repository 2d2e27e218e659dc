import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { lock } from 'proper-lockfile';
import { Failure } from '../explain/failure.ts';
import { errorCode, writeFailure } from './durable-file.ts';

/** A holder that has not touched its lock for this long (milliseconds) is taken for dead. */
const stale = 10_000;
/** About 48 s in all: longer than a holder may take for one token request. */
const retries = { retries: 105, factor: 1.3, minTimeout: 15, maxTimeout: 500 };

/**
 * Runs `work` while no other process holds the lock of the same file.
 *
 * @param path of the file to guard; it need not exist
 * @throws Failure `TOKEN_FAILED` where another process keeps the lock, `WRITE_FAILED` where none can be made
 */
export async function withLock<T>(path: string, work: () => Promise<T> | T): Promise<T> {
  const release = await acquire(path);
  try {
    return await work();
  } finally {
    // A lock that is gone already was taken over; there is nothing left to give back.
    await release().catch(() => undefined);
  }
}

async function acquire(path: string): Promise<() => Promise<void>> {
  try {
    return await lock(path, { realpath: false, stale, retries, onCompromised: () => undefined });
  } catch (error) {
    if (errorCode(error) === 'ENOENT' && (await makeFolder(dirname(path)))) return acquire(path);
    if (errorCode(error) !== 'ELOCKED') throw writeFailure(path, error);
    throw new Failure('TOKEN_FAILED', {
      where: 'file',
      evidence: `POSTKEY_BUSY_LOCK ${path}`,
      context: { file: path },
    });
  }
}

/** @returns false where it was there already */
async function makeFolder(folder: string): Promise<boolean> {
  try {
    return (await mkdir(folder, { recursive: true, mode: 0o700 })) !== undefined;
  } catch (error) {
    throw writeFailure(folder, error);
  }
}
