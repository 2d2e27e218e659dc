import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll } from 'vitest';

const project = fileURLToPath(new URL('../..', import.meta.url));

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Scripts {
  /** Starts one in a process of its own. */
  start(name: string, args: readonly string[], env?: NodeJS.ProcessEnv): ChildProcess;
  /** Runs one to its end. */
  run(name: string, args: readonly string[], env?: NodeJS.ProcessEnv): Promise<Ended>;
}

/**
 * Builds entries for the tests of a file, so that what runs in other processes is the code as it stands.
 *
 * @param entries source files by name, from the project's root
 */
export function buildScripts(entries: Readonly<Record<string, string>>): Scripts {
  let folder = '';
  beforeAll(async () => {
    const cache = join(project, 'node_modules', '.cache');
    await mkdir(cache, { recursive: true });
    // Below the project, since packages are not bundled and have to be found.
    folder = await mkdtemp(join(cache, 'postkey-test-'));
    const { build } = await import('vite');
    await build({
      configFile: false,
      root: project,
      logLevel: 'error',
      build: {
        ssr: true,
        target: 'node20',
        minify: false,
        outDir: folder,
        copyPublicDir: false,
        rolldownOptions: {
          input: Object.fromEntries(
            Object.entries(entries).map(([name, path]) => [name, join(project, path)]),
          ),
          output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: 'chunks/[name]-[hash].mjs' },
        },
      },
    });
  }, 60_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  function start(name: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
    return spawn(process.execPath, [join(folder, `${name}.mjs`), ...args], {
      env: { PATH: process.env['PATH'], HOME: folder, LANG: 'C.UTF-8', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }
  return {
    start,
    async run(name, args, env) {
      const child = start(name, args, env);
      const [stdout, stderr] = await Promise.all([
        child.stdout ? text(child.stdout) : '',
        child.stderr ? text(child.stderr) : '',
        once(child, 'close'),
      ]);
      return { status: child.exitCode, stdout, stderr };
    },
  };
}
