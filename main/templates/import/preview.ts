import type { i18n } from 'i18next';
import { type ImportCandidate, type TemplateSetId, templateLimits } from '../../../preload/contract/index.ts';
import { formatOf } from '../format.ts';
import { languageOfFile } from '../languages.ts';
import { isBinary, megabytes } from '../limits.ts';
import { propertiesOf, readProperties } from '../properties/document.ts';
import { decodeBytes, detectEncoding, readAsUnicode } from '../properties/encoding.ts';
import { languageInName, setAt, templateSets } from '../sets/sets.ts';
import { variablesIn } from '../variables.ts';
import { isPackage, unpackTemplates } from './package.ts';

export interface ImportFile {
  /** As the admin's folder or package has it, `/` between its parts. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface ImportPreview {
  found: ImportCandidate[];
  skipped: { path: string; reason: string }[];
}

/**
 * Looks for templates in files, in the files of a folder and in content packages. Writes nothing.
 *
 * @param isKept whether the library has a template of this set and language
 * @throws Failure `TEMPLATE_REFUSED` for a package that is damaged, unsafe or too large
 */
export function previewImport(
  files: readonly ImportFile[],
  isKept: (set: TemplateSetId, language: string) => boolean,
  texts: i18n,
): ImportPreview {
  const preview: ImportPreview = { found: [], skipped: [] };
  for (const file of files.flatMap((given) => (isPackage(given) ? unpackTemplates(given) : [given]))) {
    const reason = whyNot(file);
    if (reason)
      preview.skipped.push({ path: file.path, reason: texts.t(`templates:import.${reason}`, limit) });
    else preview.found.push(candidate(file, isKept));
  }
  return preview;
}

const limit = { limit: megabytes(templateLimits.maxBytes) };

function whyNot({ path, bytes }: ImportFile): 'notText' | 'tooLarge' | 'binary' | undefined {
  if (!/\.(txt|properties)$/i.test(path)) return 'notText';
  if (bytes.length > templateLimits.maxBytes) return 'tooLarge';
  return isBinary(decodeBytes(bytes)) ? 'binary' : undefined;
}

function candidate(
  { path, bytes }: ImportFile,
  isKept: (set: TemplateSetId, language: string) => boolean,
): ImportCandidate {
  const text = decodeBytes(bytes);
  const asUnicode = readAsUnicode(text);
  const place = setAt(path);
  const set = place?.id ?? setByVariables(asUnicode);
  const language =
    place && !place.locations.perLanguage
      ? (languageInName(path) ?? 'en')
      : languageOfFile(path.slice(path.lastIndexOf('/') + 1));
  return {
    path,
    set,
    language,
    text,
    ...(asUnicode === text ? {} : { asUnicode }),
    bytes: bytes.length,
    format: formatOf(text),
    encoding: detectEncoding(text),
    shipped: /(?:^|\/)libs\//.test(path),
    replaces: set !== null && language !== null && isKept(set, language),
  };
}

/** The one set that has all variables of a text; null where several have, or none. */
function setByVariables(text: string): TemplateSetId | null {
  const values = [...propertiesOf(readProperties(text)).values()];
  const used = new Set(values.flatMap((value) => variablesIn(value).map(({ name }) => name)));
  const fitting = templateSets.filter(({ variables }) => [...used].every((name) => variables.includes(name)));
  return used.size > 0 && fitting.length === 1 ? (fitting[0]?.id ?? null) : null;
}
