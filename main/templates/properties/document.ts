import { lineStartsOf, type Position, positionAt } from './lines.ts';
import { type ContentLine, isWhiteSpace, logicalLines, type Segment } from './logical-lines.ts';
import { rawOffsets, undoEscapes } from './unescape.ts';

/** A key or value: where it stands and what it says. */
export interface Piece {
  readonly from: number;
  readonly to: number;
  /** Without escapes, as Java has it. */
  readonly text: string;
}

export interface Entry {
  readonly kind: 'entry';
  /** Where its first natural line begins, and behind the line end of its last. */
  readonly from: number;
  readonly end: number;
  readonly key: Piece;
  /** What stands between key and value; empty where there is nothing. */
  readonly separator: string;
  readonly value: Piece;
  readonly line: ContentLine;
  /** Where the value begins in `line.joined`. */
  readonly valueAt: number;
}

export interface Gap {
  readonly kind: 'blank' | 'comment';
  readonly from: number;
  readonly end: number;
}

/** A properties file with every character in its place. */
export interface PropertiesDocument {
  readonly text: string;
  /** In order, covering the whole text. */
  readonly items: readonly (Entry | Gap)[];
  readonly entries: readonly Entry[];
  /** Offsets of `\u` without four hex digits, in order. With any of them Java refuses the whole file. */
  readonly malformed: readonly number[];
  readonly lineStarts: readonly number[];
}

/**
 * Reads a properties file with the exact semantics of `java.util.Properties.load(InputStream)` of JDK 17.
 *
 * @param text one character a byte (ISO-8859-1), as `decodeBytes` makes it; characters beyond are read as
 *   `load(Reader)` would
 */
export function readProperties(text: string): PropertiesDocument {
  const malformed: number[] = [];
  const items = logicalLines(text).map((line) =>
    line.kind === 'content'
      ? readEntry(line, malformed)
      : { kind: line.kind, from: line.from, end: line.end },
  );
  const entries = items.filter((item) => item.kind === 'entry');
  return { text, items, entries, malformed, lineStarts: lineStartsOf(text) };
}

/** What Java gets: for each key its last value. */
export function propertiesOf({ entries }: PropertiesDocument): ReadonlyMap<string, string> {
  return new Map(entries.map(({ key, value }) => [key.text, value.text]));
}

/** The entry whose value counts: the last of its key. */
export function findEntry({ entries }: PropertiesDocument, key: string): Entry | undefined {
  return entries.findLast((entry) => entry.key.text === key);
}

export function positionIn(document: PropertiesDocument, offset: number): Position {
  return positionAt(document.lineStarts, offset);
}

/**
 * Finds the place in the file of offsets into a value.
 *
 * @returns for `at` the place of that unit, for `behind` the place behind the unit before it; they differ where a
 *   line is continued in between
 */
export function valuePlaces({ line, valueAt }: Entry): {
  at(offset: number): number;
  behind(offset: number): number;
} {
  const offsets = rawOffsets(line.joined.slice(valueAt));
  const joined = (offset: number) => valueAt + (offsets[Math.min(offset, offsets.length - 1)] ?? 0);
  return {
    at: (offset) => placeOf(line.segments, joined(offset)),
    behind: (offset) => placeBehind(line.segments, joined(offset)),
  };
}

/** The place in the file of an offset into a logical line. */
export function placeInLine({ segments }: ContentLine, at: number): number {
  return placeOf(segments, at);
}

function readEntry(line: ContentLine, malformed: number[]): Entry {
  const { joined, segments } = line;
  const keyEnd = findKeyEnd(joined);
  const valueAt = findValue(joined, keyEnd);
  const keyFrom = placeOf(segments, 0);
  const keyTo = Math.max(keyFrom, placeBehind(segments, keyEnd));
  const valueTo = placeBehind(segments, joined.length);
  return {
    kind: 'entry',
    from: line.from,
    end: line.end,
    key: {
      from: keyFrom,
      to: keyTo,
      text: undoEscapes(joined.slice(0, keyEnd), (at) => malformed.push(placeOf(segments, at))),
    },
    separator: joined.slice(keyEnd, valueAt),
    value: {
      from: valueAt === joined.length ? valueTo : placeOf(segments, valueAt),
      to: valueTo,
      text: undoEscapes(joined.slice(valueAt), (at) => malformed.push(placeOf(segments, valueAt + at))),
    },
    line,
    valueAt,
  };
}

function findKeyEnd(joined: string): number {
  let escaped = false;
  for (let at = 0; at < joined.length; at += 1) {
    const code = joined.charCodeAt(at);
    if (!escaped && (isSeparator(code) || isWhiteSpace(code))) return at;
    escaped = code === 92 && !escaped;
  }
  return joined.length;
}

function findValue(joined: string, keyEnd: number): number {
  let separated = false;
  let at = keyEnd;
  for (; at < joined.length; at += 1) {
    const code = joined.charCodeAt(at);
    if (isWhiteSpace(code)) continue;
    if (separated || !isSeparator(code)) break;
    separated = true;
  }
  return at;
}

/** `=` or `:` */
function isSeparator(code: number): boolean {
  return code === 61 || code === 58;
}

/** Where a unit of the joined text stands in the file. */
function placeOf(segments: readonly Segment[], at: number): number {
  const segment = segmentAt(segments, at);
  return segment.from + at - segment.at;
}

/** The place behind the unit before `at`. */
function placeBehind(segments: readonly Segment[], at: number): number {
  return at === 0 ? placeOf(segments.slice(0, 1), 0) : placeOf(segments, at - 1) + 1;
}

/** The last segment that begins at or before `at`: of several at one place the ones before it are empty. */
function segmentAt(segments: readonly Segment[], at: number): Segment {
  let low = 0;
  let high = segments.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((segments[middle]?.at ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return segments[low] ?? { from: 0, to: 0, at: 0 };
}
