import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { project } from './built.ts';

/** What a script sees of a command that has ended. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A command that is still running. */
export interface Running {
  readonly pid: number;
  /** The next line, by stream; ends where the stream does. */
  readonly stdout: AsyncIterableIterator<string>;
  readonly stderr: AsyncIterableIterator<string>;
  /** Resolves when it has ended by itself. */
  readonly ended: Promise<{ readonly status: number | null; readonly signal: NodeJS.Signals | null }>;
  /** Asks it to end, as a service manager does. @returns the exit status and the milliseconds it took */
  stop(): Promise<{ readonly status: number | null; readonly ms: number }>;
}

/** The built command, as a script runs it. */
export async function postkey(
  args: readonly string[],
  { stdin = '', env = {} }: RunOptions = {},
): Promise<Ended> {
  const child = launch(args, env);
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
  // A command that needs no input may be gone before it is written.
  child.stdin?.on('error', () => undefined).end(stdin);
  const [status] = await once(child, 'close');
  return { status, stdout: await stdout, stderr: await stderr };
}

/** Starts the built command without waiting for its end. */
export function startPostkey(args: readonly string[], { env = {} }: RunOptions = {}): Running {
  const child = launch(args, env);
  child.stdin?.end();
  const ended = once(child, 'close').then(([status, signal]) => ({ status, signal }));
  return {
    pid: child.pid ?? 0,
    stdout: lines(child.stdout),
    stderr: lines(child.stderr),
    ended,
    async stop() {
      const startedAt = performance.now();
      child.kill('SIGTERM');
      const { status } = await ended;
      return { status, ms: performance.now() - startedAt };
    },
  };
}

/** The next line as JSON. */
export async function nextJson<T>(stream: AsyncIterableIterator<string>): Promise<T> {
  const { done, value } = await stream.next();
  if (done) throw new Error('the command has ended');
  return JSON.parse(value);
}

/** Reads JSON lines until one has this `event`. */
export async function nextEvent<T extends { readonly event: string }>(
  stream: AsyncIterableIterator<string>,
  name: T['event'],
): Promise<T> {
  for (;;) {
    const event = await nextJson<T>(stream);
    if (event.event === name) return event;
  }
}

function launch(args: readonly string[], env: Readonly<Record<string, string>>): ChildProcess {
  const { PATH = '', HOME = '' } = process.env;
  return spawn(process.execPath, [join(project, 'out', 'main', 'cli.cjs'), ...args], {
    // No display, no keyring, one language: the same on every machine.
    env: { PATH, HOME, LANG: 'en_US.UTF-8', ...env },
    stdio: 'pipe',
  });
}

async function collect(stream: NodeJS.ReadableStream | null): Promise<string> {
  let text = '';
  for await (const chunk of stream ?? []) text += chunk;
  return text;
}

function lines(stream: NodeJS.ReadableStream | null): AsyncIterableIterator<string> {
  if (!stream) throw new Error('the stream is not piped');
  return createInterface({ input: stream })[Symbol.asyncIterator]();
}
