import type { LiteralSearch } from './literal-search.ts';

/** What is shorter is read as a whole. */
const READ_WHOLE = 120_000;

const BEFORE = 700;
const AFTER = 1300;
const KEPT_AT_EACH_END = 8;

/**
 * The passages of a long log that may matter, in their order: around each literal's last and first occurrences, the
 * rare literals before the frequent ones.
 */
export function excerpt(text: string, search: LiteralSearch, literalCount: number): string {
  if (text.length <= READ_WHOLE) return text;
  const hits: Hits[] = Array.from({ length: literalCount }, () => ({ count: 0, first: [], last: [] }));
  search(text, (literal, end) => {
    const hit = hits[literal];
    if (!hit) return;
    if (hit.count < KEPT_AT_EACH_END) hit.first.push(end);
    else hit.last[hit.count % KEPT_AT_EACH_END] = end;
    hit.count += 1;
  });
  return passages(text, inTurns(hits)).join('\n');
}

/** The last occurrence of each literal, then the first of each, and so on until there is enough. */
function inTurns(hits: readonly Hits[]): number[] {
  const queues = hits
    .filter((hit) => hit.count > 0)
    .sort((a, b) => a.count - b.count)
    .map((hit) => [...rotate(hit.last, hit.count % KEPT_AT_EACH_END).reverse(), ...hit.first]);
  const positions: number[] = [];
  for (let turn = 0; turn < 2 * KEPT_AT_EACH_END; turn += 1) {
    for (const queue of queues) {
      const position = turn % 2 === 0 ? queue.shift() : queue.pop();
      if (position === undefined) continue;
      if (positions.push(position) * (BEFORE + AFTER) > READ_WHOLE * 3) return positions;
    }
  }
  return positions;
}

/** A ring in the order of writing. */
function rotate(ring: readonly number[], start: number): number[] {
  return [...ring.slice(start), ...ring.slice(0, start)].filter((position) => position !== undefined);
}

interface Hits {
  count: number;
  readonly first: number[];
  /** A ring. */
  readonly last: number[];
}

function passages(text: string, positions: readonly number[]): string[] {
  const kept: { from: number; to: number }[] = [];
  let total = 0;
  const sorted = [...positions].sort((a, b) => a - b);
  for (const position of sorted) {
    const from = Math.max(0, position - BEFORE);
    const to = Math.min(text.length, position + AFTER);
    const previous = kept.at(-1);
    const added = previous && from <= previous.to ? to - previous.to : to - from;
    total += added;
    if (previous && from <= previous.to) previous.to = to;
    else kept.push({ from, to });
  }
  return total === 0 ? [text.slice(-AFTER)] : kept.map(({ from, to }) => wholeLines(text, from, to));
}

/** Grows to line ends where they are near, so that no line starts in its middle. */
function wholeLines(text: string, from: number, to: number): string {
  const start = text.lastIndexOf('\n', from);
  const end = text.indexOf('\n', to);
  return text.slice(
    from - start < BEFORE ? Math.max(0, start + 1) : from,
    end !== -1 && end - to < BEFORE ? end : to,
  );
}
