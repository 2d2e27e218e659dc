import { withLock } from '../../../../main/vault/lock.ts';

/** Takes the lock of a file, says so, and keeps it until it is killed. */
const [, , path = ''] = process.argv;
await withLock(path, () => {
  process.stdout.write('held');
  return new Promise((resolve) => setTimeout(resolve, 600_000));
});
