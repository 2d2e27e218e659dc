import { describe, expect, it } from 'vitest';
import type { BundleTarget } from '../../../preload/contract/index.ts';
import { defaultTarget } from '../../../renderer/bundles/default-target.ts';
import { templateGroups, toggleLanguage, toggleSet } from '../../../renderer/bundles/template-choices.ts';

const sets = [
  { id: 'page', title: 'Page events' },
  { id: 'workflow', title: 'Workflow' },
  { id: 'forum', title: 'Forum' },
] as const;
const kept = [
  { set: 'workflow', language: 'en' },
  { set: 'workflow', language: 'ko' },
  { set: 'page', language: 'fr' },
] as const;

describe('the templates to take along', () => {
  const groups = templateGroups(sets, kept);
  const workflow = groups[1];

  it('are grouped by set, in the order of sets, without empty ones', () => {
    expect(groups.map(({ set, languages }) => [set.id, languages])).toEqual([
      ['page', ['fr']],
      ['workflow', ['en', 'ko']],
    ]);
  });

  it.each([
    ['none', [], ['en', 'ko']],
    ['some', ['ko'], ['en', 'ko']],
    ['all', ['en', 'ko'], []],
  ] as const)('become whole or nothing where %s of a set were chosen', (_, before, after) => {
    if (!workflow) throw new Error('no workflow');
    const page = { set: 'page', language: 'fr' } as const;
    const chosen = [page, ...before.map((language) => ({ set: 'workflow' as const, language }))];
    const expected = [page, ...after.map((language) => ({ set: 'workflow', language }))];
    expect(toggleSet(chosen, workflow)).toEqual(expected);
  });

  it('are taken and left one by one', () => {
    if (!workflow) throw new Error('no workflow');
    const one = toggleLanguage([], workflow, 'ko');
    expect(one).toEqual([{ set: 'workflow', language: 'ko' }]);
    expect(toggleLanguage(one, workflow, 'ko')).toEqual([]);
  });
});

describe('the target to begin with', () => {
  const target = (id: BundleTarget['id']) => ({
    id,
    title: id,
    group: 'aem' as const,
    options: [],
    takesTemplates: false,
    takesSecrets: false,
  });
  const targets = [target('aem-cloud'), target('aem-65'), target('forms-jee'), target('json')];

  it.each([
    ['aem-cloud', undefined, 'aem-cloud'],
    ['aem-65', undefined, 'aem-65'],
    ['forms-jee', undefined, 'forms-jee'],
    ['other', undefined, 'json'],
    ['aem-65', 'forms-jee', 'forms-jee'],
    ['aem-65', 'nonsense', 'aem-65'],
  ] as const)('is, for %s with a link to %s, %s', (purpose, asked, expected) => {
    expect(defaultTarget(targets, purpose, asked)?.id).toBe(expected);
  });

  it('is the first one where there is none that fits', () => {
    expect(defaultTarget([target('aem-65')], 'other')?.id).toBe('aem-65');
  });
});
