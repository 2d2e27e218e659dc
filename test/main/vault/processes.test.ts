import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { buildScripts } from '../processes.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { keyFileVault } from './children/key-file-vault.ts';

const scripts = buildScripts({
  'write-once': 'test/main/vault/children/write-once.ts',
  'write-forever': 'test/main/vault/children/write-forever.ts',
});

test('processes that make the vault at once end with one key', async () => {
  const data = await temporaryFolder();
  const accounts = ['aaaaaaaaaaaa', 'bbbbbbbbbbbb', 'cccccccccccc', 'dddddddddddd', 'eeeeeeeeeeee'];
  const ended = await Promise.all(accounts.map((account) => scripts.run('write-once', [data, account])));
  expect(ended.map(({ status, stderr }) => `${status} ${stderr}`)).toEqual(accounts.map(() => '0 '));
  const vault = keyFileVault(data);
  for (const account of accounts) expect(await vault.read(account)).toEqual({ refreshToken: account });
});

test('a writer killed at any moment leaves a record that can be read, and none older than it promised', async () => {
  const data = await temporaryFolder();
  const account = 'aaaaaaaaaaaa';
  const kills = 60;
  let done = 0;
  async function killOne(round: number): Promise<void> {
    // One folder each, so that two can run side by side.
    const own = join(data, String(round));
    const child = scripts.start('write-forever', [own, account]);
    const { stdout } = child;
    if (!stdout) throw new Error('no stdout');
    const said = text(stdout);
    await once(stdout, 'data');
    // A different stretch of the write each time: 0 to 6 ms after it promised something.
    const until = performance.now() + (round % 13) / 2;
    while (performance.now() < until) await new Promise(setImmediate);
    child.kill('SIGKILL');
    const [promised] = await Promise.all([said, once(child, 'close')]);
    const last = Number(promised.trimEnd().split('\n').at(-1));
    const { refreshToken } = await keyFileVault(own).read(account);
    expect(Number(refreshToken), `round ${round}`).toBeGreaterThanOrEqual(last);
    const files = await readdir(join(own, 'vault'));
    expect(files).toEqual(expect.arrayContaining([`${account}.sealed`, 'vault.json']));
    done += 1;
  }
  const rounds = Array.from({ length: kills }, (_, round) => round);
  const worker = async () => {
    for (let round = rounds.shift(); round !== undefined; round = rounds.shift()) await killOne(round);
  };
  await Promise.all([worker(), worker(), worker()]);
  expect(done).toBe(kills);
}, 60_000);
