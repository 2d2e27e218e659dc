import { oc } from '@orpc/contract';
import { z } from 'zod';
import { errorMap } from './errors.ts';
import { IsoInstant, Language } from './words.ts';

const base = oc.errors(errorMap);

/** Sizes in bytes that templates and packages of them may have. */
export const templateLimits = {
  /** From here on a warning. */
  warnBytes: 1024 * 1024,
  /** From here on refused. */
  maxBytes: 10 * 1024 * 1024,
  /** A content package as it is, packed. */
  maxPackageBytes: 50 * 1024 * 1024,
  /** All templates of one import together. */
  maxImportBytes: 40 * 1024 * 1024,
  maxImportFiles: 2000,
  maxPackageEntries: 50_000,
} as const;

export const TemplateSetId = z.enum(['page', 'replication', 'workflow', 'forum', 'assign-task']);
export type TemplateSetId = z.infer<typeof TemplateSetId>;

/** `mail-template` and `forms-jee` are read by AEM in other ways: shown, and not edited as properties. */
export const TemplateFormat = z.enum(['properties', 'mail-template', 'forms-jee']);
export type TemplateFormat = z.infer<typeof TemplateFormat>;

/** How a file's bytes were meant. Java takes all of them for ISO-8859-1. */
export const TemplateEncoding = z.enum(['ascii', 'iso-8859-1', 'utf-8', 'utf-8-bom', 'utf-16le', 'utf-16be']);
export type TemplateEncoding = z.infer<typeof TemplateEncoding>;

/** The language of a template file: two letters of ISO 639-1, as AEM names it. */
export const TemplateLanguage = z.string().regex(/^[a-z]{2}$/);

/**
 * A template as Java sees it: one character a byte (ISO-8859-1). What an admin types beyond that is escaped when it
 * is saved.
 */
const TemplateText = z.string().max(templateLimits.maxBytes);

/** Offsets are UTF-16 units of the text that was sent. */
export const TemplateEdit = z.object({ from: z.int().min(0), to: z.int().min(0), insert: z.string() });
export type TemplateEdit = z.infer<typeof TemplateEdit>;

export const TemplateFix = z.object({
  title: z.string(),
  edits: z.array(TemplateEdit),
  /** The name the file should have. */
  fileName: z.string().optional(),
});
export type TemplateFix = z.infer<typeof TemplateFix>;

export const TemplateSeverity = z.enum(['error', 'warning', 'info']);
export type TemplateSeverity = z.infer<typeof TemplateSeverity>;

export const TemplateFinding = z.object({
  rule: z.string(),
  severity: TemplateSeverity,
  /** From 1. */
  line: z.int().min(1),
  column: z.int().min(1),
  /** What it is about, as offsets into the text. */
  from: z.int().min(0),
  to: z.int().min(0),
  message: z.string(),
  fix: TemplateFix.optional(),
});
export type TemplateFinding = z.infer<typeof TemplateFinding>;

const KeyPlace = z.object({ from: z.int(), to: z.int() });

/** An entry of a properties file, for a form with one field a key. */
export const TemplateEntry = z.object({
  key: z.string(),
  /** Without escapes, as Java has it. */
  value: z.string(),
  keyPlace: KeyPlace,
  valuePlace: KeyPlace,
});
export type TemplateEntry = z.infer<typeof TemplateEntry>;

export const TemplateVariable = z.object({ name: z.string(), meaning: z.string(), sample: z.string() });
export type TemplateVariable = z.infer<typeof TemplateVariable>;

export const TemplateSetInfo = z.object({
  id: TemplateSetId,
  title: z.string(),
  description: z.string(),
  /** What an admin should know about where AEM looks for these files. */
  notes: z.array(z.string()),
  keys: z.array(z.object({ name: z.string(), title: z.string(), needed: z.boolean() })),
  variables: z.array(TemplateVariable),
  /** Whether AEM may know more variables than these. */
  otherVariables: z.boolean(),
  /** Whether the body is HTML. */
  html: z.boolean(),
  locations: z.object({
    shipped: z.string(),
    override: z.string(),
    order: z.array(z.string()),
    legacy: z.string().nullable(),
    perLanguage: z.boolean(),
  }),
});
export type TemplateSetInfo = z.infer<typeof TemplateSetInfo>;

export const KeptTemplate = z.object({
  set: TemplateSetId,
  language: TemplateLanguage,
  savedAt: IsoInstant,
  bytes: z.int(),
  /** Keys that have a value, of those the set has. */
  filledKeys: z.int(),
  keys: z.int(),
  errors: z.int(),
  warnings: z.int(),
  /** Variables of the English template that this translation has nowhere. They are among the warnings. */
  lostVariables: z.int(),
  /** Whether the file as it came from AEM is kept beside it. */
  hasOriginal: z.boolean(),
});
export type KeptTemplate = z.infer<typeof KeptTemplate>;

export const TemplateVersion = z.object({ id: z.string(), savedAt: IsoInstant, bytes: z.int() });
export type TemplateVersion = z.infer<typeof TemplateVersion>;

const Which = z.object({ set: TemplateSetId, language: TemplateLanguage });

export const OpenTemplate = Which.extend({
  text: z.string(),
  /** Absent where nothing was saved yet: the text is then the starter. */
  savedAt: IsoInstant.optional(),
  format: TemplateFormat,
  encoding: TemplateEncoding,
  /** As it was imported, to compare with. */
  original: z.string().nullable(),
  starter: z.string(),
});
export type OpenTemplate = z.infer<typeof OpenTemplate>;

export const ImportCandidate = z.object({
  path: z.string(),
  /** Null where the path does not tell: the admin says. */
  set: TemplateSetId.nullable(),
  language: TemplateLanguage.nullable(),
  /** As Java sees it. */
  text: z.string(),
  /** The same read as the Unicode it was meant to be; absent where that makes no difference. */
  asUnicode: z.string().optional(),
  bytes: z.int(),
  format: TemplateFormat,
  encoding: TemplateEncoding,
  /** It lies below `/libs`, where Adobe's own files are. */
  shipped: z.boolean(),
  /** A template of this set and language is kept already; the version now kept goes into its history. */
  replaces: z.boolean(),
});
export type ImportCandidate = z.infer<typeof ImportCandidate>;

export const templates = {
  sets: base.output(z.array(TemplateSetInfo)),
  /** What is kept, all sets and languages. */
  list: base.output(z.array(KeptTemplate)),
  open: base.input(Which).output(OpenTemplate),
  /** A starting text in our own words; `like` says which of its languages, where one code stands for several. */
  starter: base
    .input(z.object({ set: TemplateSetId, language: TemplateLanguage, like: Language.optional() }))
    .output(z.object({ text: z.string() })),
  /** Stateless and quick: to be asked while the admin types. */
  lint: base
    .input(
      z.object({
        text: TemplateText,
        set: TemplateSetId,
        fileName: z.string().max(255).optional(),
        /** What this one is a translation of. */
        original: TemplateText.optional(),
      }),
    )
    .output(
      z.object({
        format: TemplateFormat,
        encoding: TemplateEncoding,
        findings: z.array(TemplateFinding),
        entries: z.array(TemplateEntry),
      }),
    ),
  /** Stateless: the mail as its recipient sees it. */
  render: base
    .input(
      z.object({
        text: TemplateText,
        set: TemplateSetId,
        /** Instead of the samples. */
        values: z.record(z.string().max(200), z.string().max(100_000)).optional(),
      }),
    )
    .output(
      z.object({ subject: z.string(), body: z.string(), html: z.boolean(), unresolved: z.array(z.string()) }),
    ),
  /** Stateless: what a change in the form means for the text. Untouched lines stay as they are. */
  edit: base
    .input(
      z.object({
        text: TemplateText,
        change: z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('set'), key: z.string(), value: TemplateText }),
          z.object({ kind: z.literal('rename'), key: z.string(), name: z.string().min(1) }),
          z.object({ kind: z.literal('remove'), key: z.string() }),
        ]),
      }),
    )
    .output(z.object({ edits: z.array(TemplateEdit) })),
  /** Keeps a text; the one kept before goes into the history. */
  save: base.input(Which.extend({ text: TemplateText })).output(KeptTemplate),
  /** Newest first. */
  history: base.input(Which).output(z.array(TemplateVersion)),
  version: base.input(Which.extend({ id: z.string() })).output(z.object({ text: z.string() })),
  /** Brings a version back; the one kept now goes into the history. */
  restore: base.input(Which.extend({ id: z.string() })).output(KeptTemplate),
  /** A new language from a copy of another one that is kept. */
  newLanguage: base
    .input(z.object({ set: TemplateSetId, from: TemplateLanguage, to: TemplateLanguage }))
    .output(KeptTemplate),
  /** Takes a template and its original out of the list; its history stays. */
  remove: base.input(Which),
  /** Looks into files, the files of a folder (with their paths) or a content package. Writes nothing. */
  importPreview: base
    .input(
      z.object({
        files: z
          .array(z.object({ path: z.string().max(4096), file: z.instanceof(Blob) }))
          .min(1)
          .max(templateLimits.maxImportFiles),
      }),
    )
    .output(
      z.object({
        found: z.array(ImportCandidate),
        skipped: z.array(z.object({ path: z.string(), reason: z.string() })),
      }),
    ),
  /** Keeps what the admin chose from a preview: as the template, and as the original to compare with. */
  importApply: base
    .input(
      z.object({
        templates: z
          .array(
            Which.extend({
              text: TemplateText,
              as: z.enum(['template', 'original', 'both']).default('both'),
            }),
          )
          .max(templateLimits.maxImportFiles),
      }),
    )
    .output(z.array(KeptTemplate)),
};
