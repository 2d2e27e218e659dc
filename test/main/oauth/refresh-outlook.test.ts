import { expect, test } from 'vitest';
import { refreshTokenOutlook } from '../../../main/oauth/refresh-outlook.ts';
import texts from '../../../preload/texts/en/insight.json';

const issuedAt = new Date('2026-01-01T00:00:00Z');
const microsoft = { lifetimeDays: 90, spaHours: 24, rotates: true };
const google = { testingDays: 7, idleDays: 180, rotates: false };

test.each([
  ['Microsoft', microsoft, { issuedAt }, 'lifetime', '2026-04-01', '2026-02-15'],
  ['Microsoft, a single-page app', microsoft, { issuedAt, isSpa: true }, 'spa', '2026-01-02', null],
  ['Google', google, { issuedAt }, 'idle', '2026-06-30', '2026-04-01'],
  [
    'Google, used since',
    google,
    { issuedAt, lastUsedAt: new Date('2026-02-01T00:00:00Z') },
    'idle',
    '2026-07-31',
    '2026-05-02',
  ],
  [
    'Google, in testing',
    google,
    { issuedAt, isTestingApp: true, lastUsedAt: new Date('2026-01-05T00:00:00Z') },
    'testing',
    '2026-01-08',
    null,
  ],
  [
    'a token with an end that use does not put off',
    { lifetimeDays: 10, rotates: false },
    { issuedAt },
    'lifetime',
    '2026-01-11',
    null,
  ],
  [
    'a provider that does not say',
    { rotates: true },
    { issuedAt, isSpa: true, isTestingApp: true },
    'unknown',
    null,
    null,
  ],
] as const)('how long a sign-in lasts: %s', (_, rules, life, reason, end, useBy) => {
  const outlook = refreshTokenOutlook(rules, life);
  const day = (date: Date | null) => date?.toISOString().slice(0, 10) ?? null;
  expect([outlook.reason, day(outlook.endsAt), day(outlook.useBy)]).toEqual([reason, end, useBy]);
  expect(outlook.keptAliveByUse).toBe(useBy !== null);
  expect(texts.outlook).toHaveProperty(outlook.reason);
});
