import type { ParseArgsConfig, parseArgs } from 'node:util';
import type { Services } from '../services.ts';
import type { Output } from './output.ts';

type Options = NonNullable<ParseArgsConfig['options']>;
/** The values of a command's options, typed by how they are declared. */
export type Values<O extends Options> = ReturnType<typeof parseArgs<{ options: O; strict: true }>>['values'];

/** What a command works with. */
export interface Context {
  readonly services: Services;
  readonly output: Output;
  readonly dataFolder: string;
  /** Aborts on the first SIGINT or SIGTERM. */
  readonly signal: AbortSignal;
  readonly stdin: NodeJS.ReadStream;
}

export interface Command {
  readonly options: Options;
  /** How many words it takes besides its options. */
  readonly words: { readonly least: number; readonly most: number };
  run(context: Context, words: readonly string[], values: Record<string, unknown>): Promise<ExitStatus>;
}

/** 0 done, 1 failed, 2 wrong usage, 3 needs sign-in, 4 vault locked or damaged. */
export type ExitStatus = 0 | 1 | 2 | 3 | 4;

/** Declares a command, its values typed by its options. */
export function defineCommand<const O extends Options>(command: {
  readonly options: O;
  readonly words: Command['words'];
  run(context: Context, words: readonly string[], values: Values<O>): Promise<ExitStatus>;
}): Command {
  return command as unknown as Command;
}

/** The command line was not understood; nothing has been done. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
