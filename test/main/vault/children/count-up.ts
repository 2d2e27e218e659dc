import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { withLock } from '../../../../main/vault/lock.ts';

/** Adds one to the number in a file, over and over, and takes whoever holds the lock for dead at second sight. */
const [, , path = '', turns = '0'] = process.argv;
let taken = 0;
for (let turn = 0; turn < Number(turns); turn += 1) {
  const addOne = async (lock: { replace(data: string): Promise<void> }) => {
    taken += 1;
    const number = Number(readFileSync(path, 'utf8'));
    // Mostly longer than the others look away.
    await pause(Math.random() * 120);
    await lock.replace(String(number + 1));
  };
  await withLock(path, addOne, { staleMs: 1 });
}
process.stdout.write(String(taken - Number(turns)));
