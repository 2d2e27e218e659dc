import type { i18n } from 'i18next';
import type { TemplateSetId } from '../../preload/contract/index.ts';
import type { Which } from './library.ts';
import { lint, tellFindings } from './lint.ts';
import { decodeBytes } from './properties/encoding.ts';
import { templateSet, withLanguage } from './sets/sets.ts';

/** A template as it lies on a disk. */
export interface TemplateFile extends Which {
  readonly bytes: Uint8Array;
}

/** A template on its way into AEM, byte for byte as it is kept. */
export interface CarriedTemplate extends TemplateFile {
  /** Where AEM looks for it: a path of the repository. */
  readonly path: string;
  /** An older place, which wins where it has a file; null where there is none. */
  readonly legacyPath: string | null;
  /** What breaks it, in words. */
  readonly errors: readonly { readonly line: number; readonly message: string }[];
}

/** Finds the place of each template and looks it over. Each is there once. */
export function carryTemplates(files: readonly TemplateFile[], texts: i18n): CarriedTemplate[] {
  return files.map((file) => {
    const languages = files.filter(({ set }) => set === file.set).map(({ language }) => language);
    return { ...file, ...placeOf(file, languages), errors: errorsOf(file, files, texts) };
  });
}

/** One file for all languages gets the language into its name where there are several to choose from. */
function placeOf({ set, language }: Which, languages: readonly string[]) {
  const { override, legacy, perLanguage } = templateSet(set).locations;
  if (perLanguage) {
    const inFolder = (folder: string) => `${folder}/${language}.txt`;
    return { path: inFolder(override), legacyPath: legacy && inFolder(legacy) };
  }
  const path = languages.length > 1 ? withLanguage(override, language) : override;
  return { path, legacyPath: legacy };
}

function errorsOf({ set, language, bytes }: TemplateFile, files: readonly TemplateFile[], texts: i18n) {
  const english = language === 'en' ? undefined : files.find(isEnglish(set))?.bytes;
  const linted = lint({
    text: decodeBytes(bytes),
    set: templateSet(set),
    fileName: `${language}.txt`,
    original: english && decodeBytes(english),
  });
  return tellFindings(linted, texts)
    .filter(({ severity }) => severity === 'error')
    .map(({ line, message }) => ({ line, message }));
}

function isEnglish(set: TemplateSetId): (file: TemplateFile) => boolean {
  return (file) => file.set === set && file.language === 'en';
}
