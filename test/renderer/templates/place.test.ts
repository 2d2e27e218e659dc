import { describe, expect, it } from 'vitest';
import { formatPage, type Page, parsePage } from '../../../renderer/page.ts';

describe('the templates in the hash', () => {
  const pages: readonly Page[] = [
    { name: 'templates' },
    { name: 'templates', view: 'import' },
    { name: 'templates', set: 'assign-task', language: 'en' },
    { name: 'templates', set: 'page', language: 'ko' },
  ];
  it.each(pages.map((page) => [formatPage(page), page] as const))('%s comes back as it was', (hash, page) => {
    expect(parsePage(hash)).toEqual(page);
  });

  it.each(['#/templates?set=nowhere', '#/templates?set=__proto__', '#/templates?language=ko'])(
    'are the overview for %s',
    (hash) => {
      expect(parsePage(hash)).toEqual({ name: 'templates' });
    },
  );

  it('are English where the language is none', () => {
    expect(parsePage('#/templates?set=page&language=../x')).toEqual({
      name: 'templates',
      set: 'page',
      language: 'en',
    });
  });
});
