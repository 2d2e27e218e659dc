import type { Text } from '@codemirror/state';

/** What ends the lines of a file. `mixed`: every line keeps its own, and a `\r` is shown as a character. */
export type LineEnd = '\n' | '\r\n' | '\r' | 'mixed';

export function lineEndOf(text: string): LineEnd {
  if (!text.includes('\r')) return '\n';
  const returns = count(text, /\r/g);
  const pairs = count(text, /\r\n/g);
  const feeds = count(text, /\n/g);
  if (pairs === returns && pairs === feeds) return '\r\n';
  return feeds === 0 ? '\r' : 'mixed';
}

/** The text of a file from the editor's lines. */
export function fileText(doc: Text, lineEnd: LineEnd): string {
  return doc.sliceString(0, doc.length, lineEnd === 'mixed' ? '\n' : lineEnd);
}

/** Lines to be put into the editor: how they end is the file's business, not that of what is pasted. */
export function editorText(text: string, lineEnd: LineEnd): string {
  return lineEnd === 'mixed' ? text : text.replaceAll(/\r\n?/g, '\n');
}

/**
 * Where a place of the file is in the editor, which counts every line end as one.
 *
 * @param offset UTF-16 units of the file's text; one beyond its end is taken for the end
 */
export function editorOffset(doc: Text, lineEnd: LineEnd, offset: number): number {
  if (lineEnd !== '\r\n') return Math.min(offset, doc.length);
  let [low, high] = [1, doc.lines];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (doc.line(middle).from + middle - 1 <= offset) low = middle;
    else high = middle - 1;
  }
  const line = doc.line(low);
  return Math.min(offset - (low - 1), line.to);
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
