import { expect, test } from 'vitest';
import { allProviders } from '../../../main/oauth/providers/all.ts';
import { BulkProblem } from '../../../preload/contract/bulk.ts';
import { ProviderSummary } from '../../../preload/contract/index.ts';
import bulk from '../../../preload/texts/en/bulk.json';
import providers from '../../../preload/texts/en/providers.json';

const all = allProviders(() => Promise.reject(new Error('none')), {}).map(({ summary }) => summary);
const written = leaves(providers).map((path) => `providers:${path}`);

test('there are all the providers, each once', () => {
  expect(all.map(({ id }) => id)).toEqual([
    'practice',
    'microsoft365',
    'microsoft-personal',
    'microsoft-gcc-high',
    'microsoft-dod',
    'microsoft-china-21vianet',
    'google',
    'google-service-account',
    'yahoo',
    'aol',
    'fastmail',
    'yandex',
    'mailru',
    'comcast',
    'zoho',
    'gmx',
    'custom',
  ]);
});

test('what a provider names has words, and every word is named', () => {
  const named = all.flatMap(({ id, notice, prerequisites }) => [
    `providers:${id}.name`,
    ...(notice ? [notice.why, notice.instead] : []),
    ...prerequisites,
  ]);
  expect([...new Set(named)].sort()).toEqual([...written].sort());
});

test('every problem of a row has words', () => {
  expect(Object.keys(bulk.problem).sort()).toEqual([...BulkProblem.shape.id.options].sort());
});

test.each(all)('$id tells the wizard what the contract promises', (facts) => {
  const summary = { ...facts, name: facts.id };
  expect(ProviderSummary.parse(summary)).toEqual(summary);
  for (const { signInRedirectUri, redirectUris, secret } of Object.values(facts.registrations)) {
    expect(URL.canParse(signInRedirectUri)).toBe(true);
    const asks = facts.grants.includes('authorization_code');
    if (asks && redirectUris.length > 0) expect(redirectUris).toContain(signInRedirectUri);
    if (secret === 'none' && facts.family !== 'practice' && asks) expect(facts.family).toBe('microsoft');
  }
  if (facts.clientIdPattern) expect(() => new RegExp(facts.clientIdPattern ?? '')).not.toThrow();
  for (const page of Object.values(facts.portal)) expect(page).toMatch(/^https:\/\//);
});

function leaves(texts: object, base = ''): string[] {
  return Object.entries(texts).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null ? leaves(value, `${base}${key}.`) : [`${base}${key}`],
  );
}
