import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type * as Electron from 'electron';
import { _electron, chromium, type Page } from 'playwright-core';
import { findElectron } from '../../build/electron-runtime.mjs';
import type { Answer, Ready } from './stand-in/control.ts';
import type { Recorded } from './stand-in/desktop.ts';
import type { StorageBackend } from './stand-in/safe-storage.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));

export type ElectronModule = typeof Electron & {
  /** Only the stand-in has it. */
  readonly recorded: Recorded;
};

export interface LaunchOptions {
  readonly dataFolder: string;
  /** The built app; that of the project by default. */
  readonly out?: string;
  /** What the system of the stand-in protects secrets with. */
  readonly keyring?: StorageBackend;
  /** The key of that keyring, 32 bytes in hex. */
  readonly key?: string;
}

/** The running desktop app, whichever Electron runs it. */
export interface Desktop {
  readonly page: Page;
  /** Runs a function in the main process. It is sent as text and sees only its arguments. */
  evaluate<R, A = undefined>(
    ask: (electron: ElectronModule, argument: A) => R | Promise<R>,
    argument?: A,
  ): Promise<R>;
  /** Quits as a person would. @returns the exit code */
  quit(): Promise<number | null>;
  /** Ends what is left of it. */
  dispose(): Promise<void>;
}

export interface Runtime {
  readonly name: string;
  readonly launch: (options: LaunchOptions) => Promise<Desktop>;
  /** Whether it can be asked what the desktop shows. */
  readonly records: boolean;
}

export const standIn: Runtime = { name: 'the stand-in', launch: launchStandIn, records: true };

/** Null, said aloud, where Electron's runtime or a screen is missing; it is never fetched for a test. */
export function realElectron(env = process.env): Runtime | null {
  const executablePath = findElectron(env);
  const hasScreen = process.platform !== 'linux' || env['DISPLAY'] || env['WAYLAND_DISPLAY'];
  if (!executablePath || !hasScreen) return null;
  return {
    name: 'Electron',
    launch: (options) => launchElectron(executablePath, options),
    records: false,
  };
}

/** Starts the built main process on the stand-in, without waiting for a window. */
export function startStandIn(options: LaunchOptions): ChildProcess {
  const { dataFolder, out = join(project, 'out'), keyring = 'none', key = '' } = options;
  const entry = join(out, 'main', 'electron.js');
  if (!existsSync(entry)) throw new Error(`${entry} is missing: run npm run build first`);
  return fork(entry, ['--data', dataFolder], {
    execArgv: ['--import', new URL('./stand-in/register.mjs', import.meta.url).href],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: {
      ...process.env,
      POSTKEY_STAND_IN_KEYRING: keyring,
      POSTKEY_STAND_IN_KEY: key,
      POSTKEY_STAND_IN_APPDATA: dataFolder,
      POSTKEY_STAND_IN_DOWNLOADS: dataFolder,
    },
  });
}

async function launchStandIn(options: LaunchOptions): Promise<Desktop> {
  const child = startStandIn(options);
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const { devtools } = await Promise.race([
    nextMessage<Ready>(child, (message) => 'devtools' in message),
    exited.then((code) => Promise.reject(new Error(`The app ended at start with ${code}`))),
  ]);
  const browser = await chromium.connectOverCDP(devtools);
  const [page] = browser.contexts()[0]?.pages() ?? [];
  if (!page) throw new Error('The app opened no window');
  await page.waitForURL(/^http:/);
  const evaluate = createEvaluate(child);
  return {
    page,
    evaluate,
    async quit() {
      evaluate(({ app }) => app.quit()).catch(() => undefined); // It may be gone before it can answer.
      return exited;
    },
    async dispose() {
      await browser.close();
      if (child.exitCode === null) child.kill('SIGTERM');
      await exited;
    },
  };
}

function createEvaluate(child: ChildProcess): Desktop['evaluate'] {
  let lastId = 0;
  return async <R, A>(ask: (electron: ElectronModule, argument: A) => R | Promise<R>, argument?: A) => {
    const id = ++lastId;
    const answer = nextMessage<Answer>(child, (message) => 'id' in message && message.id === id);
    child.send({ id, source: ask.toString(), argument });
    const reply = await answer;
    if ('error' in reply) throw new Error(reply.error);
    return reply.value as R;
  };
}

function nextMessage<T extends object>(child: ChildProcess, isIt: (message: T) => boolean): Promise<T> {
  return new Promise((resolve, reject) => {
    const hear = (message: T) => {
      if (!isIt(message)) return;
      stop();
      resolve(message);
    };
    const end = () => {
      stop();
      reject(new Error('The app has ended'));
    };
    const stop = () => {
      child.off('message', hear);
      child.off('exit', end);
    };
    child.on('message', hear);
    child.on('exit', end);
  });
}

async function launchElectron(executablePath: string, { dataFolder }: LaunchOptions): Promise<Desktop> {
  const electron = await _electron.launch({ executablePath, args: [project, '--data', dataFolder] });
  const child = electron.process();
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  return {
    page: await electron.firstWindow(),
    evaluate: (ask, argument) =>
      electron.evaluate(ask as Parameters<typeof electron.evaluate>[0], argument) as Promise<never>,
    async quit() {
      electron.evaluate(({ app }) => app.quit()).catch(() => undefined); // It may be gone before it can answer.
      return exited;
    },
    async dispose() {
      if (child.exitCode === null) await electron.close();
    },
  };
}
