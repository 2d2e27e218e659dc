import { promises as files } from 'node:fs';
import { join } from 'node:path';

/**
 * What a process that died left behind: the temporary files of `writeDurably` and of conf, and the folder of a lock
 * that did not come into being.
 */
const leftovers =
  /^\..+\.[0-9a-f]{12}\.tmp$|\.json\.tmp-\d{10}[0-9a-f]{6,}$|\.lock\.\d+-[0-9a-f]{8}-[0-9a-f]{12}$/;
/** No write takes this long, milliseconds. */
const abandonedAfter = 3_600_000;

/**
 * Removes what was left behind in a folder and below it. Tidying up must never keep anybody from their tokens: it does
 * not fail.
 */
export async function sweep(folder: string): Promise<void> {
  const entries = await files.readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const { parentPath, name } of entries) {
    if (!leftovers.test(name)) continue;
    const path = join(parentPath, name);
    const age = await files.lstat(path).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (age > abandonedAfter) await files.rm(path, { recursive: true, force: true }).catch(() => undefined);
  }
}
