import type { Account } from '../../preload/contract/index.ts';
import { Failure } from '../explain/failure.ts';

/** How one account's refresh ended. */
export type RefreshOutcome =
  | { readonly event: 'refreshed' | 'skipped'; readonly account: string }
  | { readonly event: 'failed'; readonly account: string; readonly code: string; readonly failure: Failure };

/**
 * Refreshes accounts side by side and tells of each as it ends. One that fails does not hold up the others.
 *
 * @param concurrency requests under way at once
 * @param signal no further refresh is begun once it aborts; those under way are seen through
 */
export async function* refreshAll(
  accounts: readonly Account[],
  refresh: (account: Account) => Promise<'refreshed' | 'skipped'>,
  { concurrency = 16, signal }: { concurrency?: number; signal?: AbortSignal | undefined } = {},
): AsyncGenerator<RefreshOutcome> {
  const waiting = [...accounts];
  const running = new Map<string, Promise<RefreshOutcome>>();
  for (;;) {
    while (running.size < concurrency && !signal?.aborted) {
      const account = waiting.shift();
      if (!account) break;
      running.set(account.id, outcomeOf(account, refresh));
    }
    if (running.size === 0) return;
    const outcome = await Promise.race(running.values());
    running.delete(outcome.account);
    yield outcome;
  }
}

async function outcomeOf(
  account: Account,
  refresh: (account: Account) => Promise<'refreshed' | 'skipped'>,
): Promise<RefreshOutcome> {
  try {
    return { event: await refresh(account), account: account.id };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { event: 'failed', account: account.id, code: error.code, failure: error };
  }
}
