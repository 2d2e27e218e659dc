import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Failure } from '../../../main/explain/failure.ts';
import { buildScripts, type Ended } from '../processes.ts';
import { type Answer, json, rotating, type TokenEndpoint } from './token-endpoint.ts';
import { heldBack, type TokenRig, tokenRig } from './token-rig.ts';

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
  // A holder that only fell silent would be waited for 10 s.
  expect(performance.now() - start).toBeLessThan(9_000);
  go();
}, 30_000);

describe('one that is stopped in the middle of a refresh, and overtaken', () => {
  /** @param first answers the one that is stopped, once it is awake again; @param then the other */
  async function overtaken(first: Answer, then: Answer) {
    const { rig, asked, go } = await heldBack(first, then);
    const args = await registered(rig);
    const child = scripts.start('cli', ['refresh', ...args]);
    await asked;
    child.kill('SIGSTOP');
    const overtaker = await outcomeOf(rig.tokens.accessToken(rig.account));
    const between = await rig.vault.read(rig.account.id);
    child.kill('SIGCONT');
    go();
    await once(child, 'close');
    return { status: child.exitCode, overtaker, between, after: await rig.vault.read(rig.account.id) };
  }

  const outcomeOf = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (error: unknown) => (error instanceof Failure ? error.code : error),
    );
  const refused = json(400, { error: 'invalid_grant' });
  const given = json(200, { access_token: 'new', refresh_token: 'new-refresh-token', expires_in: 3600 });

  test('keeps the token that only it was given, and writes no refusal over the one of the other', async () => {
    const [givenLate, refusedLate] = await Promise.all([
      overtaken(given, refused),
      overtaken(refused, given),
    ]);
    expect([givenLate.overtaker, givenLate.between.refreshToken]).toEqual([
      'NEEDS_SIGN_IN',
      'first-refresh-token',
    ]);
    expect([givenLate.status, givenLate.after.refreshToken]).toEqual([0, 'new-refresh-token']);
    expect(givenLate.after).not.toHaveProperty('failure');

    expect([refusedLate.overtaker, refusedLate.between.refreshToken]).toEqual(['done', 'new-refresh-token']);
    expect(refusedLate.after).toEqual(refusedLate.between);
  }, 40_000);
});
