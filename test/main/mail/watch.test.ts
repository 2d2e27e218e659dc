import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createWatch, keepWatch, type WatchOutcome } from '../../../main/mail/watch.ts';
import { anAccount } from '../an-account.ts';
import { failureOf } from '../failure-of.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const account = anAccount();
const never = new AbortController().signal;
const MINUTE = 60_000;

async function rig() {
  const path = join(await temporaryFolder(), 'watch.json');
  const state = { now: Date.UTC(2026, 10, 21), outcome: { ok: true, run: null } as WatchOutcome, checks: 0 };
  const told: boolean[] = [];
  const make = () =>
    createWatch({
      path,
      accounts: () => [account],
      check: async () => {
        state.checks += 1;
        return state.outcome;
      },
      now: () => state.now,
      changed: (_account, { ok }) => told.push(ok),
    });
  return { path, state, told, make, watch: make() };
}

describe('a check on a schedule', () => {
  it('is off until somebody wants it', async () => {
    const { watch, state } = await rig();
    await watch.round(never);
    expect(state.checks).toBe(0);
    expect(await watch.get(account.id)).toEqual({ every: 'off', roundTrip: false, last: null, nextAt: null });
  });

  it.each([
    ['15m', 15],
    ['1h', 60],
    ['6h', 360],
    ['24h', 1440],
  ] as const)('runs at once and then every %s', async (every, minutes) => {
    const { watch, state } = await rig();
    await watch.set(account.id, { every, roundTrip: true });
    await watch.round(never);
    state.now += minutes * MINUTE - 1;
    await watch.round(never);
    expect(state.checks).toBe(1);
    state.now += 1;
    await watch.round(never);
    expect(state.checks).toBe(2);
  });

  it('tells of changes only', async () => {
    const { watch, state, told } = await rig();
    await watch.set(account.id, { every: '15m', roundTrip: false });
    for (const ok of [true, true, false, false, true]) {
      state.outcome = { ok, run: null };
      await watch.round(never);
      state.now += 15 * MINUTE;
    }
    expect(told).toEqual([false, true]);
  });

  it('tells of a first one that fails', async () => {
    const { watch, state, told } = await rig();
    state.outcome = { ok: false, run: null };
    await watch.set(account.id, { every: '1h', roundTrip: false });
    await watch.round(never);
    expect(told).toEqual([false]);
  });

  it('remembers across starts what the last one came to', async () => {
    const { watch, make, state, told } = await rig();
    await watch.set(account.id, { every: '15m', roundTrip: true });
    state.outcome = { ok: false, run: null };
    await watch.round(never);
    state.now += 15 * MINUTE;
    await make().round(never);
    expect(told).toEqual([false]);
    expect(await make().get(account.id)).toMatchObject({
      every: '15m',
      roundTrip: true,
      last: { ok: false },
    });
  });

  it('is done once where two processes look at the same time', async () => {
    const { watch, make, state } = await rig();
    await watch.set(account.id, { every: '15m', roundTrip: false });
    await Promise.all([watch.round(never), make().round(never)]);
    expect(state.checks).toBe(1);
  });

  it('is forgotten with its account', async () => {
    const { watch, state } = await rig();
    await watch.set(account.id, { every: '15m', roundTrip: false });
    await watch.forget(account.id);
    await watch.round(never);
    expect(state.checks).toBe(0);
  });

  it('names its file where that was damaged', async () => {
    const { watch, path } = await rig();
    await writeFile(path, '{');
    expect(await failureOf(watch.get(account.id))).toMatchObject({
      code: 'VAULT_DAMAGED',
      facts: { context: { file: path } },
    });
  });
});

describe('for as long as the app is up', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is looked at every minute, and once soon after the last change of its settings', async () => {
    vi.useFakeTimers();
    let rounds = 0;
    const listeners = new Set<() => void>();
    const change = () => {
      for (const listener of listeners) listener();
    };
    const round = async () => {
      rounds += 1;
    };
    const onSet = (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    };
    const stop = keepWatch({ round, onSet });
    change();
    await vi.advanceTimersByTimeAsync(4_000);
    change();
    await vi.advanceTimersByTimeAsync(4_999);
    expect(rounds).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(rounds).toBe(1);
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(rounds).toBe(2);
    change();
    stop();
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    expect(rounds).toBe(2);
  });

  it('tells whoever listens that settings were changed', async () => {
    const { watch } = await rig();
    let told = 0;
    const end = watch.onSet(() => {
      told += 1;
    });
    await watch.set(account.id, { every: '1h', roundTrip: false });
    end();
    await watch.set(account.id, { every: '6h', roundTrip: false });
    expect(told).toBe(1);
  });
});
