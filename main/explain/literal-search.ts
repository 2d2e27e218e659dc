/** Calls back for every occurrence of every literal, in one pass over the text. */
export type LiteralSearch = (text: string, found: (literal: number, end: number) => void) => void;

const OTHER = 0;

/**
 * The automaton of Aho and Corasick (Communications of the ACM 18, 1975) over ASCII without case: its time does not
 * depend on how many literals there are, nor on how the text is made.
 *
 * @param literals lower case; they are named by their index
 */
export function createLiteralSearch(literals: readonly string[]): LiteralSearch {
  const classes = characterClasses(literals);
  const width = Math.max(...classes) + 1;
  const states = literals.reduce((sum, literal) => sum + literal.length, 1);
  const next = new Int32Array(states * width);
  const outputs: number[][] = Array.from({ length: states }, () => []);
  let last = 0;
  for (const [index, literal] of literals.entries()) {
    let state = 0;
    for (let at = 0; at < literal.length; at += 1) {
      const edge = state * width + (classes[literal.charCodeAt(at)] ?? OTHER);
      next[edge] ||= last += 1;
      state = next[edge] ?? 0;
    }
    outputs[state]?.push(index);
  }
  followFailures(next, width, outputs);
  return (text, found) => {
    let state = 0;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      state = next[state * width + (code < 128 ? (classes[code] ?? OTHER) : OTHER)] ?? 0;
      const here = outputs[state];
      if (here === undefined || here.length === 0) continue;
      for (const literal of here) found(literal, at + 1);
    }
  };
}

function characterClasses(literals: readonly string[]): Uint8Array {
  const classes = new Uint8Array(128);
  let count = OTHER;
  for (const char of new Set(literals.join(''))) {
    count += 1;
    classes[char.charCodeAt(0)] = count;
    classes[char.toUpperCase().charCodeAt(0)] = count;
  }
  return classes;
}

/** Breadth first: a missing edge leads where the longest proper suffix would go on. */
function followFailures(next: Int32Array, width: number, outputs: number[][]): void {
  const failure = new Int32Array(outputs.length);
  const queue = [0];
  for (const state of queue) {
    for (let char = 0; char < width; char += 1) {
      const edge = state * width + char;
      const target = next[edge] ?? 0;
      const fallback = state === 0 ? 0 : (next[(failure[state] ?? 0) * width + char] ?? 0);
      if (target === 0) {
        next[edge] = fallback;
        continue;
      }
      failure[target] = fallback;
      outputs[target]?.push(...(outputs[fallback] ?? []));
      queue.push(target);
    }
  }
}
