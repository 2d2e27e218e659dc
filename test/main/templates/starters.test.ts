import { describe, expect, test } from 'vitest';
import { describeSets } from '../../../main/templates/describe.ts';
import { lint } from '../../../main/templates/lint.ts';
import { render, sampleValues } from '../../../main/templates/render.ts';
import { setAt, templateSet } from '../../../main/templates/sets/sets.ts';
import { starterText } from '../../../main/templates/starter.ts';
import { Language, TemplateSetId } from '../../../preload/contract/index.ts';
import { createTexts } from '../../../preload/texts/index.ts';

const starters = TemplateSetId.options.flatMap((set) =>
  Language.options.map((language) => [set, language] as const),
);
const code = (language: Language) => language.slice(0, 2);

describe('each starter', () => {
  test.each(starters)('%s in %s is ASCII, complete and without a finding', async (id, language) => {
    const set = templateSet(id);
    const text = await starterText(id, code(language), language);
    const original = await starterText(id, 'en');
    expect(text).toMatch(/^[\n -~]+$/);
    const { findings } = lint({
      text,
      set,
      fileName: `${code(language)}.txt`,
      original: language === 'en' ? undefined : original,
    });
    expect(findings).toEqual([]);
  });

  test.each(starters)('%s in %s can be filled with the samples', async (id, language) => {
    const set = templateSet(id);
    const text = await starterText(id, code(language), language);
    const mail = render(text, set, sampleValues(set, await createTexts('en')));
    expect(mail.unresolved).toEqual([]);
    expect(mail.subject).not.toBe('');
    expect(mail.body.split('\n').length).toBeGreaterThan(3);
  });
});

test('zh is the kind of Chinese that is wanted', async () => {
  expect(await starterText('page', 'zh', 'zh-TW')).not.toBe(await starterText('page', 'zh'));
  expect(await starterText('page', 'zh', 'fr')).toBe(await starterText('page', 'zh', 'zh-CN'));
});

test('a language without a starter begins in English', async () => {
  expect(await starterText('workflow', 'de')).toBe(await starterText('workflow', 'en'));
});

describe('the sets', () => {
  test('are described in full', async () => {
    const sets = describeSets(await createTexts('en'));
    expect(sets.map(({ id }) => id)).toEqual(TemplateSetId.options);
    for (const text of sets.flatMap(({ title, description, notes, keys, variables }) => [
      title,
      description,
      ...notes,
      ...keys.map((key) => key.title),
      ...variables.flatMap(({ meaning, sample }) => [meaning, sample]),
    ])) {
      expect(text).toMatch(/\S/);
      expect(text).not.toMatch(/\{\{|^(sets|keys|variables)\./);
    }
  });

  test('look in the old place first', () => {
    for (const id of ['page', 'replication', 'workflow'] as const) {
      const { order, legacy, override, shipped } = templateSet(id).locations;
      expect(order).toEqual([legacy, override, shipped]);
      expect(legacy).toMatch(/^\/etc\//);
    }
  });

  test.each([
    ['jcr_root/libs/settings/notification-templates/com.day.cq.wcm.core.page/en.txt', 'page'],
    ['apps/settings/notification-templates/com.day.cq.replication/ko.txt', 'replication'],
    ['x/conf/global/settings/workflow/notification/email/default/fr.txt', 'workflow'],
    ['/etc/notification/email/default/com.day.cq.collab.forum/en.txt', 'forum'],
    ['libs/fd/dashboard/templates/email/htmlEmailTemplate.txt', 'assign-task'],
    ['libs/settings/workflow/notification/email/default/sub/en.txt', undefined],
    ['en.txt', undefined],
  ])('own %s', (path, id) => {
    expect(setAt(path)?.id).toBe(id);
  });
});
