import { describe, expect, it } from 'vitest';
import { type AccountStatus, type Diagnosis, Health } from '../../../preload/contract/index.ts';
import {
  accountName,
  actionFor,
  expiries,
  filterAccounts,
  needsAttention,
} from '../../../renderer/accounts/account-list.ts';

const account = (over: Partial<AccountStatus>): AccountStatus => ({
  id: 'abcdef012345',
  label: '',
  address: 'mailer@example.com',
  provider: 'custom',
  purpose: 'other',
  grant: 'authorization_code',
  publicClient: true,
  signInAs: null,
  health: 'ready',
  accessTokenExpiresAt: null,
  refreshTokenExpiresAt: null,
  keptAliveByUse: false,
  inTesting: false,
  lastRefreshAt: null,
  secretExpiresOn: null,
  diagnosis: null,
  ...over,
});

describe('an account', () => {
  it('goes by its label, else by its address', () => {
    expect(accountName(account({ label: 'News' }))).toBe('News');
    expect(accountName(account({}))).toBe('mailer@example.com');
  });

  it('lists what expires, the soonest first', () => {
    const dates = {
      refreshTokenExpiresAt: '2027-02-01T00:00:00Z',
      secretExpiresOn: '2026-12-01',
      accessTokenExpiresAt: '2026-11-21T13:00:00Z',
    };
    expect(expiries(account(dates)).map(({ kind }) => kind)).toEqual(['token', 'secret', 'signIn']);
    expect(expiries(account({}))).toEqual([]);
  });

  it.each(Health.options)('in health %s asks for an action exactly if it needs attention', (health) => {
    expect(actionFor(account({ health })) !== null).toBe(needsAttention(account({ health })));
  });
});

describe('a failing account', () => {
  it.each([
    ['postkey-record-damaged', 'sign-in'],
    ['http-503', 'refresh'],
  ])('by %s asks to %s', (id, action) => {
    const diagnosis = { id } as Diagnosis;
    expect(actionFor(account({ health: 'failing', diagnosis }))).toBe(action);
  });
});

describe('a sign-in that ends soon', () => {
  it.each([
    [true, 'refresh'],
    [false, 'sign-in'],
  ])('kept alive by use: %s, asks for %s', (keptAliveByUse, action) => {
    expect(actionFor(account({ health: 'expires-soon', keptAliveByUse }))).toBe(action);
  });
});

describe('the search', () => {
  const all = [
    account({ label: 'Newsletter', address: 'news@contoso.example', provider: 'microsoft' }),
    account({ label: 'Orders', address: 'orders@fabrikam.example', provider: 'google' }),
  ];
  it.each([
    ['', 2],
    ['  ', 2],
    ['NEWS', 1],
    ['google', 1],
    ['orders fabrikam', 1],
    ['orders contoso', 0],
  ])('for %j finds %i', (query, count) => {
    expect(filterAccounts(all, query)).toHaveLength(count);
  });
});
