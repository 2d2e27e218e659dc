import type { BulkEvent, BulkRow } from '../../../preload/contract/index.ts';

/** How the rows of a file fared, by their line. */
export interface BulkRun {
  readonly outcomes: ReadonlyMap<number, BulkEvent>;
}

export const freshBulk: BulkRun = { outcomes: new Map() };

export function followBulk({ outcomes }: BulkRun, event: BulkEvent): BulkRun {
  return { outcomes: new Map(outcomes).set(event.line, event) };
}

/** Whether all that keeps a row from being added is that it was added before. */
export function isThere({ problems }: Pick<BulkRow, 'problems'>): boolean {
  return problems.length > 0 && problems.every(({ id }) => id === 'exists');
}
