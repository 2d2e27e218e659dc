import { chmod } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const project = fileURLToPath(new URL('..', import.meta.url));
const source = (path) => `${project}${path}`;

/** Node 20 is the oldest that runs it. */
const node = { target: 'node20', minify: false, sourcemap: false, copyPublicDir: false };
const quiet = { configFile: false, root: project, logLevel: 'warn' };

/**
 * Small packages of which little is used: bundled, they load in half the time and memory. All others stay packages.
 */
const bundled = [/^zod(\/|$)/, /^@orpc\//, /^i18next$/];

/** Everything that needs Node. */
async function buildMain() {
  await build({
    ...quiet,
    ssr: { noExternal: bundled },
    build: {
      ...node,
      ssr: true,
      outDir: source('out/main'),
      emptyOutDir: true,
      rolldownOptions: {
        input: {
          electron: source('main/electron.ts'),
          browser: source('main/browser.ts'),
          run: source('main/cli/run.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  });
}

/**
 * The command's first step, alone and as CommonJS: loading ES modules would take most of the time that handing out a
 * token may.
 */
async function buildCommand() {
  const run = source('main/cli/run.ts');
  const outFile = source('out/main/cli.cjs');
  await build({
    ...quiet,
    build: {
      ...node,
      ssr: true,
      outDir: source('out/main'),
      emptyOutDir: false,
      rolldownOptions: {
        input: source('main/cli.ts'),
        external: [run],
        output: {
          format: 'cjs',
          entryFileNames: 'cli.cjs',
          banner: '#!/usr/bin/env node',
          paths: { [run]: './run.js' },
          codeSplitting: false,
        },
      },
    },
  });
  await chmod(outFile, 0o755);
}

/** A sandboxed preload script must be one CommonJS file (Electron esm.md). */
async function buildPreload() {
  await build({
    ...quiet,
    build: {
      ...node,
      ssr: true,
      outDir: source('out/preload'),
      emptyOutDir: true,
      rolldownOptions: {
        input: source('preload/preload.ts'),
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: 'preload.cjs' },
      },
    },
  });
}

async function buildRenderer() {
  await build({ configFile: source('build/vite.renderer.config.ts'), logLevel: 'warn' });
}

await Promise.all([buildRenderer(), buildPreload(), buildMain().then(buildCommand)]);
