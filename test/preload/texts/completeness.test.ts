import { describe, expect, it } from 'vitest';

/** The catalogue of explanations has a test of its own. */
const files = import.meta.glob<object>('../../../preload/texts/*/*.json', { import: 'default', eager: true });
const languages = ['ko', 'zh-CN', 'zh-TW', 'fr'];

const byLanguage = (language: string) =>
  new Map(
    Object.entries(files)
      .filter(([path]) => path.split('/').at(-2) === language)
      .flatMap(([path, texts]) => {
        const namespace = path.split('/').at(-1)?.replace('.json', '') ?? '';
        return leaves(texts).map(([key, text]): [string, string] => [`${namespace}:${key}`, text]);
      }),
  );

describe.each(languages)('the texts in %s', (language) => {
  const english = byLanguage('en');
  const translated = byLanguage(language);

  it('have every key of the English ones, and no other', () => {
    expect([...english.keys()].filter((key) => !translated.has(key))).toEqual([]);
    expect([...translated.keys()].filter((key) => !english.has(key))).toEqual([]);
  });

  it('have the same placeholders as the English ones', () => {
    const differing = [...english]
      .filter(([key, text]) => {
        // A count of one may be a word in one language and a number in another.
        if (key.endsWith('_one')) return false;
        return String(placeholders(text)) !== String(placeholders(translated.get(key) ?? ''));
      })
      .map(([key]) => key);
    expect(differing).toEqual([]);
  });

  it('say nothing empty where English says something', () => {
    expect([...translated].filter(([, text]) => text.trim() === '').map(([key]) => key)).toEqual([]);
  });
});

function leaves(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  return Object.entries(value as object).flatMap(([key, entry]) =>
    leaves(entry, path ? `${path}.${key}` : key),
  );
}

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{\{\s*(\w+)[^}]*\}\}|\$t\([^)]*\)/g)].map(([all, name]) => name ?? all).sort();
}
