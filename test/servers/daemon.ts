import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';

/** A server program in the foreground, in a process group of its own. */
export interface Daemon {
  /** Resolves once the port greets; throws what the program said where it ended first or took too long. */
  ready(port: number, deadline: AbortSignal): Promise<void>;
  /** Ends the program and all it started. */
  stop(): Promise<void>;
}

export interface DaemonCommand {
  readonly program: string;
  readonly args: readonly string[];
  /** Gets what the program prints. A file, since Postfix cannot open `/dev/stdout` where it is a socket. */
  readonly log: string;
  /** Arguments of the same program that end it, for one whose children leave its process group. */
  readonly stopArgs?: readonly string[];
}

/** Milliseconds a program gets to end by itself. */
const patience = 8000;
/** Milliseconds a probe waits for a greeting. */
const probePatience = 2000;

export async function startDaemon({ program, args, log, stopArgs }: DaemonCommand): Promise<Daemon> {
  const output = await open(log, 'a');
  const child = spawn(program, args, { detached: true, stdio: ['ignore', output.fd, output.fd] });
  await output.close();
  const ended = once(child, 'exit');
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  return {
    ready: async (port, deadline) => {
      while (!(await greets(port))) {
        if (hasEnded() || deadline.aborted) {
          throw new Error(`${program} is not ready: ${await readFile(log, 'utf8')}`);
        }
        // Between two probes; what counts is the answer, not how long this takes.
        await wait(20);
      }
    },
    stop: async () => {
      if (hasEnded()) return;
      if (stopArgs) await promisify(execFile)(program, stopArgs, { timeout: patience });
      else signalGroup(child, 'SIGTERM');
      const giveUp = new AbortController();
      const late = wait(patience, 'late', { signal: giveUp.signal }).catch(() => null);
      if ((await Promise.race([ended, late])) === 'late') signalGroup(child, 'SIGKILL');
      giveUp.abort();
      await ended;
    },
  };
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid !== undefined) process.kill(-pid, signal);
}

/** True where the server behind the port says something by itself; that it listens does not mean that it works. */
function greets(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: probePatience });
    const answer = (greeted: boolean) => {
      socket.destroy();
      resolve(greeted);
    };
    socket.once('data', () => answer(true));
    socket.once('timeout', () => answer(false));
    socket.once('close', () => answer(false));
    // `close` follows.
    socket.once('error', () => undefined);
  });
}
