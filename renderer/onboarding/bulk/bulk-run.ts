import type { BulkEvent } from '../../../preload/contract/index.ts';

/** How the rows of a file fared, by their line. */
export interface BulkRun {
  readonly outcomes: ReadonlyMap<number, BulkEvent>;
}

export const freshBulk: BulkRun = { outcomes: new Map() };

export function followBulk({ outcomes }: BulkRun, event: BulkEvent): BulkRun {
  return { outcomes: new Map(outcomes).set(event.line, event) };
}
