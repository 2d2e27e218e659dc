import { useCallback, useEffect, useRef, useState } from 'react';

export type RunStatus = 'idle' | 'running' | 'done' | 'failed' | 'cancelled';

export interface Run<Event, State> {
  readonly status: RunStatus;
  readonly state: State;
  readonly error: unknown;
  /** Begins anew; a run that is still going is cancelled first. */
  start(open: (signal: AbortSignal) => Promise<AsyncIterable<Event>>): void;
  cancel(): void;
}

interface Snapshot<State> {
  readonly status: RunStatus;
  readonly state: State;
  readonly error: unknown;
}

/**
 * Follows one event iterator of the contract: long work that shows progress and can be cancelled. Leaving the page
 * cancels it.
 *
 * @param reduce gets the milliseconds since the start as its third argument
 */
export function useRun<Event, State>(
  initial: State,
  reduce: (state: State, event: Event, elapsedMs: number) => State,
): Run<Event, State> {
  const [snapshot, setSnapshot] = useState<Snapshot<State>>({ status: 'idle', state: initial, error: null });
  const running = useRef<AbortController | null>(null);
  const latest = useRef({ initial, reduce });
  latest.current = { initial, reduce };

  useEffect(() => () => running.current?.abort(), []);

  const start = useCallback((open: (signal: AbortSignal) => Promise<AsyncIterable<Event>>) => {
    running.current?.abort();
    const own = new AbortController();
    running.current = own;
    const startedAt = performance.now();
    setSnapshot({ status: 'running', state: latest.current.initial, error: null });

    const take = (event: Event) => {
      const elapsed = performance.now() - startedAt;
      setSnapshot((last) => ({ ...last, state: latest.current.reduce(last.state, event, elapsed) }));
    };
    const end = (status: RunStatus, error: unknown = null) => {
      if (!own.signal.aborted) setSnapshot((last) => ({ ...last, status, error }));
    };
    follow(open, own.signal, take).then(
      () => end('done'),
      (error: unknown) => end('failed', error),
    );
  }, []);

  const cancel = useCallback(() => {
    running.current?.abort();
    setSnapshot((last) => (last.status === 'running' ? { ...last, status: 'cancelled' } : last));
  }, []);

  return { ...snapshot, start, cancel };
}

async function follow<Event>(
  open: (signal: AbortSignal) => Promise<AsyncIterable<Event>>,
  signal: AbortSignal,
  take: (event: Event) => void,
): Promise<void> {
  for await (const event of await open(signal)) {
    if (signal.aborted) return;
    take(event);
  }
}
