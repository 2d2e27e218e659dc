import { describe, expect, test } from 'vitest';
import { refreshTokenOutlook, signInOutlook } from '../../../main/oauth/refresh-outlook.ts';
import texts from '../../../preload/texts/en/insight.json';

const issuedAt = new Date('2026-01-01T00:00:00Z');
const on = (day: string) => new Date(`2026-${day}T00:00:00Z`);
const microsoft = { lifetimeDays: 90, spaHours: 24, rotates: true };
const google = { testingDays: 7, idleDays: 180, rotates: false };
const told = { ...google, testingDays: 5 };

test.each([
  ['Microsoft', microsoft, {}, 'lifetime', '04-01', '01-16', '03-25'],
  ['Microsoft, a single-page app', microsoft, { isSpa: true }, 'spa', '01-02', null, '01-01'],
  ['Microsoft, told so', microsoft, { toldEnd: on('01-02') }, 'spa', '01-02', null, '01-01'],
  ['Google', google, {}, 'idle', '06-30', '01-31', '06-23'],
  ['Google, used since', google, { lastUsedAt: on('02-01') }, 'idle', '07-31', '03-03', '07-24'],
  [
    'Google, in testing',
    google,
    { isTestingApp: true, lastUsedAt: on('01-05') },
    'testing',
    '01-08',
    null,
    '01-06',
  ],
  ['Google, told so', google, { toldEnd: on('01-08') }, 'testing', '01-08', null, '01-06'],
  ['told otherwise', told, { toldEnd: on('03-01'), isTestingApp: true }, 'told', '03-01', null, '02-22'],
  [
    'told by a provider that is not known',
    undefined,
    { toldEnd: on('01-31') },
    'told',
    '01-31',
    null,
    '01-24',
  ],
  [
    'an end that use does not put off',
    { lifetimeDays: 12, rotates: false },
    {},
    'lifetime',
    '01-13',
    null,
    '01-10',
  ],
  [
    'a provider that does not say',
    { rotates: true },
    { isSpa: true, isTestingApp: true },
    'unknown',
    null,
    null,
    null,
  ],
] as const)('how long a sign-in lasts: %s', (_, rules, life, reason, end, useBy, warnFrom) => {
  const outlook = refreshTokenOutlook(rules, { issuedAt, ...life });
  const day = (date: Date | null) => date?.toISOString().slice(5, 10) ?? null;
  expect([outlook.reason, day(outlook.endsAt), day(outlook.useBy), day(outlook.warnFrom)]).toEqual([
    reason,
    end,
    useBy,
    warnFrom,
  ]);
  expect(outlook.keptAliveByUse).toBe(useBy !== null);
  expect(texts.outlook).toHaveProperty(outlook.reason);
});

describe('an account’s sign-in', () => {
  const kept = { refreshToken: 'r', refreshTokenIssuedAt: issuedAt.toISOString() };

  test.each([
    [{}, kept, 'idle'],
    [{ inTesting: true }, kept, 'testing'],
    [{}, { ...kept, refreshTokenExpiresAt: on('01-08').toISOString() }, 'testing'],
    [{}, { refreshTokenIssuedAt: kept.refreshTokenIssuedAt }, undefined],
    [{}, { refreshToken: 'r' }, undefined],
  ])('%j with %j: %s', (account, secrets, reason) => {
    expect(signInOutlook(account, secrets, google)?.reason).toBe(reason);
  });
});
