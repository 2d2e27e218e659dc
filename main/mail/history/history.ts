import { randomUUID } from 'node:crypto';
import { mkdir, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { type CheckRun, historyLimits } from '../../../preload/contract/index.ts';
import { Failure } from '../../explain/failure.ts';
import { errorCode, writeDurably, writeFailure } from '../../vault/durable-file.ts';
import { withLock } from '../../vault/lock.ts';
import type { CheckOutcome, CheckProgress } from '../progress.ts';
import { formatRun, type KeptRun, parseRun, withoutTranscripts } from './kept-run.ts';

/** What the checks of each account came to, the newest first: one file an account, one line a run. */
export interface History {
  /** Durable when it resolves. @throws Failure `WRITE_FAILED` */
  add(account: string, run: NewRun): Promise<KeptRun>;
  list(account: string): Promise<KeptRun[]>;
  /** @throws Failure `NOT_FOUND` */
  find(account: string, run: string): Promise<KeptRun>;
  clear(account: string): Promise<void>;
}

export interface NewRun {
  readonly at: string;
  readonly startedBy: CheckRun['startedBy'];
  readonly outcome: CheckOutcome;
}

/** @param folder absolute; made when it is needed */
export function createHistory(folder: string): History {
  const pathOf = (account: string) => join(folder, `${account}.jsonl`);

  async function list(account: string): Promise<KeptRun[]> {
    const text = await readIfThere(pathOf(account));
    const runs = text.split('\n').flatMap((line) => parseRun(line) ?? []);
    return runs.reverse();
  }

  return {
    list,
    async add(account, run) {
      const path = pathOf(account);
      await mkdir(folder, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
        throw writeFailure(folder, error);
      });
      const kept: KeptRun = { id: randomUUID(), ...run, transcripts: true };
      await withLock(path, async () => {
        const runs = [kept, ...(await list(account))].slice(0, historyLimits.runs);
        const lines = runs.map((one, index) =>
          formatRun(index < historyLimits.transcripts ? one : withoutTranscripts(one)),
        );
        await writeDurably(path, `${lines.reverse().join('\n')}\n`);
      });
      return kept;
    },
    async find(account, id) {
      const found = (await list(account)).find((run) => run.id === id);
      if (found) return found;
      throw new Failure('NOT_FOUND', { where: 'file', evidence: `POSTKEY_RUN_NOT_FOUND ${id}` });
    },
    async clear(account) {
      const path = pathOf(account);
      await unlink(path).catch((error: unknown) => {
        if (errorCode(error) !== 'ENOENT') throw writeFailure(path, error);
      });
    },
  };
}

/** The last good run before another. */
export function lastGoodBefore(runs: readonly KeptRun[], run: KeptRun): KeptRun | null {
  const at = runs.findIndex(({ id }) => id === run.id);
  return runs.slice(at + 1).find(({ outcome }) => outcome.ok) ?? null;
}

/** `done` of the contract: with the run's id, where it could be kept. */
export type KeptProgress =
  | CheckProgress
  | (Extract<CheckProgress, { event: 'done' }> & { readonly run: string });

/** Passes a check's events on and keeps what it came to; a check that was cancelled came to nothing. */
export async function* keepRun(
  history: History,
  account: string,
  startedBy: CheckRun['startedBy'],
  events: AsyncIterable<CheckProgress>,
): AsyncGenerator<KeptProgress, void> {
  for await (const event of events) {
    if (event.event !== 'done') {
      yield event;
      continue;
    }
    const { at, report } = event;
    // The check itself is worth showing also where the disk is full.
    const kept = await history.add(account, { at, startedBy, outcome: report }).catch(() => undefined);
    yield kept ? { ...event, run: kept.id } : event;
  }
}

async function readIfThere(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return '';
    throw new Failure(
      'VAULT_DAMAGED',
      {
        where: 'file',
        evidence: `POSTKEY_HISTORY_UNREADABLE ${errorCode(error)}: ${path}`,
        context: { file: path },
      },
      { cause: error },
    );
  }
}
