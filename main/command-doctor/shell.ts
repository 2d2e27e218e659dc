import type { Slip, Style, Tell } from './draft.ts';

/** A statement of a shell, in words. */
export interface Words {
  readonly words: readonly string[];
  readonly style: Style;
  /** Where the statement ends. */
  readonly end: number;
}

const DOUBLE = '"\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb';
const SINGLE = "'\u2018\u2019\u201a\u201b\u2032";
const CURLY_DOUBLE = /[\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb]/g;
const CURLY_SINGLE = /[\u2018\u2019\u201a\u201b\u2032]/g;
const SHOWN = 40;

/**
 * Reads one statement as a shell would, forgiving what a word processor or a copy made of it: smart quotes count as
 * quotes, and a line without its continuation goes on where an option follows. What was forgiven is told.
 */
export function readWords(text: string, start: number, tell: Tell): Words {
  const once = tellOnce(tell);
  const words: string[] = [];
  let word: string | undefined;
  let style: Style = 'bash';
  let at = start;
  const append = (piece: string) => {
    word = (word ?? '') + piece;
  };
  const finish = () => {
    if (word !== undefined) words.push(word);
    word = undefined;
  };
  while (at < text.length) {
    const char = text[at] ?? '';
    const next = text[at + 1] ?? '';
    const breaks = /[\\^`]/.test(char) ? lineBreakAfter(text, at + 1) : undefined;
    if (breaks) {
      if (breaks.blanks > 0 && char === '\\')
        once({ id: 'space-after-backslash', found: '\\ ', correct: '\\' });
      style = char === '^' ? 'cmd' : char === '`' ? 'powershell-curl' : style;
      finish();
      at = breaks.end;
    } else if (char === '\n') {
      const follows = nextOption(
        text,
        at,
        words.some((each) => /^[a-z]+:\/\//i.test(each)),
      );
      if (follows === undefined) break;
      once({ id: 'missing-continuation', found: lineFrom(text, follows), correct: '\\' });
      finish();
      at = follows;
    } else if (char === ' ' || char === '\t' || char === '\u00a0') {
      if (char === '\u00a0') once({ id: 'invisible-character', found: 'U+00A0', correct: ' ' });
      finish();
      at += 1;
    } else if (DOUBLE.includes(char) || SINGLE.includes(char)) {
      const quoted = readQuoted(text, at, once);
      append(quoted.value);
      at = quoted.end;
    } else if (char === '$' && (next === "'" || next === '"')) {
      // Bash's own kind of quotes.
      at += 1;
    } else if (char === '$' && next === '(') {
      const end = closingParenthesis(text, at + 1);
      append(text.slice(at, end));
      at = end;
    } else if (char === '\\' || (char === '^' && /[&|<>^"%]/.test(next))) {
      append(next);
      at += 2;
    } else if (char === '`') {
      once({ id: 'stray-backtick', found: '`', correct: undefined });
      at += 1;
    } else if (char === '<') {
      const placeholder = /<[^<>\n"'\u201c\u201d]{0,60}>?/y;
      placeholder.lastIndex = at;
      const [piece = '<'] = placeholder.exec(text) ?? [];
      append(piece);
      at += piece.length;
    } else if (char === '&' && /[A-Za-z_]/.test(next)) {
      once({
        id: 'unquoted-ampersand',
        found: `&${text.slice(at + 1, at + SHOWN).split(/[=\s]/)[0]}`,
        correct: '"&"',
      });
      append(char);
      at += 1;
    } else if (char === '|' || char === '&' || (char === '>' && word === undefined)) break;
    else if (char === ';' && (next === '' || /\s/.test(next))) break;
    else {
      append(char);
      at += 1;
    }
  }
  finish();
  return { words: words.map((each) => straightDashes(each, once)), style, end: at };
}

/** A quoted piece. Smart quotes close straight ones as well: so they come out of a word processor. */
function readQuoted(text: string, start: number, tell: Tell): { value: string; end: number } {
  const open = text[start] ?? '';
  const isDouble = DOUBLE.includes(open);
  const closers = isDouble ? DOUBLE : SINGLE;
  let value = '';
  for (let at = start + 1; at < text.length; at++) {
    const char = text[at] ?? '';
    const next = text[at + 1] ?? '';
    if (closers.includes(char)) {
      if (!'"\''.includes(open) || !'"\''.includes(char)) {
        const found = text.slice(start, Math.min(at + 1, start + SHOWN));
        tell({
          id: 'smart-quotes',
          found,
          correct: found.replace(isDouble ? CURLY_DOUBLE : CURLY_SINGLE, isDouble ? '"' : "'"),
        });
      }
      return { value, end: at + 1 };
    }
    if (isDouble && char === '\\' && '"\\$`\n'.includes(next)) {
      if (next !== '\n') value += next;
      at += 1;
    } else if (isDouble && char === '`') tell({ id: 'stray-backtick', found: '`', correct: undefined });
    else value += char;
  }
  const lineEnd = text.indexOf('\n', start);
  const end = lineEnd < 0 ? text.length : lineEnd;
  tell({
    id: 'unclosed-quote',
    found: text.slice(start, Math.min(end, start + SHOWN)),
    correct: isDouble ? '"…"' : "'…'",
  });
  return { value: text.slice(start + 1, end).replace(/[ \t]*\\$/, ''), end };
}

/** A word processor makes a dash of two hyphens. */
function straightDashes(word: string, tell: Tell): string {
  const [, rest] = /^[\u2010-\u2015\u2212]([A-Za-z].*)$/s.exec(word) ?? [];
  if (rest === undefined) return word;
  const straight = `${rest.length === 1 ? '-' : '--'}${rest}`;
  tell({ id: 'smart-dash', found: word.slice(0, SHOWN), correct: straight.slice(0, SHOWN) });
  return straight;
}

function lineBreakAfter(text: string, at: number): { blanks: number; end: number } | undefined {
  const rest = /([ \t]*)\n[ \t]*/y;
  rest.lastIndex = at;
  const [whole, blanks = ''] = rest.exec(text) ?? [];
  return whole === undefined ? undefined : { blanks: blanks.length, end: at + whole.length };
}

/** Where the statement goes on although nothing says so: an option, or the address that is still missing. */
function nextOption(text: string, at: number, hasAddress: boolean): number | undefined {
  const option = /\s*(?=[-\u2010-\u2015\u2212]{1,2}[A-Za-z])/y;
  const address = /\s*(?=["'\u201c\u201d]?https?:)/y;
  for (const pattern of hasAddress ? [option] : [option, address]) {
    pattern.lastIndex = at;
    const [blanks] = pattern.exec(text) ?? [];
    if (blanks !== undefined) return at + blanks.length;
  }
  return undefined;
}

function closingParenthesis(text: string, open: number): number {
  const limit = Math.min(text.length, open + 500);
  let depth = 0;
  for (let at = open; at < limit; at++) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    if (depth === 0) return at + 1;
  }
  return limit;
}

function lineFrom(text: string, at: number): string {
  return text.slice(at, at + SHOWN).split(/[\n=]/)[0] ?? '';
}

/** The same slip in every line of a command is one mistake. */
function tellOnce(tell: Tell): Tell {
  const told = new Set<string>();
  return (slip: Slip) => {
    if (told.has(slip.id)) return;
    told.add(slip.id);
    tell(slip);
  };
}
