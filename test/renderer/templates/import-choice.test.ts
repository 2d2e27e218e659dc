import { describe, expect, it } from 'vitest';
import type { ImportCandidate } from '../../../preload/contract/index.ts';
import {
  type ImportChoice,
  importRequests,
  likelyChoices,
  unclear,
} from '../../../renderer/templates/import/import-choice.ts';

const sets = [
  { id: 'workflow', locations: { perLanguage: true } },
  { id: 'assign-task', locations: { perLanguage: false } },
] as const;

function candidate(rest: Partial<ImportCandidate>): ImportCandidate {
  return {
    path: 'en.txt',
    set: 'workflow',
    language: 'en',
    text: 'subject=a\n',
    bytes: 10,
    format: 'properties',
    encoding: 'ascii',
    shipped: false,
    replaces: false,
    ...rest,
  };
}

function choice(rest: Partial<ImportChoice> = {}): ImportChoice {
  return { take: true, set: 'workflow', language: 'en', as: 'both', asUnicode: false, ...rest };
}

describe('what is proposed for the files that were found', () => {
  it.each([
    ['a file of the admin', [candidate({})], ['both']],
    ['a file of Adobe alone', [candidate({ shipped: true })], ['both']],
    ['a file of Adobe where one is kept', [candidate({ shipped: true, replaces: true })], ['original']],
    ['both', [candidate({ shipped: true }), candidate({})], ['original', 'template']],
  ])('%s', (_name, found, expected) => {
    expect(likelyChoices(found, sets).map(({ as }) => as)).toEqual(expected);
  });

  it('leaves out what AEM reads in another way, and what has no place', () => {
    const found = [
      candidate({ format: 'forms-jee' }),
      candidate({ set: null }),
      candidate({ language: null }),
    ];
    expect(likelyChoices(found, sets).map(({ take }) => take)).toEqual([false, false, false]);
  });

  it('takes one of two files for the same place', () => {
    const found = [candidate({ path: 'a/en.txt' }), candidate({ path: 'b/en.txt' })];
    expect(likelyChoices(found, sets).map(({ take }) => take)).toEqual([true, false]);
  });

  it('needs no language where there is one file for all', () => {
    const [only] = likelyChoices([candidate({ set: 'assign-task', language: null })], sets);
    expect(only).toMatchObject({ take: true, language: 'en' });
  });

  it('repairs what is Unicode, and leaves what AEM reads as it is', () => {
    const found = [
      candidate({ encoding: 'utf-8', asUnicode: 'x' }),
      candidate({ encoding: 'iso-8859-1', asUnicode: 'x', language: 'de' }),
    ];
    expect(likelyChoices(found, sets).map(({ asUnicode }) => asUnicode)).toEqual([true, false]);
  });
});

describe('what is unclear', () => {
  it.each([
    ['one row', [choice()], []],
    ['no language', [choice({ language: null })], [0]],
    ['no language, but not taken', [choice({ language: null, take: false })], []],
    ['two for one place', [choice(), choice({ as: 'template' })], [0, 1]],
    ['a template and its original', [choice({ as: 'template' }), choice({ as: 'original' })], []],
  ])('%s', (_name, choices, expected) => {
    expect([...unclear(choices)].sort()).toEqual(expected);
  });
});

describe('what is asked for', () => {
  it('is what was chosen, read as chosen', () => {
    const found = [candidate({ asUnicode: 'repaired' }), candidate({ language: 'de' })];
    expect(importRequests(found, [choice({ asUnicode: true }), choice({ take: false })])).toEqual([
      { set: 'workflow', language: 'en', as: 'both', text: 'repaired' },
    ]);
  });
});
