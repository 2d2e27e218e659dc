import { lineEndLength } from './lines.ts';

/** Part of a natural line that belongs to a logical line: without leading white space and the joining backslash. */
export interface Segment {
  readonly from: number;
  readonly to: number;
  /** Where it begins in the joined text. */
  readonly at: number;
}

export type LogicalLine =
  | { readonly kind: 'blank' | 'comment'; readonly from: number; readonly end: number }
  | ContentLine;

export interface ContentLine {
  readonly kind: 'content';
  /** Where its first natural line begins, white space included. */
  readonly from: number;
  /** Behind its last line end. */
  readonly end: number;
  readonly segments: readonly Segment[];
  /** The segments joined: what the JDK calls the line. */
  readonly joined: string;
  /** How it ended. A blank line or the end of the file can follow a backslash that wanted to go on. */
  readonly endedBy: 'line-end' | 'blank-line' | 'end-of-file';
}

/**
 * Cuts a text into logical lines as `java.util.Properties.LineReader` of JDK 17 does. Together they cover the whole
 * text. Linear in its length.
 *
 * Oddities kept on purpose: a line that holds nothing but the joining backslash lets a comment or blank line follow
 * as if it were not there, and at the very end of the file it makes an entry with an empty key.
 *
 * @see https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/util/Properties.html#load(java.io.Reader)
 */
export function logicalLines(text: string): readonly LogicalLine[] {
  const lines: LogicalLine[] = [];
  for (let at = 0; at < text.length; ) {
    const line = readLine(text, at);
    lines.push(line);
    at = line.end;
  }
  return lines;
}

function readLine(text: string, from: number): LogicalLine {
  const segments: Segment[] = [];
  let length = 0;
  let at = from;
  for (;;) {
    const start = skipWhiteSpace(text, at);
    const stop = lineEnd(text, start);
    const end = stop + lineEndLength(text, stop);
    const nothingYet = length === 0;
    if (start === stop) {
      if (nothingYet) return { kind: 'blank', from, end };
      return content(text, from, end, segments, stop === text.length ? 'end-of-file' : 'blank-line');
    }
    if (nothingYet && isCommentMark(text.charCodeAt(start))) return { kind: 'comment', from, end };
    if (!endsInOpenBackslash(text, start, stop)) {
      segments.push({ from: start, to: stop, at: length });
      return content(text, from, end, segments, 'line-end');
    }
    segments.push({ from: start, to: stop - 1, at: length });
    length += stop - 1 - start;
    if (end === text.length) {
      const joinsNothing = length === 0 && end - stop === 2;
      if (joinsNothing) return { kind: 'blank', from, end };
      return content(text, from, end, segments, 'end-of-file');
    }
    at = end;
  }
}

function content(
  text: string,
  from: number,
  end: number,
  segments: readonly Segment[],
  endedBy: ContentLine['endedBy'],
): ContentLine {
  const joined = segments.map((segment) => text.slice(segment.from, segment.to)).join('');
  return { kind: 'content', from, end, segments, joined, endedBy };
}

function skipWhiteSpace(text: string, at: number): number {
  let next = at;
  while (isWhiteSpace(text.charCodeAt(next))) next += 1;
  return next;
}

function lineEnd(text: string, at: number): number {
  let next = at;
  while (next < text.length) {
    const code = text.charCodeAt(next);
    if (code === 10 || code === 13) break;
    next += 1;
  }
  return next;
}

function endsInOpenBackslash(text: string, from: number, to: number): boolean {
  let first = to;
  while (first > from && text.charCodeAt(first - 1) === 92) first -= 1;
  return (to - first) % 2 === 1;
}

/** What the JDK skips: blank, tab and form feed. */
export function isWhiteSpace(code: number): boolean {
  return code === 32 || code === 9 || code === 12;
}

function isCommentMark(code: number): boolean {
  return code === 35 || code === 33;
}
