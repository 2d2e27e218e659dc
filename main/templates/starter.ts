import type { Language, TemplateSetId } from '../../preload/contract/index.ts';
import { readProperties } from './properties/document.ts';
import { setValue } from './properties/edit.ts';
import { applyEdits } from './properties/text-edit.ts';
import { templateSet } from './sets/sets.ts';

/** The lines of each key. */
type Starter = Readonly<Record<string, readonly string[]>>;
type Starters = Readonly<Record<TemplateSetId, Starter>>;

const files = import.meta.glob<Starters>('./starters/*.json', { import: 'default' });

/**
 * A template to start from, in our own words, as the ASCII file that AEM reads. Where there is none in the language it
 * is in English, to be translated.
 *
 * @param language two letters of ISO 639-1
 * @param like which of our languages is wanted where one code stands for several: `zh` for both kinds of Chinese
 */
export async function starterText(set: TemplateSetId, language: string, like?: Language): Promise<string> {
  const starter = (await load(ourLanguage(language, like)))[set];
  return templateSet(set).keys.reduce(
    (text, { name }) =>
      applyEdits(text, setValue(readProperties(text), name, (starter[name] ?? []).join('\n'))),
    '',
  );
}

function ourLanguage(language: string, like: Language | undefined): Language {
  if (like && like.split('-')[0] === language) return like;
  const ours: Readonly<Record<string, Language>> = { ko: 'ko', zh: 'zh-CN', fr: 'fr' };
  return (Object.hasOwn(ours, language) ? ours[language] : undefined) ?? 'en';
}

async function load(language: Language): Promise<Starters> {
  const file = files[`./starters/${language}.json`];
  if (!file) throw new Error(`no starters in ${language}`);
  return file();
}
