import { runInThisContext } from 'node:vm';

/** What a test sends to the main process, as Playwright does for the real Electron. */
export interface Question {
  readonly id: number;
  /** Source of a function of (electron, argument). */
  readonly source: string;
  readonly argument: unknown;
}

export type Answer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: string };

/** Said once, when Chromium runs. */
export interface Ready {
  readonly devtools: string;
}

/** Lets the test that started this process ask the main process anything. */
export function answerQuestions(electron: object, ready: Promise<Ready>, abandon: () => void): void {
  if (!process.send) return;
  const tell = (message: Answer | Ready) => process.send?.(message);
  ready.then(tell).catch(abandon);
  process.on('disconnect', abandon);
  process.on('message', ({ id, source, argument }: Question) => {
    Promise.resolve()
      .then(() => runInThisContext(`(${source})`)(electron, argument))
      .then(
        (value: unknown) => tell({ id, value }),
        (error: unknown) => tell({ id, error: error instanceof Error ? (error.stack ?? '') : String(error) }),
      );
  });
}
