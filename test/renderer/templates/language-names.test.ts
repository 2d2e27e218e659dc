import { describe, expect, it } from 'vitest';
import { allLanguages, languageNames } from '../../../renderer/templates/language-names.ts';

describe('the languages to choose from', () => {
  const languages = allLanguages('en');

  it.each(['en', 'de', 'ko', 'ja', 'zh', 'fr', 'pt', 'ar', 'he', 'id'])('have %s', (code) => {
    expect(languages.map((language) => language.code)).toContain(code);
  });

  it.each(['jp', 'cn', 'xx', 'iw', 'in', 'gb'])(
    'have no %s, which is no language of ISO 639-1 today',
    (code) => {
      expect(languages.map((language) => language.code)).not.toContain(code);
    },
  );

  it('are in the order of their names', () => {
    const names = languages.map(({ name }) => name);
    expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other, 'en')));
  });
});

describe('the name of a language', () => {
  it.each([
    ['en', 'de', 'German'],
    ['fr', 'de', 'Allemand'],
    ['ko', 'en', '영어'],
  ])('in %s, of %s, is %s', (locale, code, name) => {
    expect(languageNames(locale)(code)).toBe(name);
  });
});
