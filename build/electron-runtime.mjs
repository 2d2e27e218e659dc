import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** The folder of the electron package. Its index.js is never imported: without a runtime that would start a download. */
export const electronPackage = dirname(require.resolve('electron/package.json'));

/**
 * Finds Electron's executable as the package itself would, but without fetching it.
 *
 * @param {NodeJS.ProcessEnv} env `ELECTRON_OVERRIDE_DIST_PATH` names a folder with another runtime
 * @returns {string | null} null where there is none
 */
export function findElectron({ ELECTRON_OVERRIDE_DIST_PATH: override }) {
  const name = readIfThere(join(electronPackage, 'path.txt'));
  const candidates = [
    ...(override ? [join(override, name ?? 'electron')] : []),
    ...(name ? [join(electronPackage, 'dist', name)] : []),
  ];
  return candidates.find((path) => existsSync(path)) ?? null;
}

function readIfThere(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}
