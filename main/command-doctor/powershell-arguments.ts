/** An argument as it stands, quotes and all; without a name where it has none. */
export interface Argument {
  readonly name?: string;
  readonly value: string;
}

const MOST = 100;
const CLOSERS: Readonly<Record<string, string>> = { '(': ')', '{': '}', '[': ']' };

/**
 * Reads arguments up to the end of their statement: a line end without a backtick before it, a semicolon, a pipe or a
 * closing bracket.
 */
export function readArguments(text: string, start: number): { all: Argument[]; end: number } {
  const all: Argument[] = [];
  let at = start;
  let name: string | undefined;
  const put = (value: string) => {
    all.push(name === undefined ? { value } : { name, value });
    name = undefined;
  };
  while (at < text.length && all.length < MOST) {
    const blanks = /(?:[ \t]|`[ \t]*\n)*/y;
    blanks.lastIndex = at;
    at += blanks.exec(text)?.[0].length ?? 0;
    const char = text[at] ?? '';
    if (char === '' || /[\n;|)}\]]/.test(char)) break;
    const option = /-([A-Za-z]\w{0,30})(?::[ \t]*)?/y;
    option.lastIndex = at;
    const [whole, word] = option.exec(text) ?? [];
    if (whole !== undefined) {
      // One that stands before another is a switch.
      name = word;
      at += whole.length;
      continue;
    }
    const end = valueEnd(text, at);
    put(text.slice(at, end));
    at = end;
  }
  return { all, end: at };
}

/** Where a value ends: quotes, tables and brackets go as a whole. */
function valueEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length) {
    const char = text[at] ?? '';
    if (/[\s;|)}\]]/.test(char)) break;
    if (char === '@' && /["']/.test(text[at + 1] ?? '')) at = hereEnd(text, at);
    else if (char === '"' || char === "'") at = quoteEnd(text, at);
    else if (char in CLOSERS) at = bracketEnd(text, at);
    else at += 1;
  }
  return Math.max(at, start + 1);
}

function hereEnd(text: string, at: number): number {
  const close = text.indexOf(`\n${text[at + 1]}@`, at);
  return close < 0 ? text.length : close + 3;
}

/** A quote doubled, or with a backtick before it, is a sign like any other. */
function quoteEnd(text: string, start: number): number {
  const quote = text[start] ?? '';
  for (let at = start + 1; at < text.length; at++) {
    if (quote === '"' && text[at] === '`') at += 1;
    else if (text[at] === quote && text[at + 1] === quote) at += 1;
    else if (text[at] === quote) return at + 1;
  }
  return text.length;
}

function bracketEnd(text: string, start: number): number {
  const open = text[start] ?? '';
  const close = CLOSERS[open];
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const char = text[at] ?? '';
    if (char === '"' || char === "'") at = quoteEnd(text, at) - 1;
    else if (char === open) depth += 1;
    else if (char === close) depth -= 1;
    if (depth === 0) return at + 1;
  }
  return text.length;
}
