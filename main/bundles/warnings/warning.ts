import type { i18n } from 'i18next';

/** Key of a sentence for the admin, and what is filled into it. */
export type Warning = { readonly key: string } & Readonly<Record<string, string | number>>;

/** The warnings in words; a key without a namespace is one of `bundles:warnings`. */
export function inWords(texts: i18n, warnings: readonly Warning[]): string[] {
  return warnings.map(({ key, ...values }) =>
    texts.t(key.includes(':') ? key : `bundles:warnings.${key}`, values),
  );
}
