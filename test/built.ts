import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withLock } from '../main/vault/lock.ts';

export const project = fileURLToPath(new URL('..', import.meta.url));

/** Builds the app where it has not been built, or not since its sources changed. `npm test` has done so before. */
export async function ensureBuilt(): Promise<void> {
  const out = join(project, 'out');
  mkdirSync(out, { recursive: true });
  await withLock(join(out, 'build'), () => {
    if (isCurrent(join(out, 'main', 'cli.cjs'))) return;
    const { status } = spawnSync(process.execPath, [join(project, 'build', 'build.mjs')], {
      stdio: 'inherit',
    });
    if (status !== 0) throw new Error('The build failed');
  });
}

function isCurrent(built: string): boolean {
  if (!existsSync(built)) return false;
  const { mtimeMs } = statSync(built);
  return ['main', 'preload', 'renderer', 'build'].every((folder) =>
    readdirSync(join(project, folder), { recursive: true, encoding: 'utf8' }).every(
      (name) => statSync(join(project, folder, name)).mtimeMs <= mtimeMs,
    ),
  );
}
