import type { Entry, Gap, PropertiesDocument } from '../properties/document.ts';
import { lineEndLength, positionAt } from '../properties/lines.ts';
import { isWhiteSpace } from '../properties/logical-lines.ts';
import { type Finding, insertion, type Rule, type Subject, withoutMark } from './rule.ts';
import { nearest } from './suggest.ts';

/** A line that lost its `\` ends the value; the next one becomes a key nobody asked for. */
export const lostContinuation: Rule = function* (subject) {
  for (const [before, entry] of neighbours(subject.document)) {
    if (entry?.kind !== 'entry' || !isJunk(entry, subject) || before?.kind !== 'entry') continue;
    if (before.line.endedBy !== 'line-end' || blankAfterBackslash(before, subject.document.text)) continue;
    if (!readsOn(before, entry)) continue;
    const insert = /\n[ \t]*$/.test(before.value.text) ? '\\' : '\\n\\';
    yield {
      rule: 'lost-continuation',
      severity: 'error',
      from: entry.key.from,
      to: entry.key.to,
      values: { key: entry.key.text, before: before.key.text },
      fix: { edits: [insertion(before.value.to, insert)] },
    };
  }
};

/** Blank space behind the `\` makes it an escaped blank: the value ends there. */
export const spaceAfterBackslash: Rule = function* (subject) {
  const { document } = subject;
  for (const [before, item] of neighbours(document)) {
    if (before?.kind !== 'entry') continue;
    const blank = blankAfterBackslash(before, document.text);
    if (!blank) continue;
    const goesOn = item?.kind === 'entry' && isJunk(item, subject);
    const from = goesOn ? blank.from : blank.backslash;
    yield {
      rule: 'space-after-backslash',
      severity: goesOn ? 'error' : 'warning',
      message: goesOn ? 'message' : 'last',
      from: blank.backslash,
      to: blank.to,
      values: { key: before.key.text },
      fix: { title: goesOn ? 'fix' : 'fixLast', edits: [{ from, to: blank.to, insert: '' }] },
    };
  }
};

/** A blank line ends a value although the `\` before it says that it goes on. */
export const blankLineInValue: Rule = function* (subject) {
  const { document } = subject;
  for (const [index, entry] of document.items.entries()) {
    if (entry.kind !== 'entry' || entry.line.endedBy === 'line-end') continue;
    const gaps = gapsBehind(document, index);
    const next = document.items[index + 1 + gaps.length];
    const isSplit = entry.line.endedBy === 'blank-line' && next?.kind === 'entry' && isJunk(next, subject);
    yield isSplit ? splitByBlankLine(document, entry, gaps) : endsInBackslash(entry);
  }
};

/** A `\` before the line of the next key makes that key part of the value. */
export const swallowedKey: Rule = function* ({ document: { entries, text }, keys }) {
  for (const { key, line } of entries) {
    for (const [index, { from, to }] of line.segments.entries()) {
      const backslash = line.segments[index - 1]?.to;
      const name =
        backslash !== undefined && /^([a-z]+)[ \t]*=/.exec(text.slice(from, Math.min(to, from + 40)))?.[1];
      if (!name || !keys.has(name)) continue;
      yield {
        rule: 'swallowed-key',
        severity: 'error',
        from,
        to: from + name.length,
        values: { key: name, before: key.text },
        fix: { edits: [{ from: backslash, to: backslash + 1, insert: '' }] },
      };
    }
  }
};

/** A line that begins with `#` where the line before lost its `\` is taken for a comment. */
export const commentInValue: Rule = function* ({ document }) {
  for (const [before, comment] of neighbours(document)) {
    if (before?.kind !== 'entry' || comment?.kind !== 'comment' || before.line.endedBy !== 'line-end')
      continue;
    const line = document.text.slice(comment.from, comment.end).replace(/[\r\n]+$/, '');
    if (!/\n[ \t]*$/.test(before.value.text) || !/(?:^|[^\\])(?:\\\\)*\\$/.test(line)) continue;
    yield {
      rule: 'comment-in-value',
      severity: 'warning',
      from: comment.from,
      to: comment.from + line.length,
      values: { key: before.key.text },
      fix: { edits: [insertion(before.value.to, '\\')] },
    };
  }
};

/** Whether a key is none of the set's and does not look like one that was misspelt. */
export function isJunk({ key, separator }: Entry, { keys }: Pick<Subject, 'keys'>): boolean {
  const name = withoutMark(key.text);
  return !keys.has(name) && !(separator.includes('=') && nearest(name, keys));
}

/** Whether text that stands behind an entry reads as if it belonged to it. */
export function readsOn(before: Entry, entry: Entry): boolean {
  return (
    /\n[ \t]*$/.test(before.value.text) ||
    before.line.segments.length > 1 ||
    entry.line.segments.length > 1 ||
    !entry.separator.includes('=')
  );
}

function splitByBlankLine(document: PropertiesDocument, entry: Entry, gaps: readonly Gap[]): Finding {
  const { lineStarts } = document;
  const blank = lineStarts[positionAt(lineStarts, entry.end - 1).line - 1] ?? entry.end;
  const to = entry.end - endLengthBefore(document.text, entry.end);
  const lines = [
    { from: blank, end: to },
    ...gaps.map(({ from, end }) => ({ from, end: end - endLengthBefore(document.text, end) })),
  ];
  return {
    rule: 'blank-line-in-value',
    severity: 'error',
    from: blank,
    to: entry.end,
    values: { key: entry.key.text },
    fix: { edits: lines.map(({ from, end }) => ({ from, to: end, insert: '\\n\\' })) },
  };
}

function endsInBackslash(entry: Entry): Finding {
  const from = entry.line.segments.at(-1)?.to ?? entry.from;
  return {
    rule: 'trailing-backslash',
    severity: 'info',
    from,
    to: from + 1,
    values: { key: entry.key.text },
    fix: { edits: [{ from, to: from + 1, insert: '' }] },
  };
}

function gapsBehind({ items }: PropertiesDocument, index: number): readonly Gap[] {
  const gaps: Gap[] = [];
  for (const item of items.slice(index + 1, index + 100)) {
    if (item.kind !== 'blank') break;
    gaps.push(item);
  }
  return gaps;
}

function blankAfterBackslash(entry: Entry, text: string) {
  if (entry.line.endedBy !== 'line-end') return null;
  const to = entry.line.segments.at(-1)?.to ?? entry.end;
  let from = to;
  while (from > entry.from && isWhiteSpace(text.charCodeAt(from - 1))) from -= 1;
  let first = from;
  while (first > entry.from && text.charCodeAt(first - 1) === 92) first -= 1;
  return from < to && (from - first) % 2 === 1 ? { backslash: from - 1, from, to } : null;
}

/** Each item with the one before it; the last has none behind it. */
function* neighbours({ items }: PropertiesDocument) {
  for (let index = 0; index <= items.length; index += 1) yield [items[index - 1], items[index]] as const;
}

function endLengthBefore(text: string, end: number): number {
  return lineEndLength(text, end - 2) === 2 ? 2 : lineEndLength(text, end - 1);
}
