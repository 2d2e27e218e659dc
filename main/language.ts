import type { i18n } from 'i18next';
import type { Language } from '../preload/contract/index.ts';
import { createTexts } from '../preload/texts/index.ts';
import { createExplainer, type Explainer } from './explain/explain.ts';

/** Texts and explanations in the language that is chosen now. */
export interface LanguageService {
  current(): Language;
  texts(): Promise<i18n>;
  explainer(): Promise<Explainer>;
}

/** @param current asked each time: the admin may change it */
export function createLanguage(current: () => Language): LanguageService {
  const texts = new Map<Language, Promise<i18n>>();
  const explainers = new Map<Language, Promise<Explainer>>();
  return {
    current,
    texts: () => remembered(texts, current(), createTexts),
    explainer: () => remembered(explainers, current(), createExplainer),
  };
}

function remembered<K, V>(kept: Map<K, V>, key: K, make: (key: K) => V): V {
  const value = kept.get(key) ?? make(key);
  kept.set(key, value);
  return value;
}
