import { type Entry, placeInLine } from '../properties/document.ts';
import { escapeNonAscii } from '../properties/encoding.ts';
import { escapesIn } from '../properties/unescape.ts';
import { type Finding, insertion, type Rule } from './rule.ts';

/** `\u` without four hex digits: Java refuses the whole file. */
export const malformedEscape: Rule = function* ({ document: { malformed, text } }) {
  for (const from of malformed) {
    const found = text.slice(from, from + 6).split(/[\r\n]/)[0] ?? '';
    const doubledU = /^\\u(u+)[0-9a-fA-F]/.exec(text.slice(from, from + 20))?.[1];
    const fix = doubledU
      ? { title: 'fixDoubledU', edits: [{ from: from + 1, to: from + 1 + doubledU.length, insert: '' }] }
      : { edits: [insertion(from, '\\')] };
    yield {
      rule: 'malformed-escape',
      severity: 'error',
      from,
      to: from + found.length,
      values: { found },
      fix,
    };
  }
};

const meantEscapes = /[tnrfu \\=:#!"']/;
const windowsPath = /(?<![\w\\])[A-Za-z]:(?:\\[\w$.-]+)+\\?|(?<!\S)\\\\[\w.-]+(?:\\[\w$.-]+)+/g;

/** A `\` that Java drops or makes a tab or line end of, as in `C:\temp\new`. */
export const undoubledBackslash: Rule = function* ({ document: { entries } }) {
  for (const { line } of entries) {
    if (!line.joined.includes('\\')) continue;
    const paths = [...line.joined.matchAll(windowsPath)].filter(([path]) => isSurelyPath(path));
    for (const path of paths) yield pathFinding(line, path.index, path[0]);
    let next = 0;
    for (const { at, length, value } of escapesIn(line.joined)) {
      while (endOf(paths[next]) <= at) next += 1;
      const inPath = (paths[next]?.index ?? Number.POSITIVE_INFINITY) <= at;
      if (inPath || length > 2 || meantEscapes.test(line.joined.charAt(at + 1))) continue;
      const from = placeInLine(line, at);
      yield {
        rule: 'undoubled-backslash',
        severity: 'warning',
        from,
        to: from + 2,
        values: { found: `\\${line.joined.charAt(at + 1)}`, read: value },
        fix: { edits: [insertion(from, '\\')] },
      };
    }
  }
};

/** Characters beyond ASCII outside comments, which arrive only if AEM reads ISO-8859-1. */
export const unescapedNonAscii: Rule = function* ({ document: { entries, text }, encoding }) {
  if (encoding === 'utf-8' || encoding === 'utf-8-bom') return;
  for (const { from, end } of entries) {
    const runs = [...text.slice(from, end).matchAll(/[^\0-\x7f\ufeff]+/g)];
    const first = runs[0];
    if (!first) continue;
    const beyond = runs.every(([run]) => /^[^\0-\xff]+$/.test(run));
    yield {
      rule: 'unescaped-non-ascii',
      severity: beyond ? 'info' : 'warning',
      message: beyond ? 'beyond' : 'message',
      from: from + first.index,
      to: from + first.index + first[0].length,
      values: { found: first[0].slice(0, 20) },
      fix: {
        edits: runs.map(({ index, 0: run }) => ({
          from: from + index,
          to: from + index + run.length,
          insert: escapeNonAscii(run),
        })),
      },
    };
  }
};

const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Half of a character beyond U+FFFF. */
export const halfCharacter: Rule = function* ({ document: { entries }, placeOf }) {
  for (const entry of entries) {
    const lone = loneSurrogate.exec(entry.value.text);
    if (!lone) continue;
    const place = placeOf(entry, lone.index, 1);
    const fix = { edits: [{ ...place, insert: '' }] };
    yield { rule: 'half-character', severity: 'warning', ...place, values: { key: entry.key.text }, fix };
  }
};

/** One letter and a line end, as in `Q:\nA`, could be text; the drives everybody has are paths. */
function isSurelyPath(path: string): boolean {
  if (path.startsWith('\\\\') || /^[CDEcde]:/.test(path)) return true;
  return [...path.matchAll(/\\(.)/g)].some(([, letter = '']) => !meantEscapes.test(letter));
}

/** Behind a match; without end where there is none. */
function endOf(match: RegExpExecArray | undefined): number {
  return match ? match.index + match[0].length : Number.POSITIVE_INFINITY;
}

function pathFinding(line: Entry['line'], index: number, path: string): Finding {
  const backslashes = [...path.matchAll(/\\/g)].map((match) => placeInLine(line, index + match.index));
  const from = placeInLine(line, index);
  return {
    rule: 'undoubled-backslash',
    severity: 'warning',
    message: 'path',
    from,
    to: from + path.length,
    values: { found: path },
    fix: { edits: backslashes.map((at) => insertion(at, '\\')) },
  };
}
