import type { i18n } from 'i18next';
import type { TemplateFinding, TemplateFormat } from '../../preload/contract/index.ts';
import { formatOf } from './format.ts';
import {
  halfCharacter,
  malformedEscape,
  undoubledBackslash,
  unescapedNonAscii,
} from './lint/escape-rules.ts';
import { byteOrderMark, languageFileName, largeFile, utf16 } from './lint/file-rules.ts';
import { strayTag } from './lint/html-rule.ts';
import { duplicateKey, emptyValue, missingKey, unknownKey } from './lint/key-rules.ts';
import {
  blankLineInValue,
  commentInValue,
  lostContinuation,
  spaceAfterBackslash,
  swallowedKey,
} from './lint/line-rules.ts';
import { mojibake } from './lint/mojibake-rule.ts';
import { type Finding, type Rule, type Subject, wholeFile } from './lint/rule.ts';
import {
  lostVariable,
  unclosedVariable,
  unknownVariable,
  untranslated,
  variableWithoutDollar,
} from './lint/variable-rules.ts';
import {
  type Entry,
  type PropertiesDocument,
  positionIn,
  readProperties,
  valuePlaces,
} from './properties/document.ts';
import { detectEncoding, type Encoding } from './properties/encoding.ts';
import type { TemplateSet } from './sets/template-set.ts';
import { variablesIn } from './variables.ts';

const fileRules: readonly Rule[] = [languageFileName, largeFile];

/** What holds for properties files. */
const propertiesRules: readonly Rule[] = [
  byteOrderMark,
  malformedEscape,
  mojibake,
  lostContinuation,
  spaceAfterBackslash,
  blankLineInValue,
  swallowedKey,
  commentInValue,
  duplicateKey,
  missingKey,
  emptyValue,
  unknownKey,
  unknownVariable,
  unclosedVariable,
  variableWithoutDollar,
  undoubledBackslash,
  unescapedNonAscii,
  halfCharacter,
  strayTag,
  lostVariable,
  untranslated,
];

/** More than anybody reads. */
const mostFindings = 500;

export interface LintInput {
  /** As Java sees it, one character a byte. */
  readonly text: string;
  readonly set: TemplateSet;
  readonly fileName?: string | undefined;
  /** The text this one is a translation of. */
  readonly original?: string | undefined;
}

export interface Linted {
  readonly format: TemplateFormat;
  readonly encoding: Encoding;
  readonly document: PropertiesDocument;
  /** In the order of the text; of very many the errors. */
  readonly findings: readonly Finding[];
}

/** Looks for everything that makes a template break silently. Takes time linear in the size of the text. */
export function lint({ text, set, fileName, original }: LintInput): Linted {
  const encoding = detectEncoding(text);
  const format = formatOf(text);
  const document = readProperties(text);
  const placesOf = remembered(valuePlaces);
  const subject: Subject = {
    document,
    encoding,
    set,
    keys: new Set(set.keys.map(({ name }) => name)),
    fileName,
    original: original === undefined ? undefined : readProperties(original),
    variablesOf: remembered(({ value }) => variablesIn(value.text)),
    placeOf: (entry, at, length) => {
      const places = placesOf(entry);
      return { from: places.at(at), to: places.behind(at + length) };
    },
  };
  const findings = rulesFor(format, encoding).flatMap((rule) => [...firstOf(rule(subject), mostFindings)]);
  return { format, encoding, document, findings: mostImportant(findings) };
}

/** Made once for an entry, when it is asked for. */
function remembered<T>(make: (entry: Entry) => T): (entry: Entry) => T {
  const known = new Map<Entry, T>();
  return (entry) => {
    const value = known.get(entry) ?? make(entry);
    known.set(entry, value);
    return value;
  };
}

function* firstOf<T>(items: Iterable<T>, most: number): Generator<T> {
  let count = 0;
  for (const item of items) {
    if (count >= most) return;
    count += 1;
    yield item;
  }
}

const severities = ['error', 'warning', 'info'] as const;

function mostImportant(findings: readonly Finding[]): readonly Finding[] {
  const ranked = severities.flatMap((severity) =>
    findings.filter((finding) => finding.severity === severity),
  );
  return ranked.slice(0, mostFindings).sort((a, b) => a.from - b.from);
}

function rulesFor(format: TemplateFormat, encoding: Encoding): readonly Rule[] {
  if (encoding === 'utf-16le' || encoding === 'utf-16be') return [...fileRules, utf16];
  return format === 'properties' ? [...fileRules, ...propertiesRules] : [...fileRules, otherFormat(format)];
}

/** A format that AEM does not read where the templates of a set lie. */
function otherFormat(message: Exclude<TemplateFormat, 'properties'>): Rule {
  return function* () {
    yield { rule: 'other-format', severity: 'error', message, ...wholeFile };
  };
}

/** Puts what was found into words. */
export function tellFindings({ document, findings }: Linted, texts: i18n): TemplateFinding[] {
  return findings.map(({ rule, severity, from, to, message = 'message', values = {}, fix }) => {
    const named =
      'set' in values && values['set'] ? { set: texts.t(`templates:sets.${values['set']}.title`) } : {};
    const say = (key: string) => texts.t(`templates:lint.${rule}.${key}`, { ...values, ...named });
    return {
      rule,
      severity,
      ...positionIn(document, from),
      from,
      to,
      message: say(message),
      ...(fix && { fix: toldFix(fix, say(fix.title ?? 'fix')) }),
    };
  });
}

function toldFix({ edits, fileName }: NonNullable<Finding['fix']>, title: string) {
  return { title, edits: [...edits], ...(fileName === undefined ? {} : { fileName }) };
}
