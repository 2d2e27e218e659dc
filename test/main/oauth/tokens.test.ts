import { mkdir, readFile, rename, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { failureOf } from '../failure-of.ts';
import { json, raw, rotating } from './token-endpoint.ts';
import { expired, foreignRecord, heldBack, tokenRig } from './token-rig.ts';

const later = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();

describe('an access token', () => {
  test('is handed out without a request while it lives', async () => {
    const live = { ...expired, accessToken: 'live', accessTokenExpiresAt: later(120) };
    const { tokens, account, endpoint } = await tokenRig(rotating('first-refresh-token'), live);
    expect(await tokens.accessToken(account)).toEqual({
      accessToken: 'live',
      expiresAt: live.accessTokenExpiresAt,
    });
    expect(endpoint.posts).toEqual([]);
  });

  test('is renewed where it would not live long enough', async () => {
    const live = { ...expired, accessToken: 'live', accessTokenExpiresAt: later(120) };
    const { tokens, account, endpoint } = await tokenRig(rotating('first-refresh-token'), live);
    expect((await tokens.accessToken(account, 600)).accessToken).toBe('access-token-1');
    expect(endpoint.posts).toHaveLength(1);
  });

  test('is asked for once, however many want it at the same time', async () => {
    const rig = await tokenRig(rotating('first-refresh-token'));
    const { tokens, account, endpoint, vault } = rig;
    const handed = await Promise.all(Array.from({ length: 50 }, () => tokens.accessToken(account)));
    expect(new Set(handed.map(({ accessToken }) => accessToken))).toEqual(new Set(['access-token-1']));
    expect(endpoint.posts).toHaveLength(1);
    expect((await vault.read(account.id)).refreshToken).toBe('rotated-refresh-token-1');
    expect(tokens.refreshing.size).toBe(0);
  });

  test('is asked for once by two that share the vault', async () => {
    const rig = await tokenRig(rotating('first-refresh-token'));
    const all = [rig.tokens, rig.another(), rig.another()];
    const handed = await Promise.all(all.map((tokens) => tokens.accessToken(rig.account)));
    expect(handed.map(({ accessToken }) => accessToken)).toEqual(all.map(() => 'access-token-1'));
    expect(rig.endpoint.posts).toHaveLength(1);
  });

  test('is on disk before it is handed out', async () => {
    const rig = await tokenRig(rotating('first-refresh-token'));
    const { accessToken } = await rig.tokens.accessToken(rig.account);
    expect(await rig.vault.read(rig.account.id)).toMatchObject({
      accessToken,
      refreshToken: 'rotated-refresh-token-1',
    });
  });

  test('without an expiry is renewed an hour after it came', async () => {
    const kept = { refreshToken: 'first-refresh-token', accessToken: 'live' };
    for (const [age, requests] of [
      [3_000, 0],
      [3_700, 1],
    ] as const) {
      const rig = await tokenRig(json(200, { access_token: 'new' }), { ...kept, refreshedAt: later(-age) });
      expect((await rig.tokens.accessToken(rig.account)).expiresAt).toBeNull();
      expect(rig.endpoint.posts).toHaveLength(requests);
    }
  });

  test.each([
    ['a new one without an end', { refresh_token: 'new' }, undefined],
    ['a new one with an end', { refresh_token: 'new', refresh_token_expires_in: 3600 }, /^20/],
    ['none', {}, /^2030/],
    ['none, but its end', { refresh_token_expires_in: 3600 }, /^20[^3]/],
  ])('renewed with a refresh token of which the end was told: %s', async (_, reply, end) => {
    const told = { ...expired, refreshTokenExpiresAt: '2030-01-01T00:00:00.000Z' };
    const rig = await tokenRig(json(200, { access_token: 'a', ...reply }), told);
    await rig.tokens.refresh(rig.account);
    const { refreshTokenExpiresAt } = await rig.vault.read(rig.account.id);
    if (end) expect(refreshTokenExpiresAt).toMatch(end);
    else expect(refreshTokenExpiresAt).toBeUndefined();
  });

  test('of an account that never signed in needs a sign-in, and no request', async () => {
    const rig = await tokenRig(rotating('x'), { clientSecret: 'cs' });
    const { code, facts } = await failureOf(rig.tokens.accessToken(rig.account));
    expect([code, facts.context?.['mailbox']]).toEqual(['NEEDS_SIGN_IN', 'office@example.test']);
    expect(rig.endpoint.posts).toEqual([]);
    expect(await rig.vault.read(rig.account.id)).toEqual({ clientSecret: 'cs' });
  });
});

describe('a refresh', () => {
  test('skips what lives, unless forced, also beside one that skips', async () => {
    const live = { ...expired, accessToken: 'live', accessTokenExpiresAt: later(3_000) };
    const rig = await tokenRig(rotating('first-refresh-token'), live);
    const outcomes = await Promise.all([
      rig.tokens.refresh(rig.account),
      rig.tokens.refresh(rig.account, { force: true }),
      rig.tokens.refresh(rig.account, { minLifeSeconds: 3_300 }),
      rig.tokens.refresh(rig.account),
    ]);
    expect(outcomes).toEqual(['skipped', 'refreshed', 'refreshed', 'skipped']);
    expect(rig.endpoint.posts).toHaveLength(1);
  });

  test('keeps the refresh token it has where none comes back, time after time', async () => {
    const rig = await tokenRig(json(200, { access_token: 'new', expires_in: 3600 }));
    for (let turn = 0; turn < 3; turn += 1) await rig.tokens.refresh(rig.account, { force: true });
    expect(rig.endpoint.posts.map(({ form }) => form.get('refresh_token'))).toEqual(
      Array.from({ length: 3 }, () => 'first-refresh-token'),
    );
    expect(await rig.vault.read(rig.account.id)).toMatchObject({
      refreshToken: 'first-refresh-token',
      refreshTokenIssuedAt: expired.refreshTokenIssuedAt,
    });
  });

  test('forgets the old expiry where the new token has none', async () => {
    const rig = await tokenRig(json(200, { access_token: 'new' }));
    await rig.tokens.refresh(rig.account);
    expect(await rig.vault.read(rig.account.id)).not.toHaveProperty('accessTokenExpiresAt');
  });

  test('that was refused is asked for once, kept, told again without asking, and asked again only by force', async () => {
    const rig = await tokenRig(json(400, { error: 'invalid_grant', error_description: 'AADSTS70000' }));
    const failures = await Promise.all(
      Array.from({ length: 8 }, () => failureOf(rig.tokens.accessToken(rig.account))),
    );
    failures.push(await failureOf(rig.tokens.refresh(rig.account)));
    failures.push(await failureOf(rig.another().accessToken(rig.account)));
    expect(failures.map(({ code }) => code)).toEqual(failures.map(() => 'NEEDS_SIGN_IN'));
    expect(new Set(failures.map(({ facts }) => facts.evidence)).size).toBe(1);
    expect(rig.endpoint.posts).toHaveLength(1);
    expect(rig.waits).toEqual([]);
    expect(await rig.vault.read(rig.account.id)).toMatchObject({
      refreshToken: 'first-refresh-token',
      failure: { code: 'NEEDS_SIGN_IN', evidence: expect.stringContaining('AADSTS70000') },
    });

    rig.endpoint.answer = rotating('first-refresh-token');
    expect(await rig.tokens.refresh(rig.account, { force: true })).toBe('refreshed');
    expect(await rig.vault.read(rig.account.id)).not.toHaveProperty('failure');
  });

  test.each([
    ['a busy server', json(503, {}), 3],
    ['too many requests', json(429, {}), 3],
    ['a lost connection', ((response) => response.destroy()) as ReturnType<typeof json>, 3],
    ['a client that is unknown', json(401, { error: 'invalid_client' }), 1],
    ['a page in place of tokens', raw(200, 'text/html', '<p>'), 1],
  ])('is tried again after %s only where that can help', async (_, answer, requests) => {
    const rig = await tokenRig(answer);
    const failure = await failureOf(rig.tokens.refresh(rig.account));
    expect(rig.endpoint.posts).toHaveLength(requests);
    expect(rig.waits).toEqual(requests === 1 ? [] : [800, 1_600]);
    const kept = await rig.vault.read(rig.account.id);
    expect(kept).toMatchObject({ ...expired, failure: { code: failure.code } });
  });

  test('succeeds where the server recovers', async () => {
    const rig = await tokenRig((response, posted) => {
      const answer = rig.endpoint.posts.length < 3 ? json(500, {}) : rotating('first-refresh-token');
      answer(response, posted);
    });
    expect(await rig.tokens.refresh(rig.account)).toBe('refreshed');
    expect(rig.endpoint.posts).toHaveLength(3);
  });

  test.each([
    ['5', [5_000, 5_000], 3],
    ['3600', [], 1],
  ])('waits as long as the server asked: %s s', async (pause, waits, requests) => {
    const rig = await tokenRig(json(429, {}, { 'retry-after': pause }));
    await failureOf(rig.tokens.refresh(rig.account));
    expect([rig.waits, rig.endpoint.posts.length]).toEqual([waits, requests]);
  });

  test('tells of its beginning and its end', async () => {
    const rig = await tokenRig(rotating('first-refresh-token'));
    const work = rig.tokens.refresh(rig.account);
    expect([...rig.tokens.refreshing]).toEqual([rig.account.id]);
    await work;
    expect([...rig.tokens.refreshing]).toEqual([]);
    expect(rig.changes).toEqual([rig.account.id, rig.account.id]);
  });

  test('of a damaged record asks nobody', async () => {
    const rig = await tokenRig(rotating('first-refresh-token'));
    const { path, bytes } = foreignRecord(rig);
    await writeFile(path, bytes);
    expect((await failureOf(rig.tokens.accessToken(rig.account))).code).toBe('VAULT_DAMAGED');
    expect((await failureOf(rig.tokens.refresh(rig.account))).code).toBe('VAULT_DAMAGED');
    expect(rig.endpoint.posts).toEqual([]);
  });
});

describe('a disk that refuses what a refresh brought', () => {
  /** Before the endpoint answers, a folder takes the record's place. */
  async function refusing() {
    const rotate = rotating('first-refresh-token');
    const rig = await tokenRig(async (response, posted) => {
      if (rig.endpoint.posts.length === 1) await spoil();
      rotate(response, posted);
    });
    const path = join(rig.vault.folder, `${rig.account.id}.sealed`);
    const aside = join(rig.data, 'aside');
    const spoil = async () => {
      await rename(path, aside);
      await mkdir(path);
    };
    const mend = async () => {
      await rmdir(path);
      await rename(aside, path);
    };
    return { rig, mend };
  }

  test('says so, and the new tokens are written before anything else once it takes them', async () => {
    const { rig, mend } = await refusing();
    const refused = await failureOf(rig.tokens.accessToken(rig.account));
    expect(refused.code).toBe('WRITE_FAILED');
    expect((await failureOf(rig.tokens.accessToken(rig.account))).code, 'still refused').toBe(
      'VAULT_DAMAGED',
    );
    await mend();
    expect((await rig.vault.read(rig.account.id)).refreshToken).toBe('first-refresh-token');
    expect((await rig.tokens.accessToken(rig.account)).accessToken).toBe('access-token-1');
    expect((await rig.vault.read(rig.account.id)).refreshToken).toBe('rotated-refresh-token-1');
    expect(rig.endpoint.posts).toHaveLength(1);
  });

  test('does not bring back an account that was removed meanwhile', async () => {
    const { rig, mend } = await refusing();
    await failureOf(rig.tokens.accessToken(rig.account));
    await mend();
    await rig.tokens.forget(rig.account);
    expect((await failureOf(rig.tokens.accessToken(rig.account))).code).toBe('NEEDS_SIGN_IN');
    expect(await rig.vault.read(rig.account.id)).toEqual({});
  });
});

describe('forgetting an account', () => {
  test('waits for its refresh, which does not bring it back', async () => {
    let answer: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const rotate = rotating('first-refresh-token');
    const rig = await tokenRig((response, posted) => {
      answer();
      setImmediate(() => rotate(response, posted));
    });
    const refreshing = rig.tokens.refresh(rig.account);
    await asked;
    await Promise.all([refreshing, rig.another().forget(rig.account)]);
    expect(await rig.vault.read(rig.account.id)).toEqual({});
  });
});

describe('what a sign-in brought', () => {
  const connection = {
    endpoints: { token: 'https://x.test', issInResponse: false, clientAuthentication: 'basic' as const },
    clientId: 'a-client',
    scopes: ['mail'],
    mail: {},
  };

  test('reaches the disk though a refresh holds the account, which then does not undo it', async () => {
    const { rig, asked, go } = await heldBack();
    const refreshing = rig.another().refresh(rig.account);
    await asked;
    await rig.tokens.keep(rig.account, { accessToken: 'a', refreshToken: 'r' }, connection);
    expect(await rig.vault.read(rig.account.id)).toMatchObject({ accessToken: 'a', refreshToken: 'r' });
    go();
    expect(await refreshing).toBe('refreshed');
    expect(await rig.vault.read(rig.account.id)).toMatchObject({ accessToken: 'a', refreshToken: 'r' });
  });

  test('replaces a record that is damaged, which is kept for whoever can mend it', async () => {
    const rig = await tokenRig(rotating('x'));
    const { path, bytes } = foreignRecord(rig);
    for (const name of [`${path}.damaged`, `${path}.damaged-2`]) {
      await writeFile(path, bytes);
      await rig.tokens.keep(rig.account, { accessToken: 'a', refreshToken: 'r' }, connection);
      expect((await rig.vault.read(rig.account.id)).refreshToken).toBe('r');
      expect((await readFile(name)).equals(bytes), name).toBe(true);
    }
  });

  test('replaces the old tokens and their failure, and keeps the client secret', async () => {
    const failure = { code: 'NEEDS_SIGN_IN' as const, evidence: 'x', at: later(0) };
    const rig = await tokenRig(rotating('x'), {
      ...expired,
      clientSecret: 'cs',
      failure,
      grantedScopes: ['old'],
    });
    await rig.tokens.keep(rig.account, { accessToken: 'a', refreshToken: 'r' }, connection);
    expect(await rig.vault.read(rig.account.id)).toEqual({
      clientSecret: 'cs',
      accessToken: 'a',
      refreshToken: 'r',
      refreshTokenIssuedAt: expect.any(String),
      refreshedAt: expect.any(String),
      grantedScopes: ['mail'],
    });
    expect(rig.changes).toEqual([rig.account.id]);
  });

  test('leaves the refresh token of before where the provider gives one only once', async () => {
    const rig = await tokenRig(rotating('x'));
    await rig.tokens.keep(rig.account, { accessToken: 'a', scopes: ['mail', 'more'] }, connection);
    expect(await rig.vault.read(rig.account.id)).toMatchObject({
      refreshToken: 'first-refresh-token',
      grantedScopes: ['mail', 'more'],
    });
  });
});
