import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createChanges } from '../../../main/accounts/changes.ts';

const pause = 80;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('watching for changes', () => {
  test('tells at once, and of changes in quick succession once', async () => {
    const changes = createChanges(pause);
    const { signal } = new AbortController();
    const watch = changes.watch(signal);
    await watch.next();
    for (let count = 0; count < 100; count += 1) changes.notify();
    const second = watch.next();
    await vi.advanceTimersByTimeAsync(pause);
    expect((await second).done).toBe(false);

    let told = false;
    const third = watch.next().then(() => {
      told = true;
    });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(told).toBe(false);
    changes.notify();
    await third;
    await watch.return(undefined);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  test('misses no change that comes while the last one is being told', async () => {
    const changes = createChanges(pause);
    const watch = changes.watch(undefined);
    await watch.next();
    for (let turn = 0; turn < 20; turn += 1) {
      changes.notify();
      const next = watch.next();
      await vi.advanceTimersByTimeAsync(pause);
      expect((await next).done).toBe(false);
    }
  });

  test('ends with its signal and leaves no listener behind', async () => {
    const changes = createChanges(pause);
    const controller = new AbortController();
    const told = [0, 0];
    const watchers = [0, 1].map(async (index) => {
      for await (const _ of changes.watch(controller.signal)) told[index] = (told[index] ?? 0) + 1;
    });
    await vi.advanceTimersByTimeAsync(10 * pause);
    controller.abort();
    await Promise.all(watchers);
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
    changes.notify();
    expect(told).toEqual([1, 1]);
  });

  test('that was over before it began tells nothing', async () => {
    expect((await createChanges().watch(AbortSignal.abort()).next()).done).toBe(true);
  });
});
