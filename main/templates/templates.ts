import type { i18n } from 'i18next';
import type {
  KeptTemplate,
  Language,
  OpenTemplate,
  TemplateEdit,
  TemplateEntry,
  TemplateFinding,
  TemplateFormat,
  TemplateSetId,
  TemplateSetInfo,
} from '../../preload/contract/index.ts';
import { type CarriedTemplate, carryTemplates } from './carry.ts';
import { describeSets } from './describe.ts';
import { readTemplateFolder } from './folder.ts';
import { formatOf } from './format.ts';
import type { ImportFile, ImportPreview } from './import/preview.ts';
import { createTemplateLibrary, type TemplateLibrary, type Which } from './library.ts';
import { lint, tellFindings } from './lint.ts';
import { type Entry, readProperties } from './properties/document.ts';
import { removeKey, renameKey, setValue } from './properties/edit.ts';
import { detectEncoding, type Encoding } from './properties/encoding.ts';
import { type RenderedMail, render, sampleValues } from './render.ts';
import { templateSet } from './sets/sets.ts';
import { starterText } from './starter.ts';

export type TemplateChange =
  | { readonly kind: 'set'; readonly key: string; readonly value: string }
  | { readonly kind: 'rename'; readonly key: string; readonly name: string }
  | { readonly kind: 'remove'; readonly key: string };

export interface LintRequest {
  readonly text: string;
  readonly set: TemplateSetId;
  readonly fileName?: string | undefined;
  readonly original?: string | undefined;
}

export interface TakeRequest extends Which {
  readonly text: string;
  readonly as: 'template' | 'original' | 'both';
}

/** What the window and the command line do with templates. Texts are as Java sees them, one character a byte. */
export interface Templates
  extends Pick<
    TemplateLibrary,
    'list' | 'save' | 'history' | 'version' | 'restore' | 'newLanguage' | 'remove'
  > {
  sets(): Promise<TemplateSetInfo[]>;
  open(which: Which): Promise<OpenTemplate>;
  starter(set: TemplateSetId, language: string, like?: Language): Promise<string>;
  lint(request: LintRequest): Promise<{
    format: TemplateFormat;
    encoding: Encoding;
    findings: TemplateFinding[];
    entries: TemplateEntry[];
  }>;
  /** @param values instead of the samples, by the names of variables */
  render(text: string, set: TemplateSetId, values?: Readonly<Record<string, string>>): Promise<RenderedMail>;
  edit(text: string, change: TemplateChange): TemplateEdit[];
  /** Writes nothing. @throws Failure `TEMPLATE_REFUSED` */
  importPreview(files: readonly ImportFile[]): Promise<ImportPreview>;
  importApply(chosen: readonly TakeRequest[]): Promise<KeptTemplate[]>;
  /** Templates on their way into AEM. @throws Failure `NOT_FOUND`, `TEMPLATE_REFUSED`, `INVALID_INPUT` */
  carry(from: TemplateSource): Promise<CarriedTemplate[]>;
}

/** Those of the library that are named, or all of a folder. */
export type TemplateSource = readonly Which[] | { readonly folder: string };

export interface TemplateOptions {
  /** Where the library is kept. */
  readonly folder: string;
  readonly now: () => Date;
  /** The words, in the language that is chosen now. */
  readonly texts: () => Promise<i18n>;
  readonly language: () => Language;
}

export function createTemplates({ folder, now, texts, language }: TemplateOptions): Templates {
  const library = createTemplateLibrary(folder, now);
  const starter: Templates['starter'] = (set, code, like = language()) => starterText(set, code, like);
  return {
    ...library,
    sets: async () => describeSets(await texts()),
    async open(which) {
      const kept = await library.read(which);
      const own = await starter(which.set, which.language);
      const text = kept?.text ?? own;
      return {
        ...which,
        text,
        ...(kept && { savedAt: kept.savedAt }),
        format: formatOf(text),
        encoding: detectEncoding(text),
        original: await library.original(which),
        starter: own,
      };
    },
    starter,
    async lint({ text, set, fileName, original }) {
      const linted = lint({ text, set: templateSet(set), fileName, original });
      return {
        format: linted.format,
        encoding: linted.encoding,
        findings: tellFindings(linted, await texts()),
        entries: linted.document.entries.map(describeEntry),
      };
    },
    async render(text, id, values = {}) {
      const set = templateSet(id);
      return render(text, set, { ...sampleValues(set, await texts()), ...values });
    },
    edit: (text, change) => [...editsFor(text, change)],
    async importPreview(files) {
      // Loaded only here: nothing else unpacks archives.
      const { previewImport } = await import('./import/preview.ts');
      const kept = new Set((await library.list()).map(nameOf));
      return previewImport(files, (set, code) => kept.has(nameOf({ set, language: code })), await texts());
    },
    async importApply(chosen) {
      for (const { text, as, ...which } of chosen) await library.take(which, text, as);
      const taken = new Set(chosen.map(nameOf));
      return (await library.list()).filter((kept) => taken.has(nameOf(kept)));
    },
    async carry(from) {
      const files =
        'folder' in from
          ? await readTemplateFolder(from.folder)
          : await Promise.all(once(from).map(library.file));
      return carryTemplates(files, await texts());
    },
  };
}

function editsFor(text: string, change: TemplateChange) {
  const document = readProperties(text);
  switch (change.kind) {
    case 'set':
      return setValue(document, change.key, change.value);
    case 'rename':
      return renameKey(document, change.key, change.name);
    case 'remove':
      return removeKey(document, change.key);
  }
}

function describeEntry({ key, value }: Entry): TemplateEntry {
  return {
    key: key.text,
    value: value.text,
    keyPlace: { from: key.from, to: key.to },
    valuePlace: { from: value.from, to: value.to },
  };
}

function once(which: readonly Which[]): Which[] {
  return [...new Map(which.map((each) => [nameOf(each), each])).values()];
}

function nameOf({ set, language }: Which): string {
  return `${set}/${language}`;
}
