import { createInstance, type Resource } from 'i18next';
import type { Language } from '../../preload/contract/index.ts';

/** The words for one signature or class. */
export interface Words {
  readonly title: string;
  readonly meaning: string;
  readonly causes: readonly string[];
  readonly fix: readonly string[];
}

export type Values = Readonly<Record<string, string>>;

/** The catalogue's texts in one language, with English behind them. */
export interface CatalogueTexts {
  /** @param key `family:id`, or `general:` and a class */
  words(key: string, values: Values): Words;
  text(key: string, values?: Values): string;
}

const files = import.meta.glob<Record<string, unknown>>('../../preload/texts/*/explain/*.json', {
  import: 'default',
});

/** Loads the files of one language and of English. Ids have dots in them, so that keys are parted by slashes. */
export async function loadCatalogueTexts(language: Language): Promise<CatalogueTexts> {
  const resources: Resource = {};
  const loaded = await Promise.all(
    Object.entries(files).flatMap(([path, load]) => {
      const [folder = '', , file = ''] = path.split('/').slice(-3);
      if (folder !== language && folder !== 'en') return [];
      return [load().then((texts) => ({ folder, name: file.replace(/\.json$/, ''), texts }))];
    }),
  );
  for (const { folder, name, texts } of loaded) resources[folder] = { ...resources[folder], [name]: texts };
  const i18n = createInstance();
  await i18n.init({
    lng: language,
    fallbackLng: 'en',
    resources,
    ns: Object.keys(resources['en'] ?? {}),
    defaultNS: 'general',
    keySeparator: '/',
    nsSeparator: ':',
    interpolation: { escapeValue: false },
  });
  const unknown = unknownValues(i18n.t('general:placeholders', { returnObjects: true }));
  return {
    words: (key, values) =>
      i18n.t(key, { returnObjects: true, replace: { ...unknown, ...values } }) as unknown as Words,
    text: (key, values) => i18n.t(key, { replace: { ...unknown, ...values } }),
  };
}

/** What stands in a step where the value is not known: its name in angle brackets. */
function unknownValues(names: unknown): Values {
  return Object.fromEntries(
    Object.entries(names as Record<string, string>).map(([placeholder, name]) => [placeholder, `<${name}>`]),
  );
}
