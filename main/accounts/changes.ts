/** Tells whoever watches that something about the accounts has changed; what, they look up. */
export interface Changes {
  notify(): void;
  /** Yields at once, and after every change; changes in quick succession are told once. Ends with the signal. */
  watch(signal: AbortSignal | undefined): AsyncGenerator<void>;
}

/** @param pauseMs the least time between two tellings, in milliseconds */
export function createChanges(pauseMs = 80): Changes {
  const listeners = new Set<() => void>();
  return {
    notify() {
      for (const listener of listeners) listener();
    },
    async *watch(signal) {
      let changed = true;
      let wake: () => void = () => undefined;
      const listener = () => {
        changed = true;
        wake();
      };
      listeners.add(listener);
      signal?.addEventListener('abort', listener);
      try {
        while (!signal?.aborted) {
          if (changed) {
            changed = false;
            yield;
            await new Promise((resolve) => setTimeout(resolve, pauseMs));
          } else {
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
          }
        }
      } finally {
        listeners.delete(listener);
        signal?.removeEventListener('abort', listener);
      }
    },
  };
}
