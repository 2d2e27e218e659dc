import { hash, randomBytes } from 'node:crypto';
import { existsSync, promises as files, readdirSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Failure } from '../explain/failure.ts';
import { errorCode, replaceDurably, writeFailure } from './durable-file.ts';

/** Held by one at a time among all processes that guard the same file. */
export interface Lock {
  /** @throws LockLost where another has taken it over */
  confirm(): void;
  /**
   * Replaces the guarded file durably. One that was stopped, overtaken and woken again cannot undo what was done
   * since: what it writes lies in a folder that is gone.
   *
   * @throws LockLost, Failure `WRITE_FAILED`; the old file then still stands
   */
  replace(data: Uint8Array | string): Promise<void>;
}

export interface LockOptions {
  /** Asked before each wait: whether to take the lock from a holder that is alive before long, rather than give up. */
  readonly insist?: () => boolean;
  /** Milliseconds to wait for a holder that is alive. */
  readonly patienceMs?: number;
  /** Milliseconds without a sign of life, while it was watched, after which a holder is taken for dead. */
  readonly staleMs?: number;
}

/** Thrown out of work whose lock was taken over; {@link withLock} then begins it again. */
export class LockLost extends Error {
  override readonly name = 'LockLost';
}

/** The holder's process, its machine and chance. File managers put files of their own into folders. */
const holderName = /^(?<pid>\d+)-(?<machine>[0-9a-f]{8})-[0-9a-f]{12}$/;
/** Longer than a holder may take for one token request. */
const patience = 48_000;
/** Whoever must not lose what it has waits this long out of politeness only. */
const politeness = 2_000;
const stale = 10_000;
/** Milliseconds between two signs of life. */
const heartbeat = 2_500;
/** Milliseconds between two looks: the first, how they grow, the longest. */
const looks = { first: 15, growth: 1.3, longest: 250 } as const;

/**
 * Runs `work` while no other process holds the lock of the same file. Work that finds its lock lost is run again.
 *
 * The lock is a folder with the holder's own folder in it: it comes into being under its final name with the holder
 * inside, and is taken over by renaming just that holder's folder. Of several who try either, one succeeds.
 *
 * @param path of the file to guard; it need not exist
 * @throws Failure `FILE_BUSY` where another process keeps the lock, `WRITE_FAILED` where none can be made
 */
export async function withLock<T>(
  path: string,
  work: (lock: Lock) => Promise<T> | T,
  options: LockOptions = {},
): Promise<T> {
  for (;;) {
    const held = await acquire(path, options);
    const beating = setInterval(() => void touch(held), heartbeat);
    beating.unref();
    try {
      return await work(lockOf(path, held));
    } catch (error) {
      if (!(error instanceof LockLost)) throw error;
    } finally {
      clearInterval(beating);
      await release(held);
    }
  }
}

function lockOf(path: string, held: string): Lock {
  const confirm = () => {
    if (!existsSync(held)) throw new LockLost(path);
  };
  return {
    confirm,
    async replace(data) {
      try {
        await replaceDurably(path, data, held);
      } catch (error) {
        confirm();
        throw error;
      }
    },
  };
}

/** @returns the holder's folder */
async function acquire(path: string, { insist, patienceMs, staleMs = stale }: LockOptions): Promise<string> {
  const folder = `${path}.lock`;
  const insisting = insist?.() ?? false;
  const until = performance.now() + (patienceMs ?? (insisting ? politeness : patience));
  let seen: Seen | undefined;
  for (let wait: number = looks.first; ; wait = Math.min(wait * looks.growth, looks.longest)) {
    const name = `${process.pid}-${thisMachine()}-${randomBytes(6).toString('hex')}`;
    if (await take(path, name)) return join(folder, name);

    seen = lookAgain(path, seen);
    const isEnough = performance.now() >= until;
    if (seen && (hasEnded(seen) || seen.watched >= staleMs || (isEnough && insisting))) {
      if (await takeOver(folder, seen.name, name)) return join(folder, name);
    } else if (isEnough) throw busy(path, seen);
    await pause(wait);
  }
}

interface Holder {
  readonly name: string;
  /** Its last sign of life by its own clock, milliseconds since 1970. */
  readonly touched: number;
}

interface Seen extends Holder {
  /** When it was last looked at, by our own clock. */
  readonly at: number;
  /** Milliseconds that it has been watched without a sign of life. */
  readonly watched: number;
}

function lookAgain(path: string, seen: Seen | undefined): Seen | undefined {
  const holder = look(path);
  if (!holder) return undefined;
  const at = performance.now();
  const isUnchanged = seen?.name === holder.name && seen.touched === holder.touched;
  // While the machine slept nobody could give a sign of life: no look counts for more than a second.
  const watched = isUnchanged ? seen.watched + Math.min(at - seen.at, 1_000) : 0;
  return { ...holder, at, watched };
}

/**
 * Whether the holder was a process of this machine that is no more. A mistake, such as between containers that share a
 * name, costs no more than any other take-over.
 */
function hasEnded({ name }: Holder): boolean {
  const { pid = '', machine } = holderName.exec(name)?.groups ?? {};
  if (machine !== thisMachine()) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return errorCode(error) === 'ESRCH';
  }
}

function thisMachine(): string {
  return hash('sha256', hostname()).slice(0, 8);
}

/** @returns false where it is held @throws Failure `WRITE_FAILED` */
async function take(path: string, name: string): Promise<boolean> {
  if (look(path)) return false;
  const folder = `${path}.lock`;
  const own = `${folder}.${name}`;
  try {
    // Not at once: a disk that is busy syncing makes folders wait, and with them everything else here.
    await files.mkdir(join(own, name), { recursive: true, mode: 0o700 });
    // An empty folder was let go of by its holder. POSIX replaces it; Windows wants it gone.
    if (process.platform === 'win32') await removeEmpty(folder);
    await files.rename(own, folder);
    return true;
  } catch (error) {
    await files.rm(own, { recursive: true, force: true });
    if (isTaken(error)) return false;
    throw writeFailure(path, error);
  }
}

/** What POSIX says of a folder that is not empty, and Windows of one that is there. */
function isTaken(error: unknown): boolean {
  const code = errorCode(error) ?? '';
  if (code === 'ENOTEMPTY' || code === 'EEXIST') return true;
  return process.platform === 'win32' && /^E(?:PERM|ACCES|BUSY)$/.test(code);
}

/** Who holds the lock; undefined where nobody does. */
function look(path: string): Holder | undefined {
  const folder = `${path}.lock`;
  try {
    const name = readdirSync(folder).find((each) => holderName.test(each));
    return name === undefined ? undefined : { name, touched: statSync(join(folder, name)).mtimeMs };
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw writeFailure(path, error);
  }
}

/** @returns false where the holder has let go, or another was faster, also in taking it over from here */
async function takeOver(folder: string, holder: string, name: string): Promise<boolean> {
  const held = join(folder, name);
  try {
    await files.rename(join(folder, holder), held);
    // What the one before had begun to write is nobody's now.
    for (const left of readdirSync(held)) await files.rm(join(held, left), { force: true });
  } catch {
    return false;
  }
  await touch(held);
  return true;
}

async function touch(held: string): Promise<void> {
  const now = new Date();
  try {
    await files.utimes(held, now, now);
  } catch {
    // It was taken over: the next write will find out.
  }
}

async function release(held: string): Promise<void> {
  await removeEmpty(held);
  await removeEmpty(dirname(held));
}

async function removeEmpty(folder: string): Promise<void> {
  try {
    await files.rmdir(folder);
  } catch {
    // It is gone, or another has it already; what is left of ours will be taken for dead.
  }
}

function busy(path: string, holder: Holder | undefined): Failure {
  const held = holder?.name.split('-')[0] ?? '';
  return new Failure('FILE_BUSY', {
    where: 'file',
    evidence: `POSTKEY_FILE_BUSY ${path}: held by process ${held}`,
    context: { file: path, process: held },
  });
}
