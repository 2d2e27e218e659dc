import { createInstance, type i18n, type Resource } from 'i18next';
import type { Language } from '../contract/words.ts';

const languages: readonly Language[] = ['en', 'ko', 'zh-CN', 'zh-TW', 'fr'];

/** One file a namespace; a language is loaded when it is asked for. */
const files = import.meta.glob<Record<string, unknown>>('./*/*.json', { import: 'default' });

/**
 * The texts of one language, with English behind them where a text is missing.
 *
 * @returns an i18next instance that is ready to use; keys are `namespace:path.to.text`
 */
export async function createTexts(language: Language): Promise<i18n> {
  const wanted: readonly Language[] = language === 'en' ? ['en'] : [language, 'en'];
  const resources: Resource = {};
  await Promise.all(
    Object.entries(files).map(async ([path, load]) => {
      const [, folder = '', file = ''] = path.split('/');
      if (!wanted.some((name) => name === folder)) return;
      const texts = await load();
      resources[folder] = { ...resources[folder], [file.replace(/\.json$/, '')]: texts };
    }),
  );
  const texts = createInstance();
  await texts.init({
    lng: language,
    fallbackLng: 'en',
    resources,
    ns: Object.keys(resources['en'] ?? {}),
    defaultNS: 'common',
    interpolation: { escapeValue: false },
  });
  return texts;
}

/**
 * The best of our languages for the system's wishes, by RFC 4647 lookup; Chinese goes by script, then by region.
 *
 * @param wishes BCP 47 tags, best first
 */
export function chooseLanguage(wishes: readonly string[]): Language {
  for (const wish of wishes) {
    const found = languages.find((language) => language === match(wish));
    if (found) return found;
  }
  return 'en';
}

function match(tag: string): string {
  const [language = '', ...rest] = tag.replaceAll('_', '-').toLowerCase().split('-');
  if (language !== 'zh') return language;
  const traditional =
    rest.includes('hant') || (!rest.includes('hans') && rest.some((part) => /^(tw|hk|mo)$/.test(part)));
  return traditional ? 'zh-TW' : 'zh-CN';
}
