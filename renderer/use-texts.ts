import { useTranslation } from 'react-i18next';

const namespaces = [
  'common',
  'accounts',
  'onboarding',
  'mail',
  'bundlesPage',
  'settings',
  'explainPage',
] as const;

/** Keys of `common` stand alone, others behind their namespace and a colon; the compiler knows them all. */
export function useTexts() {
  return useTranslation(namespaces);
}
