import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import {
  type Account,
  AccountId,
  IsoInstant,
  RunId,
  type WatchInterval,
  WatchSettings,
  type WatchState,
} from '../../preload/contract/index.ts';
import { Failure } from '../explain/failure.ts';
import { errorCode, writeDurably, writeFailure } from '../vault/durable-file.ts';
import { withLock } from '../vault/lock.ts';
import type { CheckOutcome } from './progress.ts';

/** Milliseconds. */
const intervals: Readonly<Record<Exclude<WatchInterval, 'off'>, number>> = {
  '15m': 900_000,
  '1h': 3_600_000,
  '6h': 21_600_000,
  '24h': 86_400_000,
};
/** Milliseconds between two looks at what is due. */
const TICK = 60_000;
/** Milliseconds after the last change of the settings until what is due is looked at. */
const SOON = 5_000;
/** Milliseconds after which a check that another process began is taken for lost. */
const LOST = 900_000;

const off: WatchSettings = { every: 'off', roundTrip: false };

const KeptWatch = WatchSettings.extend({
  last: z.object({ at: IsoInstant, ok: z.boolean(), run: RunId.nullable() }).nullable(),
  /** When a check was last begun, so that two processes do not do it twice. */
  begunAt: IsoInstant.nullable(),
});
type KeptWatch = z.infer<typeof KeptWatch>;

const WatchDocument = z.record(AccountId, KeptWatch);

export interface WatchOutcome {
  readonly ok: boolean;
  readonly run: string | null;
  /** Why there was no check at all, or what it came to. */
  readonly failure?: Failure | undefined;
}

export interface WatchOptions {
  /** Absolute path of the file that keeps settings and what the last checks came to. */
  readonly path: string;
  readonly accounts: () => readonly Account[];
  readonly check: (account: Account, settings: WatchSettings, signal: AbortSignal) => Promise<WatchOutcome>;
  readonly now: () => number;
  /** Called where the outcome is another than the one before; the first counts where it failed. */
  readonly changed: (account: Account, outcome: WatchOutcome) => void;
}

/** Checks on a schedule, for as long as the app runs. */
export interface Watch {
  get(account: string): Promise<WatchState>;
  /** @throws Failure `WRITE_FAILED` */
  set(account: string, settings: WatchSettings): Promise<WatchState>;
  forget(account: string): Promise<void>;
  /** Checks what is due, one account after the other. */
  round(signal: AbortSignal): Promise<void>;
  /** Calls back whenever settings were changed here. @returns ends it */
  onSet(listener: () => void): () => void;
}

export function createWatch({ path, accounts, check, now, changed }: WatchOptions): Watch {
  const instant = () => new Date(now()).toISOString();
  const listeners = new Set<() => void>();

  async function get(account: string): Promise<WatchState> {
    return stateOf((await read(path))[account], now());
  }

  async function change(account: string, apply: (kept: KeptWatch) => KeptWatch | undefined): Promise<void> {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 }).catch((error: unknown) => {
      throw writeFailure(path, error);
    });
    await withLock(path, async () => {
      const document = await read(path);
      const { [account]: kept = { ...off, last: null, begunAt: null }, ...others } = document;
      const next = apply(kept);
      await writeDurably(path, JSON.stringify({ ...others, ...(next && { [account]: next }) }));
    });
  }

  /** @returns whether it is due and nobody else has begun it */
  async function begin(account: string): Promise<KeptWatch | undefined> {
    if (!isDue((await read(path))[account], now())) return undefined;
    let begun: KeptWatch | undefined;
    await change(account, (kept) => {
      if (!isDue(kept, now())) return kept;
      begun = kept;
      return { ...kept, begunAt: instant() };
    });
    return begun;
  }

  async function checkIfDue(account: Account, signal: AbortSignal): Promise<void> {
    const before = await begin(account.id);
    if (!before) return;
    const outcome = await check(account, { every: before.every, roundTrip: before.roundTrip }, signal);
    if (signal.aborted) return;
    const last = { at: instant(), ok: outcome.ok, run: outcome.run };
    await change(account.id, (kept) => ({ ...kept, last, begunAt: null }));
    if (outcome.ok !== (before.last?.ok ?? true)) changed(account, outcome);
  }

  return {
    get,
    async set(account, { every, roundTrip }) {
      await change(account, (kept) => ({ ...kept, every, roundTrip, begunAt: null }));
      for (const listener of listeners) listener();
      return get(account);
    },
    forget: (account) => change(account, () => undefined),
    async round(signal) {
      for (const account of accounts()) {
        if (signal.aborted) return;
        await checkIfDue(account, signal);
      }
    },
    onSet(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/**
 * Runs the watch for as long as the app is up: every minute, and soon after somebody has changed its settings.
 *
 * @returns ends it, and the check that is running
 */
export function keepWatch(watch: Pick<Watch, 'round' | 'onSet'>): () => void {
  const ended = new AbortController();
  let running = false;
  const tick = async () => {
    if (running) return;
    running = true;
    try {
      await watch.round(ended.signal);
    } catch {
      // The disk or the accounts file cannot be used now; the pages that show them say so.
    } finally {
      running = false;
    }
  };
  const timer = setInterval(tick, TICK);
  timer.unref();
  let soon: NodeJS.Timeout | undefined;
  const unsubscribe = watch.onSet(() => {
    clearTimeout(soon);
    soon = setTimeout(tick, SOON).unref();
  });
  return () => {
    unsubscribe();
    clearTimeout(soon);
    clearInterval(timer);
    ended.abort();
  };
}

/** The worst of what a check came to. */
export function failureIn({ protocols, roundTrip }: CheckOutcome): Failure | undefined {
  const steps = Object.values(protocols).flatMap(({ steps }) => steps);
  return steps.find(({ ok }) => !ok)?.failure ?? roundTrip?.failure;
}

function nextAt({ every, last }: KeptWatch): number | null {
  if (every === 'off') return null;
  return last ? Date.parse(last.at) + intervals[every] : 0;
}

function isDue(kept: KeptWatch | undefined, now: number): boolean {
  const due = kept ? nextAt(kept) : null;
  if (!kept || due === null || due > now) return false;
  return kept.begunAt === null || now - Date.parse(kept.begunAt) > LOST;
}

function stateOf(kept: KeptWatch | undefined, now: number): WatchState {
  const { every, roundTrip, last } = kept ?? { ...off, last: null };
  const due = kept ? nextAt(kept) : null;
  return { every, roundTrip, last, nextAt: due === null ? null : new Date(Math.max(due, now)).toISOString() };
}

async function read(path: string): Promise<Readonly<Record<string, KeptWatch>>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return {};
    throw damaged(path, error);
  }
  try {
    return WatchDocument.parse(JSON.parse(text));
  } catch (error) {
    throw damaged(path, error);
  }
}

function damaged(path: string, cause: unknown): Failure {
  return new Failure(
    'VAULT_DAMAGED',
    { where: 'file', evidence: `POSTKEY_WATCH_FILE_DAMAGED ${path}`, context: { file: path } },
    { cause },
  );
}
