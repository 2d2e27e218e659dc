import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildScripts, type Ended } from '../processes.ts';
import { rotating, type TokenEndpoint } from './token-endpoint.ts';
import { type TokenRig, tokenRig } from './token-rig.ts';

const scripts = buildScripts({ cli: 'main/cli.ts' });

/** Makes an account of the command line out of a rig's. */
async function registered(rig: TokenRig): Promise<readonly string[]> {
  const account = {
    ...rig.account,
    endpoints: { token: rig.endpoint.url, issInResponse: false, clientAuthentication: 'basic' },
  };
  await mkdir(rig.data, { recursive: true });
  await writeFile(join(rig.data, 'accounts.json'), JSON.stringify({ accounts: { [account.id]: account } }));
  return [account.id, '--data', rig.data, '--json'];
}

/** Resolves when the endpoint is first asked; its answer waits for `go`. */
async function heldBack(): Promise<{ rig: TokenRig; asked: Promise<void>; go(): void }> {
  const rotate = rotating('first-refresh-token');
  let tell: () => void = () => undefined;
  let go: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const free = new Promise<void>((resolve) => {
    go = resolve;
  });
  const rig = await tokenRig(async (response, posted) => {
    tell();
    await free;
    rotate(response, posted);
  });
  return { rig, asked, go: () => go() };
}

const outcomes = (ended: readonly Ended[]) => ended.map(({ status, stderr }) => `${status} ${stderr}`);
const times = (endpoint: TokenEndpoint) => endpoint.posts.map(({ form }) => form.get('refresh_token'));

describe('processes that share an account', () => {
  test('ask for one token together, where each refresh token is good for one use', async () => {
    const rig = await tokenRig(rotating('first-refresh-token'));
    const args = await registered(rig);
    const ended = await Promise.all(Array.from({ length: 8 }, () => scripts.run('cli', ['token', ...args])));
    expect(outcomes(ended)).toEqual(ended.map(() => '0 '));
    for (const { stdout } of ended) expect(JSON.parse(stdout).accessToken).toBe('access-token-1');
    expect(times(rig.endpoint)).toEqual(['first-refresh-token']);
    expect((await rig.vault.read(rig.account.id)).refreshToken).toBe('rotated-refresh-token-1');
  });

  test('never use a refresh token twice, even when each is forced to refresh', async () => {
    const { rig, asked, go } = await heldBack();
    const args = await registered(rig);
    const running = Array.from({ length: 4 }, () => scripts.run('cli', ['refresh', '--force', ...args]));
    await asked;
    go();
    const ended = await Promise.all(running);
    expect(ended.map(({ status }) => status)).toEqual([0, 0, 0, 0]);
    const used = times(rig.endpoint);
    expect(new Set(used).size).toBe(used.length);
    expect((await rig.vault.read(rig.account.id)).refreshToken).toBe(`rotated-refresh-token-${used.length}`);
  });
});

test('one killed in the middle of a refresh leaves the old token, and its lock to whoever comes next', async () => {
  const { rig, asked, go } = await heldBack();
  const args = await registered(rig);
  const child = scripts.start('cli', ['refresh', ...args]);
  await asked;
  child.kill('SIGKILL');
  await once(child, 'close');
  expect((await rig.vault.read(rig.account.id)).refreshToken).toBe('first-refresh-token');

  rig.endpoint.answer = rotating('first-refresh-token');
  const start = performance.now();
  const next = await scripts.run('cli', ['token', ...args]);
  expect(outcomes([next])).toEqual(['0 ']);
  expect(JSON.parse(next.stdout).accessToken).toBe('access-token-1');
  // The lock is stale after 10 s; the rest is starting the process.
  expect(performance.now() - start).toBeLessThan(14_000);
  go();
}, 30_000);
