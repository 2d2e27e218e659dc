export type Obstacle = 'no-display' | 'root';

export declare function obstacle(machine: {
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly uid?: number | undefined;
}): Obstacle | null;

export declare function isStale(sources: readonly number[], outputs: readonly (number | null)[]): boolean;

export declare function diedAtStart(end: {
  readonly code: number | null;
  readonly signal: string | null;
  readonly ms: number;
}): boolean;
