import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** `npm run bench`: builds, then measures one thing after the other. Names of measurements choose among them. */
const project = fileURLToPath(new URL('..', import.meta.url));
const wanted = process.argv.slice(2);
const shared = ['table.ts', 'served.ts'];
const measurements = readdirSync(`${project}test/bench`)
  .filter((name) => name.endsWith('.ts') && !shared.includes(name))
  .map((name) => name.replace(/\.ts$/, ''))
  .filter((name) => wanted.length === 0 || wanted.includes(name));

await import('./build.mjs');
await build({
  configFile: false,
  root: project,
  logLevel: 'warn',
  ssr: { noExternal: [/^zod(\/|$)/, /^@orpc\//, /^i18next$/] },
  build: {
    ssr: true,
    target: 'node20',
    minify: false,
    outDir: `${project}out/bench`,
    rolldownOptions: {
      input: Object.fromEntries(measurements.map((name) => [name, `${project}test/bench/${name}.ts`])),
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
});
const failed = measurements.filter(
  (name) =>
    spawnSync(process.execPath, [`${project}out/bench/${name}.js`], { cwd: project, stdio: 'inherit' })
      .status !== 0,
);
if (failed.length > 0) process.stderr.write(`\ncould not be measured: ${failed.join(', ')}\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
