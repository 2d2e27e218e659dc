/**
 * The literals of which every match of a pattern contains at least one, lower case. The search for them is what makes
 * a long log fast: a pattern is only tried where one of its literals was found.
 *
 * @param pattern a source in the forms of `signatures/patterns.ts`
 * @returns empty where the pattern promises none
 */
export function literalsOf(pattern: string): readonly string[] {
  return alternatives({ pattern, at: 0 }) ?? [];
}

interface Reader {
  readonly pattern: string;
  at: number;
}

type Literals = readonly string[];

/** Reads to the closing parenthesis or the end. Undefined where one alternative promises nothing. */
function alternatives(reader: Reader): Literals | undefined {
  const all: string[] = [];
  let complete = true;
  for (;;) {
    const best = sequence(reader);
    if (best) all.push(...best);
    else complete = false;
    if (reader.pattern[reader.at] !== '|') break;
    reader.at += 1;
  }
  return complete ? all : undefined;
}

function sequence(reader: Reader): Literals | undefined {
  let best: Literals | undefined;
  let run = '';
  const offer = (literals: Literals | undefined) => {
    if (literals && shortest(literals) > shortest(best)) best = literals;
  };
  const endRun = () => {
    if (run) offer([run.toLowerCase()]);
    run = '';
  };
  while (reader.at < reader.pattern.length && !'|)'.includes(reader.pattern[reader.at] ?? '')) {
    const item = readItem(reader);
    const { optional, repeated } = readQuantifier(reader);
    if (typeof item === 'string' && !optional) {
      run += item;
      if (repeated) endRun();
      continue;
    }
    endRun();
    if (typeof item === 'object' && !optional) offer(item);
  }
  endRun();
  return best;
}

function shortest(literals: Literals | undefined): number {
  return literals ? Math.min(...literals.map((literal) => literal.length)) : 0;
}

/** A literal character, the literals of a group, or undefined for what promises none. */
function readItem(reader: Reader): string | Literals | undefined {
  const { pattern } = reader;
  const char = pattern[reader.at] ?? '';
  reader.at += 1;
  switch (char) {
    case '\\': {
      const escaped = pattern[reader.at] ?? '';
      reader.at += 1;
      return /[a-z\d]/i.test(escaped) ? undefined : escaped;
    }
    case '[':
      while (pattern[reader.at] !== ']' || pattern[reader.at - 1] === '[') {
        reader.at += pattern[reader.at] === '\\' ? 2 : 1;
        if (reader.at >= pattern.length) break;
      }
      reader.at += 1;
      return undefined;
    case '(': {
      const opening = /^\?(?:[:=!]|<[=!]|<\w+>)/.exec(pattern.slice(reader.at))?.[0] ?? '';
      reader.at += opening.length;
      const inside = alternatives(reader);
      reader.at += 1;
      return /^\?<?[=!]/.test(opening) ? undefined : inside;
    }
    case '.':
    case '^':
    case '$':
      return undefined;
    default:
      return char;
  }
}

function readQuantifier(reader: Reader): { optional: boolean; repeated: boolean } {
  const quantifier = /^(?:[?*+]|\{(\d+),?\d*\})\??/.exec(reader.pattern.slice(reader.at));
  if (!quantifier) return { optional: false, repeated: false };
  reader.at += quantifier[0].length;
  const optional = quantifier[1] === undefined ? quantifier[0][0] !== '+' : Number(quantifier[1]) === 0;
  return { optional, repeated: true };
}
