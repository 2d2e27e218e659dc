/** Joins what several producers report into one async iteration. */
export class EventQueue<T> {
  readonly #events: T[] = [];
  #wake: (() => void) | undefined;

  readonly push = (event: T): void => {
    this.#events.push(event);
    this.#wake?.();
  };

  /** Yields events until `producers` has settled and nothing is left; then throws what it threw. */
  async *until(producers: Promise<unknown>): AsyncGenerator<T, void> {
    let settled = false;
    const settle = () => {
      settled = true;
      this.#wake?.();
    };
    producers.then(settle, settle);
    for (;;) {
      for (let event = this.#events.shift(); event !== undefined; event = this.#events.shift()) yield event;
      if (settled) break;
      await new Promise<void>((wake) => {
        this.#wake = wake;
      });
    }
    await producers;
  }
}

/** A generator's own `return` would wait for the event being awaited; this one makes it come. */
export function closingAborts<T>(
  events: AsyncGenerator<T, void>,
  controller: AbortController,
): AsyncGenerator<T, void> {
  const finish = events.return.bind(events);
  return Object.assign(events, {
    return(value: undefined) {
      controller.abort();
      return finish(value);
    },
  });
}
