const LIMIT = 80;

/** Levenshtein's distance; infinite for what is too long to be a slip of the pen. */
export function distance(a: string, b: string): number {
  if (a === b) return 0;
  if (a.length > LIMIT || b.length > LIMIT) return Number.POSITIVE_INFINITY;
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const above = previous[column] ?? 0;
      const left = current[column - 1] ?? 0;
      const diagonal = previous[column - 1] ?? 0;
      const change = a[row - 1] === b[column - 1] ? 0 : 1;
      current.push(Math.min(above + 1, left + 1, diagonal + change));
    }
    previous = current;
  }
  return previous[b.length] ?? Number.POSITIVE_INFINITY;
}

/** The word that was most likely meant; undefined where none is within `most` slips. */
export function closest(word: string, words: readonly string[], most: number): string | undefined {
  let best: string | undefined;
  let least = most + 1;
  for (const candidate of words) {
    if (Math.abs(candidate.length - word.length) >= least) continue;
    const far = distance(word.toLowerCase(), candidate.toLowerCase());
    if (far < least) [best, least] = [candidate, far];
  }
  return best;
}
