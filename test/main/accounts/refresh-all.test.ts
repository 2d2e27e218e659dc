import { describe, expect, test } from 'vitest';
import { type RefreshOutcome, refreshAll } from '../../../main/accounts/refresh-all.ts';
import { Failure } from '../../../main/explain/failure.ts';
import { anAccount } from '../an-account.ts';

const accounts = Array.from({ length: 30 }, (_, n) =>
  anAccount({ id: `account${String(n).padStart(5, '0')}` }),
);

async function all(outcomes: AsyncIterable<RefreshOutcome>): Promise<RefreshOutcome[]> {
  const told: RefreshOutcome[] = [];
  for await (const outcome of outcomes) told.push(outcome);
  return told;
}

describe('refreshing all', () => {
  test.each([1, 4, 100])('has %d under way at most, and as many as that', async (concurrency) => {
    let running = 0;
    let most = 0;
    const refresh = async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise(setImmediate);
      running -= 1;
      return 'refreshed' as const;
    };
    const told = await all(refreshAll(accounts, refresh, { concurrency }));
    expect(new Set(told.map(({ account }) => account)).size).toBe(accounts.length);
    expect(most).toBe(Math.min(concurrency, accounts.length));
  });

  test('is not held up by one that fails or by one that is slow', async () => {
    let release: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => {
      release = resolve;
    });
    const told: RefreshOutcome[] = [];
    const refresh = async ({ id }: { id: string }) => {
      if (id === accounts[0]?.id) await slow;
      if (id === accounts[1]?.id) throw new Failure('NEEDS_SIGN_IN', { where: 'token', evidence: 'x' });
      return 'skipped' as const;
    };
    for await (const outcome of refreshAll(accounts, refresh, { concurrency: 2 })) {
      told.push(outcome);
      if (told.length === accounts.length - 1) release();
    }
    expect(told).toHaveLength(accounts.length);
    expect(told.filter(({ event }) => event === 'failed')).toEqual([
      { event: 'failed', account: accounts[1]?.id, code: 'NEEDS_SIGN_IN', failure: expect.any(Failure) },
    ]);
    expect(told.at(-1)?.account).toBe(accounts[0]?.id);
  });

  test('begins nothing after it was cancelled, and sees through what is under way', async () => {
    const controller = new AbortController();
    const begun: string[] = [];
    const refresh = async ({ id }: { id: string }) => {
      begun.push(id);
      if (begun.length === 3) controller.abort();
      await new Promise(setImmediate);
      return 'refreshed' as const;
    };
    const told = await all(refreshAll(accounts, refresh, { concurrency: 3, signal: controller.signal }));
    expect(begun).toHaveLength(3);
    expect(told).toHaveLength(3);
  });

  test('of an account named twice is told once', async () => {
    const [account = anAccount()] = accounts;
    expect(await all(refreshAll([account, account], async () => 'skipped'))).toHaveLength(1);
  });
});
