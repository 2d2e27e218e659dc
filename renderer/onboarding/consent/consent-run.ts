import type { ConsentEvent } from '../../../preload/contract/index.ts';

type Opened = Extract<ConsentEvent, { event: 'open' }>;
type Device = Extract<ConsentEvent, { event: 'device' }>;
type Paste = Extract<ConsentEvent, { event: 'paste' }>;
type Done = Extract<ConsentEvent, { event: 'done' }>;
type Warning = Extract<ConsentEvent, { event: 'warning' }>['finding'];

/** One sign-in attempt as far as it has come. */
export interface ConsentRun {
  /** What it may fail of, told beforehand. */
  readonly warnings: readonly Warning[];
  /** What the person is asked to do; null until that is known. */
  readonly asked: Opened | Device | Paste | null;
  readonly strays: number;
  /** A stray carried another attempt's state: most likely an older tab. */
  readonly strayState: boolean;
  readonly exchanging: boolean;
  readonly done: Done | null;
}

export const freshConsent: ConsentRun = {
  warnings: [],
  asked: null,
  strays: 0,
  strayState: false,
  exchanging: false,
  done: null,
};

export function followConsent(run: ConsentRun, event: ConsentEvent): ConsentRun {
  switch (event.event) {
    case 'warning':
      return { ...run, warnings: [...run.warnings, event.finding] };
    case 'open':
    case 'device':
    case 'paste':
      return { ...run, asked: event };
    case 'stray':
      return {
        ...run,
        strays: run.strays + 1,
        strayState: run.strayState || event.reason === 'state',
      };
    case 'exchanging':
      return { ...run, exchanging: true };
    case 'done':
      return { ...run, exchanging: false, done: event };
  }
}
