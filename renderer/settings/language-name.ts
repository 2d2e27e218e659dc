import type { Language } from '../../preload/contract/index.ts';

export const languages: readonly Language[] = ['en', 'ko', 'zh-CN', 'zh-TW', 'fr'];

/** A language's name in itself; Chinese goes by its script. */
export function languageName(language: Language): string {
  const named = { 'zh-CN': 'zh-Hans', 'zh-TW': 'zh-Hant' }[language as string] ?? language;
  return new Intl.DisplayNames([named], { type: 'language' }).of(named) ?? language;
}
