import { describe, expect, it } from 'vitest';
import type { KeptTemplate, TemplateSetId } from '../../../preload/contract/index.ts';
import { overviewGrid, standing } from '../../../renderer/templates/overview/completeness.ts';

function kept(set: TemplateSetId, language: string, rest: Partial<KeptTemplate> = {}): KeptTemplate {
  const savedAt = '2026-03-02T09:30:00.000Z';
  const counts = { bytes: 10, filledKeys: 4, keys: 4, errors: 0, warnings: 0, lostVariables: 0 };
  return { set, language, savedAt, ...counts, hasOriginal: false, ...rest };
}

describe('how a template stands', () => {
  it.each([
    [{}, 'complete'],
    [{ warnings: 2 }, 'warnings'],
    [{ warnings: 2, filledKeys: 3 }, 'missing'],
    [{ warnings: 2, filledKeys: 3, errors: 1 }, 'errors'],
  ] as const)('%j is %s', (counts, expected) => {
    expect(standing(kept('page', 'en', counts))).toBe(expected);
  });
});

describe('the overview', () => {
  const sets = [
    { id: 'page', locations: { perLanguage: true } },
    { id: 'assign-task', locations: { perLanguage: false } },
  ] as const;

  it('has English first, then every language that is used', () => {
    const { languages } = overviewGrid(sets, [kept('page', 'ko'), kept('page', 'de'), kept('page', 'en')]);
    expect(languages).toEqual(['en', 'de', 'ko']);
  });

  it('has a column for English before anything is kept', () => {
    expect(overviewGrid(sets, []).languages).toEqual(['en']);
  });

  it('tells what is kept, what can be begun, and where there is one file for all languages', () => {
    const german = kept('page', 'de');
    const [page, task] = overviewGrid(sets, [german]).rows;
    expect([...(page?.cells ?? [])]).toEqual([
      ['en', null],
      ['de', german],
    ]);
    expect([...(task?.cells ?? [])]).toEqual([
      ['en', null],
      ['de', undefined],
    ]);
  });
});
