import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { electronPackage, findElectron } from './electron-runtime.mjs';
import { diedAtStart, isStale, obstacle } from './start-mode.mjs';

/** Milliseconds that fetching Electron's runtime may take before the browser is opened instead. */
const fetchPatience = 180_000;

const project = fileURLToPath(new URL('..', import.meta.url));
const args = process.argv.slice(2);
const say = sayer(process.env);

if (needsBuild()) await must(run(process.execPath, [join(project, 'build', 'build.mjs')]));
process.exitCode = await start();

/** @returns {Promise<number>} exit code of the app */
async function start() {
  const hindrance = obstacle({ platform: process.platform, env: process.env, uid: process.getuid?.() });
  if (hindrance) return startInBrowser(hindrance);
  const electron = findElectron(process.env) ?? (await fetchElectron());
  if (!electron) return startInBrowser('no-runtime');
  const end = await run(electron, [project, ...args]);
  return diedAtStart(end) ? startInBrowser('died') : exitCode(end);
}

async function startInBrowser(why) {
  say(`inBrowser.${why}`);
  return exitCode(await run(process.execPath, [join(project, 'out', 'main', 'cli.cjs'), 'serve', ...args]));
}

/** @returns {Promise<string | null>} the executable, or null where it cannot be had in time */
async function fetchElectron() {
  say('fetching');
  await run(process.execPath, [join(electronPackage, 'install.js')], {
    stdio: 'ignore',
    timeout: fetchPatience,
  });
  return findElectron(process.env);
}

function needsBuild() {
  const sources = ['main', 'preload', 'renderer', 'build', 'package-lock.json'].flatMap(modificationTimes);
  const outputs = ['main/electron.js', 'main/cli.cjs', 'preload/preload.cjs', 'renderer/index.html'].map(
    (name) => {
      const path = join(project, 'out', name);
      return existsSync(path) ? statSync(path).mtimeMs : null;
    },
  );
  return isStale(sources, outputs);
}

/** Of a file, or of all files below a folder. */
function modificationTimes(name) {
  const path = join(project, name);
  if (!statSync(path).isDirectory()) return [statSync(path).mtimeMs];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs);
}

/**
 * Runs a program to its end and passes on the signals this one gets.
 *
 * @returns {Promise<{ code: number | null, signal: NodeJS.Signals | null, ms: number }>}
 */
function run(command, argv, options = {}) {
  const started = performance.now();
  const child = spawn(command, argv, { stdio: 'inherit', ...options });
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const pass = (signal) => child.kill(signal);
  for (const signal of signals) process.on(signal, pass);
  return new Promise((resolve) => {
    const end = (code, signal) => {
      for (const name of signals) process.off(name, pass);
      resolve({ code, signal, ms: performance.now() - started });
    };
    child.once('error', () => end(127, null));
    child.once('exit', end);
  });
}

async function must(ending) {
  const end = await ending;
  if (exitCode(end) !== 0) process.exit(exitCode(end));
}

/** As a shell has it: 128 and the signal's number. */
function exitCode({ code, signal }) {
  return code ?? 128 + (constants.signals[signal] ?? 0);
}

/** The system's language where there are texts in it, English elsewhere. */
function sayer({ LC_ALL, LC_MESSAGES, LANG }) {
  const tag = (LC_ALL || LC_MESSAGES || LANG || 'en').replace(/[.@].*$/, '').replaceAll('_', '-');
  const [folder = 'en'] = [tag, tag.split('-')[0]].filter((name) => existsSync(textsOf(name)));
  const texts = JSON.parse(readFileSync(textsOf(folder), 'utf8'));
  return (key) => {
    const text = key.split('.').reduce((branch, name) => branch[name], texts);
    process.stderr.write(`${text}\n`);
  };
}

function textsOf(language) {
  return join(project, 'preload', 'texts', language, 'start.json');
}
