import { describe, expect, test } from 'vitest';
import { healthOf } from '../../../main/accounts/health.ts';
import { readStates } from '../../../main/accounts/statuses.ts';
import { Failure } from '../../../main/explain/failure.ts';
import type { Secrets } from '../../../main/vault/secrets.ts';
import type { Account } from '../../../preload/contract/index.ts';
import { anAccount } from '../an-account.ts';
import { failureOf } from '../failure-of.ts';

const now = new Date('2026-06-15T12:00:00.000Z');
const days = (count: number) => new Date(now.getTime() + count * 86_400_000).toISOString();
const day = (count: number) => days(count).slice(0, 10);

const signedIn: Secrets = {
  refreshToken: 'r',
  refreshTokenIssuedAt: days(-1),
  accessToken: 'a',
  accessTokenExpiresAt: days(0.01),
  refreshedAt: days(-0.01),
};
const failed = (code: 'NEEDS_SIGN_IN' | 'TOKEN_FAILED' | 'NETWORK_FAILED'): Secrets => ({
  ...signedIn,
  failure: { code, evidence: 'x', at: days(0) },
});
const { refreshToken: _, ...accessOnly } = signedIn;
const { accessTokenExpiresAt: __, ...withoutEnd } = accessOnly;

interface Case {
  readonly secrets: Secrets;
  readonly account?: Partial<Account>;
  /** Days from now that a person is to know of the sign-in's end. */
  readonly warnIn?: number;
  readonly refreshing?: boolean;
}

describe('health', () => {
  test.each<[string, string, Case]>([
    ['ready', 'signed in', { secrets: signedIn }],
    [
      'ready',
      'an expired access token that can be renewed',
      { secrets: { ...signedIn, accessTokenExpiresAt: days(-5) } },
    ],
    [
      'ready',
      'app-only, never asked yet',
      { secrets: { clientSecret: 's' }, account: { grant: 'client_credentials' } },
    ],
    ['refreshing', 'under way, whatever was', { secrets: failed('NEEDS_SIGN_IN'), refreshing: true }],
    ['needs-sign-in', 'nothing kept', { secrets: {} }],
    ['needs-sign-in', 'only a client secret kept', { secrets: { clientSecret: 's' } }],
    ['needs-sign-in', 'refused by the provider', { secrets: failed('NEEDS_SIGN_IN') }],
    [
      'needs-sign-in',
      'an access token that ended and cannot be renewed',
      { secrets: { ...accessOnly, accessTokenExpiresAt: days(-1) } },
    ],
    [
      'needs-sign-in',
      'an access token without an end, hours old',
      { secrets: { ...withoutEnd, refreshedAt: days(-1) } },
    ],
    ['expires-soon', 'an access token without an end, minutes old', { secrets: withoutEnd }],
    ['expires-soon', 'an access token that cannot be renewed', { secrets: accessOnly }],
    ['failing', 'refused for the client', { secrets: failed('TOKEN_FAILED') }],
    ['failing', 'out of reach', { secrets: failed('NETWORK_FAILED') }],
    [
      'secret-expires',
      'a client secret with 30 days left',
      { secrets: signedIn, account: { secretExpiresOn: day(30) } },
    ],
    [
      'ready',
      'a client secret with 32 days left',
      { secrets: signedIn, account: { secretExpiresOn: day(32) } },
    ],
    [
      'secret-expires',
      'a client secret that ended',
      { secrets: signedIn, account: { secretExpiresOn: day(-3) } },
    ],
    [
      'failing',
      'a client secret that ended and was refused',
      { secrets: failed('TOKEN_FAILED'), account: { secretExpiresOn: day(-3) } },
    ],
    ['expires-soon', 'a sign-in whose end is to be known', { secrets: signedIn, warnIn: -0.1 }],
    ['ready', 'a sign-in whose end is far', { secrets: signedIn, warnIn: 0.1 }],
  ])('is %s: %s', (health, _, { secrets, account, warnIn, refreshing = false }) => {
    const outlook =
      warnIn === undefined
        ? null
        : { endsAt: new Date(days(warnIn + 7)), keptAliveByUse: false, warnFrom: new Date(days(warnIn)) };
    expect(healthOf({ account: anAccount(account), secrets, outlook, refreshing, now })).toBe(health);
  });
});

describe('the list of accounts', () => {
  const accounts = [anAccount({ id: 'aaaaaaaaaaaa' }), anAccount({ id: 'bbbbbbbbbbbb' })];
  const sources = (code: 'VAULT_DAMAGED' | 'VAULT_LOCKED') => ({
    accounts,
    readSecrets: async (id: string): Promise<Secrets> => {
      if (id === 'aaaaaaaaaaaa') throw new Failure(code, { where: 'vault', evidence: 'x' });
      return failed('TOKEN_FAILED');
    },
    outlook: () => null,
    refreshing: new Set<string>(),
    now,
  });

  test('shows a damaged record as that account failing, and the others as they are', async () => {
    const states = await readStates(sources('VAULT_DAMAGED'));
    expect(states.map(({ health, failure }) => [health, failure?.code])).toEqual([
      ['failing', 'VAULT_DAMAGED'],
      ['failing', 'TOKEN_FAILED'],
    ]);
    expect(JSON.stringify(states)).not.toMatch(/"(r|a)"/);
  });

  test('is not shown at all while the vault is locked', async () => {
    expect((await failureOf(readStates(sources('VAULT_LOCKED')))).code).toBe('VAULT_LOCKED');
  });
});
