import type { Family } from './signatures/signature.ts';

const FAMILIES: readonly (readonly [prefix: string, family: Family])[] = [
  ['microsoft', 'microsoft'],
  ['outlook', 'microsoft'],
  ['google', 'google'],
  ['gmail', 'google'],
  ['yahoo', 'yahoo'],
  ['aol', 'yahoo'],
  ['yandex', 'yandex'],
  ['aem', 'aem'],
  ['custom', 'generic'],
  ['practice', 'generic'],
  ['generic', 'generic'],
];

/** @returns undefined for an id that is not known, so that it is ignored */
export function providerFamily(provider: string | undefined): Family | undefined {
  const name = provider?.toLowerCase() ?? '';
  return FAMILIES.find(([prefix]) => name.startsWith(prefix))?.[1];
}

const TELLING: readonly (readonly [RegExp, Family])[] = [
  [/AADSTS\d|(?:office365|outlook|microsoftonline)\.(?:com|us|cn)|aka\.ms\//i, 'microsoft'],
  [/\bgsmtp\b|(?:gmail|googleapis|google)\.com/i, 'google'],
  [/(?:yahoo|aol)\.com/i, 'yahoo'],
  [/yandex\.(?:com|ru)/i, 'yandex'],
];

/** The one provider a text speaks of; undefined where it names none or several. */
export function providerInText(text: string): Family | undefined {
  const named = TELLING.filter(([sign]) => sign.test(text));
  return named.length === 1 ? named[0]?.[1] : undefined;
}
