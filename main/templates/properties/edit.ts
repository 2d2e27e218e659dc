import { type Entry, findEntry, type PropertiesDocument, valuePlaces } from './document.ts';
import { escapeInside, escapeKey, escapeStart } from './escape.ts';
import { lineEndLength } from './lines.ts';
import { isWhiteSpace } from './logical-lines.ts';
import type { TextEdit } from './text-edit.ts';

/** How a file breaks long values: behind each `\n`, with a backslash, a line end and an indentation. */
interface Wrapping {
  readonly lineEnd: string;
  readonly indent: string;
  /** False where a value with several lines stands on one line of the file. */
  readonly wraps: boolean;
}

/**
 * Sets a value, or adds the key where there is none. Lines of the value that stay the same keep every byte; new ones
 * are written in ASCII and wrapped as the file does it.
 */
export function setValue(document: PropertiesDocument, key: string, value: string): readonly TextEdit[] {
  const entry = findEntry(document, key);
  if (!entry) return addEntry(document, key, value);
  if (entry.value.text === value) return [];
  return replaceValue(document, entry, value);
}

/** Gives every entry of a key another name; nothing else of them changes. */
export function renameKey({ entries }: PropertiesDocument, key: string, name: string): readonly TextEdit[] {
  return entries
    .filter((entry) => entry.key.text === key && key !== name)
    .map((entry) => ({ from: entry.key.from, to: entry.key.to, insert: escapeKey(name) }));
}

/** Removes every entry of a key with its lines. */
export function removeKey({ entries }: PropertiesDocument, key: string): readonly TextEdit[] {
  return entries
    .filter((entry) => entry.key.text === key)
    .map(({ from, end }) => ({ from, to: end, insert: '' }));
}

/** A new entry behind all others. */
function addEntry(document: PropertiesDocument, key: string, value: string): readonly TextEdit[] {
  const { text, entries } = document;
  const wrapping = wrappingOf(document);
  const added = `${escapeKey(key)}=${writeLines(linesOf(value), 0, wrapping, true)}${wrapping.lineEnd}`;
  const last = entries.at(-1);
  if (last?.line.endedBy === 'end-of-file' && last.end === text.length) {
    // The open backslashes at the end go. Where there is nothing else, that is an entry without key and value.
    const written = last.line.segments.findLast(({ from, to }) => to > from)?.to;
    const insert = `${written === undefined ? '=' : ''}${wrapping.lineEnd}${added}`;
    return [{ from: written ?? last.from, to: text.length, insert }];
  }
  const ended = text === '' || lineEndLength(text, text.length - 1) > 0;
  return [{ from: text.length, to: text.length, insert: ended ? added : wrapping.lineEnd + added }];
}

/** Replaces the lines of a value between those at its beginning and its end that stay. */
function replaceValue(document: PropertiesDocument, entry: Entry, value: string): readonly TextEdit[] {
  const before = linesOf(entry.value.text);
  const after = linesOf(value);
  const [first, last] = linesThatStay(before, after);
  const places = valuePlaces(entry);
  const from = first === 0 ? entry.value.from : places.behind(lengthOf(before.slice(0, first)));
  const to = places.behind(lengthOf(before.slice(0, before.length - last)));
  const separator = entry.separator === '' && value !== '' ? '=' : '';
  const separated = separator !== '' || /[=:]/.test(entry.separator);
  const lines = after.slice(first, after.length - last);
  const written = writeLines(lines, first, wrappingOf(document, entry), separated);
  return [{ from, to: Math.max(from, to), insert: separator + written }];
}

/**
 * How many lines are the same at the beginning and at the end. A line begins the value or it does not: one that
 * changes that does not stay.
 */
function linesThatStay(before: readonly string[], after: readonly string[]): [first: number, last: number] {
  const most = Math.min(before.length, after.length);
  let first = 0;
  while (first < most && before[first] === after[first]) first += 1;
  const mostLast = most - Math.max(first, 1);
  let last = 0;
  while (last < mostLast && before.at(-1 - last) === after.at(-1 - last)) last += 1;
  return [first, last];
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length, 0);
}

/** The lines of a value, each with the `\n` that ends it. */
function linesOf(value: string): readonly string[] {
  return value.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function writeLines(
  lines: readonly string[],
  first: number,
  { wraps, lineEnd, indent }: Wrapping,
  separated: boolean,
): string {
  const written = lines.map((line, index) => {
    if (first + index === 0) return escapeStart(line, separated);
    if (!wraps) return escapeInside(line);
    // Blanks at the beginning of a continued line would be lost, so they go before the backslash, as AEM ships it.
    const blanks = /^ */.exec(line)?.[0] ?? '';
    return `${blanks}\\${lineEnd}${indent}${escapeInside(line.slice(blanks.length))}`;
  });
  return written.join('');
}

function wrappingOf({ text, entries }: PropertiesDocument, entry?: Entry): Wrapping {
  const lineEnd = lineEndFrom(text, entry?.from ?? 0);
  const example = [...(entry ? [entry] : []), ...entries].find(({ line }) => line.segments.length > 1);
  if (example) return { lineEnd, indent: indentOf(text, example), wraps: true };
  return { lineEnd, indent: '    ', wraps: !entries.some(({ value }) => /\n./s.test(value.text)) };
}

function lineEndFrom(text: string, at: number): string {
  return /\r\n|\n|\r/.exec(text.slice(at))?.[0] ?? /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}

function indentOf(text: string, { line }: Entry): string {
  const to = line.segments[1]?.from ?? 0;
  let from = to;
  while (isWhiteSpace(text.charCodeAt(from - 1))) from -= 1;
  return text.slice(from, to);
}
