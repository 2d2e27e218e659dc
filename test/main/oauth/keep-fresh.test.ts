import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Failure } from '../../../main/explain/failure.ts';
import { keepFresh } from '../../../main/oauth/keep-fresh.ts';
import type { Secrets, TokenFailure } from '../../../main/vault/secrets.ts';
import type { Account } from '../../../preload/contract/index.ts';
import { anAccount } from '../an-account.ts';

const minute = 60_000;
const start = Date.parse('2026-06-01T12:00:00.000Z');

beforeEach(() => {
  vi.useFakeTimers({ now: start });
});
afterEach(() => {
  vi.useRealTimers();
});

const at = (minutes: number) => new Date(start + minutes * minute).toISOString();
const living = (minutes: number): Secrets => ({
  refreshToken: 'r',
  accessToken: 'a',
  accessTokenExpiresAt: at(minutes),
});
const failed = (code: TokenFailure['code'], minutes: number): Secrets => ({
  ...living(-1),
  failure: { code, evidence: 'x', at: at(minutes) },
});

/** Runs for some minutes and tells at which of them each account was renewed. */
async function renewals(
  minutes: number,
  kept: Readonly<Record<string, Secrets | Failure>>,
  change: Partial<Account> = {},
) {
  const renewed: [string, number][] = [];
  const told: string[] = [];
  const stop = keepFresh({
    accounts: () => Object.keys(kept).map((id) => anAccount({ ...change, id })),
    readSecrets: async (id) => {
      const secrets = kept[id];
      if (!secrets || secrets instanceof Failure) throw secrets;
      return secrets;
    },
    refresh: async ({ id }) => {
      renewed.push([id, (Date.now() - start) / minute]);
    },
    dueBy: (_, { refreshTokenIssuedAt }) => (refreshTokenIssuedAt ? new Date(refreshTokenIssuedAt) : null),
    now: Date.now,
    failed: ({ id }) => told.push(id),
  });
  await vi.advanceTimersByTimeAsync(minutes * minute);
  stop();
  await vi.advanceTimersByTimeAsync(60 * minute);
  return { renewed, told };
}

describe('in the background', () => {
  test('a token is renewed ten minutes ahead of its end, and not after it was stopped', async () => {
    const { renewed } = await renewals(11, { aaaaaaaaaaaa: living(20) });
    expect(renewed).toEqual([['aaaaaaaaaaaa', 11]]);
  });

  test.each<[string, Secrets]>([
    ['what lives long', living(500)],
    ['what was never signed in', {}],
    ['what only a person can mend', failed('NEEDS_SIGN_IN', -500)],
    ['what was refused a moment ago', failed('TOKEN_FAILED', 0)],
  ])('%s is left alone', async (_, secrets) => {
    expect((await renewals(5, { aaaaaaaaaaaa: secrets })).renewed).toEqual([]);
  });

  test.each<[TokenFailure['code'], number, string?]>([
    ['NETWORK_FAILED', 1],
    ['TOKEN_FAILED', 15],
    ['NETWORK_FAILED', 15, 'POSTKEY_PROXY_LOGIN HTTP/1.1 407'],
  ])('after %s the next try comes in minute %d', async (code, minutes, evidence = 'x') => {
    const failure = { code, evidence, at: at(0) };
    const { renewed } = await renewals(minutes, { aaaaaaaaaaaa: { ...failed(code, 0), failure } });
    expect(renewed).toEqual([['aaaaaaaaaaaa', minutes]]);
  });

  test.each<[string, string | undefined, [string, number][]]>([
    ['when it has to be used to stay alive', at(0), [['aaaaaaaaaaaa', 1]]],
    ['not before', at(5), []],
    ['never for that, where nothing is gained by it', undefined, []],
  ])('a token that lives long is renewed %s', async (_, useBy, expected) => {
    const secrets = { ...living(90 * 24 * 60), ...(useBy ? { refreshTokenIssuedAt: useBy } : {}) };
    expect((await renewals(1, { aaaaaaaaaaaa: secrets })).renewed).toEqual(expected);
  });

  test('an app that signs in by itself is renewed once it has had a token', async () => {
    const { refreshToken: _, ...secrets } = living(1);
    const app = { grant: 'client_credentials' as const };
    expect((await renewals(1, { aaaaaaaaaaaa: secrets, bbbbbbbbbbbb: {} }, app)).renewed).toEqual([
      ['aaaaaaaaaaaa', 1],
    ]);
  });

  test('an account that fails does not hold up the next, and is told of', async () => {
    const damaged = new Failure('VAULT_DAMAGED', { where: 'vault', evidence: 'x' });
    const { renewed, told } = await renewals(1, { aaaaaaaaaaaa: damaged, bbbbbbbbbbbb: living(1) });
    expect(renewed).toEqual([['bbbbbbbbbbbb', 1]]);
    expect(told).toEqual(['aaaaaaaaaaaa']);
  });

  test('a round that takes long is not joined by another', async () => {
    let begun = 0;
    const stop = keepFresh({
      accounts: () => [anAccount()],
      readSecrets: async () => living(0),
      refresh: () => {
        begun += 1;
        return new Promise(() => undefined);
      },
      now: Date.now,
      failed: () => undefined,
    });
    await vi.advanceTimersByTimeAsync(10 * minute);
    stop();
    expect(begun).toBe(1);
  });
});
