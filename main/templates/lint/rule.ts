import type { TemplateSeverity } from '../../../preload/contract/index.ts';
import type { Entry, PropertiesDocument } from '../properties/document.ts';
import type { Encoding } from '../properties/encoding.ts';
import { utf8Mark } from '../properties/encoding.ts';
import type { TextEdit } from '../properties/text-edit.ts';
import type { TemplateSet } from '../sets/template-set.ts';
import type { VariableUse } from '../variables.ts';

/** Offsets into the text. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

export interface Subject {
  readonly document: PropertiesDocument;
  readonly encoding: Encoding;
  readonly set: TemplateSet;
  readonly keys: ReadonlySet<string>;
  readonly fileName: string | undefined;
  /** What it is a translation of. */
  readonly original: PropertiesDocument | undefined;
  readonly variablesOf: (entry: Entry) => readonly VariableUse[];
  /** Where part of a value stands in the file. */
  readonly placeOf: (entry: Entry, at: number, length: number) => Place;
}

/** Something that is wrong, before it is put into words. */
export interface Finding extends Place {
  readonly rule: string;
  readonly severity: TemplateSeverity;
  /** Which of the rule's messages, where it has several. */
  readonly message?: string;
  readonly values?: Readonly<Record<string, string | number>>;
  readonly fix?: Fix;
}

export interface Fix {
  /** Which of the rule's titles, where it has several. */
  readonly title?: string;
  readonly edits: readonly TextEdit[];
  readonly fileName?: string;
}

export type Rule = (subject: Subject) => Iterable<Finding>;

/** Offsets that mean the whole file: a finding there is shown at its beginning. */
export const wholeFile = { from: 0, to: 0 } as const;

/** A first key with the byte order mark that is glued to it; another rule tells of the mark. */
export function withoutMark(key: string): string {
  return key.slice(utf8Mark(key).length);
}

export function insertion(at: number, insert: string): TextEdit {
  return { from: at, to: at, insert };
}
