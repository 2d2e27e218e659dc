import { once } from 'node:events';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createPracticeService, type PracticeService } from '../../../main/practice/service.ts';
import { createTexts } from '../../../preload/texts/index.ts';
import { failureOf } from '../failure-of.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const texts = await createTexts('en');

async function practiceIn(folder: string): Promise<PracticeService> {
  const service = createPracticeService(folder);
  onTestFinished(() => service.stop());
  return service;
}

describe('practice', () => {
  test('runs once in a data folder, whoever starts it, and is found by all', async () => {
    const folder = join(await temporaryFolder(), 'practice');
    const [first, second] = [await practiceIn(folder), await practiceIn(folder)];
    expect(await first.status()).toEqual({ running: false });
    expect((await failureOf(second.find())).code).toBe('PRACTICE_NOT_RUNNING');

    const [one, same] = await Promise.all([first.start(texts), first.start(texts)]);
    expect(one).not.toBeNull();
    expect(same).toBe(one);
    expect(await second.start(texts)).toBeNull();
    expect(await second.status()).toMatchObject({ running: true, issuer: one?.issuer });
    await second.stop();
    expect((await first.status()).running).toBe(true);
    await first.stop();
    expect(await second.status()).toEqual({ running: false });
  });

  test('tells others where it is, and no secret', async () => {
    const folder = await temporaryFolder();
    const service = await practiceIn(folder);
    const practice = await service.start(texts);
    const path = join(folder, 'running.json');
    const published = await readFile(path, 'utf8');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    for (const { secret } of [practice?.client, practice?.resourceServer].flatMap((one) => one ?? []))
      expect(published).not.toContain(secret);
    expect(published).not.toContain('PRIVATE KEY');
  });

  test.each([
    ['is no JSON', (left: string) => left.slice(0, 100)],
    ['names a process that is gone', (left: string) => left.replace(/"pid": \d+/, '"pid": 4194304')],
    ['names a process that does something else', (left: string) => left],
  ])('is not running where what it left behind %s', async (_, edit) => {
    const folder = await temporaryFolder();
    const service = await practiceIn(folder);
    await service.start(texts);
    const left = await readFile(join(folder, 'running.json'), 'utf8');
    await service.stop();
    await writeFile(join(folder, 'running.json'), edit(left));
    expect(await service.status()).toEqual({ running: false });
    expect(await service.start(texts)).not.toBeNull();
  });

  test('that ends leaves alone what another one published meanwhile', async () => {
    const folder = await temporaryFolder();
    const service = await practiceIn(folder);
    await service.start(texts);
    const path = join(folder, 'running.json');
    const foreign = (await readFile(path, 'utf8')).replace(/"pid": \d+/, `"pid": ${process.ppid}`);
    await writeFile(path, foreign);
    await service.stop();
    expect(await readFile(path, 'utf8')).toBe(foreign);
  });

  test('that cannot tell where it is does not run', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'running.json'));
    const probe = createServer().listen(0, '127.0.0.1');
    await once(probe, 'listening');
    const bound = probe.address();
    const port = typeof bound === 'object' && bound ? bound.port : 0;
    probe.close();
    await once(probe, 'close');
    const service = await practiceIn(folder);
    expect((await failureOf(service.start(texts, port))).code).toBe('WRITE_FAILED');
    const again = createServer().listen(port, '127.0.0.1');
    await once(again, 'listening');
    again.close();
  });

  test('is not ended by a request whose target is no address', async () => {
    const service = await practiceIn(await temporaryFolder());
    const { host, port } = new URL((await service.start(texts))?.issuer ?? '');
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(`GET // HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 400 /);
    expect((await service.status()).running).toBe(true);
  });
});
