/** Why work was given up before its end. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  readonly by: 'deadline' | 'cancel';

  constructor(by: 'deadline' | 'cancel') {
    super(by);
    this.by = by;
  }
}

/** One limit for everything a connection does, whichever phase uses the time up. */
export interface Deadline {
  readonly milliseconds: number;
  /** Aborts at the deadline or on cancel; its reason is an `Interrupted`. */
  readonly signal: AbortSignal;
  /** Settles as `work` does, or rejects with `Interrupted`, whichever comes first. */
  race<T>(work: Promise<T>): Promise<T>;
  /** Stops the timer and lets go of the cancel signal. */
  clear(): void;
}

/** Starts the one deadline of a conversation; `clear` has to follow. @param cancel ends it as well */
export function startDeadline(milliseconds: number, cancel?: AbortSignal): Deadline {
  const controller = new AbortController();
  const { signal } = controller;
  const interrupt = (by: 'deadline' | 'cancel') => controller.abort(new Interrupted(by));
  const onCancel = () => interrupt('cancel');
  const timer = setTimeout(() => interrupt('deadline'), milliseconds);
  if (cancel?.aborted) onCancel();
  cancel?.addEventListener('abort', onCancel, { once: true });

  return {
    milliseconds,
    signal,
    race: (work) => raceWith(signal, work),
    clear() {
      clearTimeout(timer);
      cancel?.removeEventListener('abort', onCancel);
    },
  };
}

function raceWith<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
