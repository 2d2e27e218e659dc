import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt, project } from '../../built.ts';
import { nextJson, postkey, type Running, startPostkey } from '../../postkey.ts';
import { documentIn, expectError } from './workplace.ts';

interface ServeDocument {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
}

let folder: string;
const running: Running[] = [];

beforeAll(async () => {
  await ensureBuilt();
  folder = await mkdtemp(join(tmpdir(), 'postkey-serve-'));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((command) => command.stop()));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function start(...args: string[]): Running {
  const command = startPostkey([...args, '--data', join(folder, 'data')]);
  running.push(command);
  return command;
}

describe('serve', () => {
  it('says first of all where it is, and serves the window there', async () => {
    const serve = start('serve', '--no-open', '--json');
    const document = await nextJson<ServeDocument>(serve.stdout);
    expect(document).toEqual({
      url: expect.stringMatching(new RegExp(`^http://127\\.0\\.0\\.1:${document.port}/launch/`)),
      port: expect.any(Number),
      pid: serve.pid,
    });
    const entered = await fetch(document.url, { redirect: 'manual' });
    const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
    const page = await fetch(new URL('/', document.url), { headers: { cookie } });
    expect(await page.text()).toMatch(/<script [^>]*nonce="[^_"]+"|<script type="module"/);
  });

  it('tells people the address', async () => {
    const serve = start('serve', '--no-open');
    const said = [await serve.stdout.next(), await serve.stdout.next()].map(({ value }) => value);
    expect(said[1]).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/launch\//);
  });

  it('takes the port it is given, and ends with 1 where that is taken', async () => {
    const { port } = await nextJson<ServeDocument>(start('serve', '--no-open', '--json').stdout);
    const second = await postkey(['serve', '--no-open', '--json', '--port', String(port), '--data', folder]);
    expect(second.status).toBe(1);
    expectError(documentIn(second), 'NETWORK_FAILED');
    await running.pop()?.stop();
    const third = start('serve', '--no-open', '--json', '--port', String(port));
    expect(await nextJson<ServeDocument>(third.stdout)).toMatchObject({ port });
  });

  it('stops cleanly within a second on SIGTERM, whoever is still connected', async () => {
    const serve = start('serve', '--no-open', '--json');
    const { url, port } = await nextJson<ServeDocument>(serve.stdout);
    const entered = await fetch(url, { redirect: 'manual' });
    const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
    const watching = request({
      port,
      host: '127.0.0.1',
      path: '/rpc/accounts/watch',
      method: 'POST',
      headers: { cookie, origin: `http://127.0.0.1:${port}`, 'content-type': 'application/json' },
    });
    watching.end('{}');
    watching.on('error', () => undefined);
    await new Promise((resolve) => {
      watching.once('response', (response) => {
        response.on('error', () => undefined);
        response.once('data', resolve);
      });
    });
    const { status, ms } = await serve.stop();
    expect(status).toBe(0);
    expect(ms).toBeLessThan(1_000);
  });
});

describe('practice', () => {
  it('stops cleanly within a second on SIGTERM, and is gone for the others then', async () => {
    const practice = start('practice', '--json');
    const { issuer } = await nextJson<{ issuer: string }>(practice.stdout);
    expect((await fetch(`${issuer}/.well-known/openid-configuration`)).status).toBe(200);
    const { status, ms } = await practice.stop();
    expect(status).toBe(0);
    expect(ms).toBeLessThan(1_000);
    const args = [
      'add',
      '--provider',
      'practice',
      '--address',
      'practice@postkey.test',
      '--key-file',
      '--json',
    ];
    const added = await postkey([...args, '--data', join(folder, 'data')]);
    expect(added.status).toBe(1);
    expectError(documentIn(added), 'PRACTICE_NOT_RUNNING');
  });

  it('takes the port it is given', async () => {
    const first = start('practice', '--json');
    const { issuer } = await nextJson<{ issuer: string }>(first.stdout);
    const { port } = new URL(issuer);
    await running.pop()?.stop();
    const second = start('practice', '--port', port, '--json');
    expect(await nextJson<{ issuer: string }>(second.stdout)).toMatchObject({ issuer });
  });
});

it('is `npx postkey` in a checkout', async () => {
  const { stdout } = await promisify(execFile)('npx', ['--no-install', 'postkey', '--version'], {
    cwd: project,
  });
  expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});
