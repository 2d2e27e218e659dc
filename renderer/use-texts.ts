import { useTranslation } from 'react-i18next';

const namespaces = [
  'common',
  'accounts',
  'aem',
  'bulkPage',
  'onboarding',
  'inbox',
  'mail',
  'bundlesPage',
  'register',
  'settings',
  'templatesPage',
  'explainPage',
] as const;

/** Keys of `common` stand alone, others behind their namespace and a colon; the compiler knows them all. */
export function useTexts() {
  return useTranslation(namespaces);
}

/** For keys that come from the contract, whole: of providers, findings and problems. */
export function useSharedTexts(): (key: string, values?: Readonly<Record<string, string>>) => string {
  const { i18n } = useTranslation();
  return (key, values = {}) => {
    const text: unknown = i18n.t(key as never, values);
    return String(text);
  };
}
