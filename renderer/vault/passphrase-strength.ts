export const strengths = ['weak', 'fair', 'good', 'strong'] as const;
export type Strength = (typeof strengths)[number];

export const SHORTEST_PASSPHRASE = 8;

/**
 * A hint, not a verdict: bits if the characters were chosen by chance, where repeats and runs such as `aaa` or
 * `1234` add nothing.
 */
export function passphraseStrength(passphrase: string): Strength {
  const bits = surprising(passphrase) * Math.log2(alphabet(passphrase));
  if (passphrase.length < SHORTEST_PASSPHRASE || bits < 40) return 'weak';
  if (bits < 60) return 'fair';
  return bits < 80 ? 'good' : 'strong';
}

function alphabet(text: string): number {
  const size =
    (/\p{Ll}/u.test(text) ? 26 : 0) +
    (/\p{Lu}/u.test(text) ? 26 : 0) +
    (/\d/.test(text) ? 10 : 0) +
    (/[^\p{L}\d]/u.test(text) ? 20 : 0) +
    (/\p{Lo}/u.test(text) ? 200 : 0);
  return Math.max(size, 2);
}

function surprising(text: string): number {
  const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  const distinct = new Set(codes).size;
  const fresh = codes.filter((code, index) => {
    const step = code - (codes[index - 1] ?? Number.NaN);
    return Number.isNaN(step) || Math.abs(step) > 1;
  }).length;
  return Math.min(fresh, distinct * 2);
}
