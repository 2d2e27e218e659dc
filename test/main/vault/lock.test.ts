import { once } from 'node:events';
import { mkdirSync, utimesSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { withLock } from '../../../main/vault/lock.ts';
import { failureOf } from '../failure-of.ts';
import { buildScripts } from '../processes.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const scripts = buildScripts({
  'count-up': 'test/main/vault/children/count-up.ts',
  hold: 'test/main/vault/children/hold.ts',
});

async function aFile(): Promise<{ folder: string; path: string }> {
  const folder = await temporaryFolder();
  const path = join(folder, 'record');
  await writeFile(path, '0');
  return { folder, path };
}

/** A lock whose holder is of another machine. */
function heldElsewhere(path: string, name = '4711-00000000-0123456789ab'): string {
  const holder = join(`${path}.lock`, name);
  mkdirSync(holder, { recursive: true });
  return holder;
}

const neverMind = () => undefined;

describe('a lock', () => {
  test('lets one in at a time, and leaves nothing behind', async () => {
    const { folder, path } = await aFile();
    let inside = 0;
    const visit = () =>
      withLock(path, async () => {
        inside += 1;
        await new Promise(setImmediate);
        expect(inside).toBe(1);
        inside -= 1;
      });
    await Promise.all(Array.from({ length: 10 }, visit));
    expect(await readdir(folder)).toEqual(['record']);
  });

  test('is made with the folder that it is in', async () => {
    const { folder } = await aFile();
    expect(await withLock(join(folder, 'new', 'record'), () => 'done')).toBe('done');
  });

  test('that cannot be made is the disk’s failure', async () => {
    const { path } = await aFile();
    const failure = await failureOf(withLock(join(path, 'record'), neverMind));
    expect([failure.code, failure.facts.context?.['reason']]).toEqual(['WRITE_FAILED', 'ENOTDIR']);
  });

  test('that another process keeps says so, with its number', async () => {
    const { path } = await aFile();
    heldElsewhere(path);
    const { code, facts } = await failureOf(withLock(path, neverMind, { patienceMs: 0 }));
    expect([code, facts.evidence]).toEqual(['FILE_BUSY', `POSTKEY_FILE_BUSY ${path}: held by process 4711`]);
    expect(facts.context).toEqual({ file: path, process: '4711' });
  });
});

describe('a holder', () => {
  test('that shows no sign of life is taken for dead, with all it had begun', async () => {
    const { folder, path } = await aFile();
    await writeFile(join(heldElsewhere(path), '.record.0123456789ab.tmp'), 'half');
    await withLock(path, (lock) => lock.replace('1'), { staleMs: 50 });
    expect(await readFile(path, 'utf8')).toBe('1');
    expect(await readdir(folder)).toEqual(['record']);
  });

  test('that was killed is not waited for', async () => {
    const { path } = await aFile();
    const holder = scripts.start('hold', [path]);
    if (holder.stdout) await once(holder.stdout, 'data');
    const begin = () => withLock(path, () => 'done', { staleMs: 60_000, patienceMs: 500 });
    expect(await failureOf(begin())).toMatchObject({ code: 'FILE_BUSY' });
    holder.kill('SIGKILL');
    await once(holder, 'close');
    expect(await begin()).toBe('done');
  });

  test('that shows signs of life is waited for, whatever its clock says', async () => {
    const { path } = await aFile();
    const holder = heldElsewhere(path);
    let beat = 0;
    const beating = setInterval(() => {
      beat += 1;
      utimesSync(holder, beat, beat);
    }, 10);
    onTestFinished(() => clearInterval(beating));
    const failure = await failureOf(withLock(path, neverMind, { staleMs: 300, patienceMs: 900 }));
    expect(failure.code).toBe('FILE_BUSY');
  });

  test('that was overtaken cannot write any more, and does its work again', async () => {
    const { path } = await aFile();
    const read = async () => Number(await readFile(path, 'utf8'));
    let turns = 0;
    await withLock(path, async (lock) => {
      turns += 1;
      const before = await read();
      if (turns === 1) {
        await withLock(path, async (other) => other.replace(String((await read()) + 10)), {
          insist: () => true,
          patienceMs: 0,
        });
        expect(lock.confirm).toThrow('record');
      }
      await lock.replace(String(before + 1));
    });
    expect([turns, await read()]).toEqual([2, 11]);
  });
});

test('nothing is lost between processes that take each other for dead all the time', async () => {
  const { folder, path } = await aFile();
  const ended = await Promise.all([1, 2, 3, 4].map(() => scripts.run('count-up', [path, '10'])));
  expect(ended.map(({ status, stderr }) => `${status} ${stderr}`)).toEqual(ended.map(() => '0 '));
  expect(await readFile(path, 'utf8')).toBe('40');
  expect(await readdir(folder)).toEqual(['record']);
  const overtaken = ended.map(({ stdout }) => Number(stdout));
  expect(Math.max(...overtaken)).toBeGreaterThan(0);
});
