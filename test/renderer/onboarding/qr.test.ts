import { describe, expect, it } from 'vitest';
import { qrModules } from '../../../renderer/onboarding/consent/qr.ts';

const address = 'https://microsoft.com/devicelogin';

describe('the QR code of an address', () => {
  it.each([
    ['a', 21],
    ['https://a.example', 21],
    [address, 29],
    [`https://example.com/${'x'.repeat(86)}`, 37],
  ])('of %j has %i modules a side', (text, side) => {
    const modules = qrModules(text) ?? [];
    expect(modules).toHaveLength(side);
    for (const row of modules) expect(row).toHaveLength(side);
  });

  it('is not made where the text is too long for it', () => {
    expect(qrModules('x'.repeat(107))).toBeNull();
  });

  it.each(['', 'a', 'https://a.example', address, 'https://例え.example/デバイス', 'x'.repeat(106)])(
    'gives %j back to a reader',
    (text) => {
      expect(read(qrModules(text) ?? [])).toBe(text);
    },
  );
});

/** Reads as ISO/IEC 18004 §13 has it, without correcting: what is drawn has no errors. */
function read(modules: readonly (readonly boolean[])[]): string {
  const size = modules.length;
  const at = (row: number, column: number) => modules[row]?.[column] === true;
  const mask = maskOf(formatBits(at));
  const finder = (row: number, column: number) =>
    (row < 9 && (column < 9 || column >= size - 8)) || (row >= size - 8 && column < 9);
  const alignment = (row: number, column: number) =>
    size > 21 && Math.abs(row - (size - 7)) <= 2 && Math.abs(column - (size - 7)) <= 2;
  const bits: number[] = [];
  const columns = Array.from({ length: size }, (_, i) => size - 1 - i).filter((column) => column !== 6);
  for (let pair = 0; pair < columns.length; pair += 2)
    for (let step = 0; step < size; step++)
      for (const column of columns.slice(pair, pair + 2)) {
        const row = (pair / 2) % 2 === 0 ? size - 1 - step : step;
        if (row === 6 || finder(row, column) || alignment(row, column)) continue;
        bits.push(Number(at(row, column) !== mask(row, column)));
      }
  const words = Array.from({ length: Math.floor(bits.length / 8) }, (_, i) =>
    Number.parseInt(bits.slice(8 * i, 8 * i + 8).join(''), 2),
  );
  const version = (size - 17) / 4;
  const correction = [7, 10, 15, 20, 26][version - 1] ?? 0;
  expect(syndromes(words, correction)).toEqual(Array(correction).fill(0));
  expect(bits.slice(0, 4).join('')).toBe('0100');
  const length = Number.parseInt(bits.slice(4, 12).join(''), 2);
  const bytes = Array.from({ length }, (_, i) =>
    Number.parseInt(bits.slice(12 + 8 * i, 20 + 8 * i).join(''), 2),
  );
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

/** The copy around the finder at the top left, most significant bit first. */
function formatBits(at: (row: number, column: number) => boolean): string {
  const row = [0, 1, 2, 3, 4, 5, 7, 8].map((column) => at(8, column));
  const column = [7, 5, 4, 3, 2, 1, 0].map((line) => at(line, 8));
  return [...row, ...column].map(Number).join('');
}

/** The eight formats of level L as the standard lists them, Annex C. */
const FORMATS: Readonly<Record<string, (row: number, column: number) => boolean>> = {
  '111011111000100': (r, c) => (r + c) % 2 === 0,
  '111001011110011': (r) => r % 2 === 0,
  '111110110101010': (_, c) => c % 3 === 0,
  '111100010011101': (r, c) => (r + c) % 3 === 0,
  '110011000101111': (r, c) => (Math.floor(r / 2) + Math.floor(c / 3)) % 2 === 0,
  '110001100011000': (r, c) => ((r * c) % 2) + ((r * c) % 3) === 0,
  '110110001000001': (r, c) => (((r * c) % 2) + ((r * c) % 3)) % 2 === 0,
  '110100101110110': (r, c) => (((r + c) % 2) + ((r * c) % 3)) % 2 === 0,
};

function maskOf(format: string): (row: number, column: number) => boolean {
  const mask = FORMATS[format];
  if (!mask) throw new Error(`No format of level L: ${format}`);
  return mask;
}

/** The code word as a polynomial is zero at the generator's roots. */
function syndromes(words: readonly number[], count: number): number[] {
  const powers = [1];
  for (let i = 1; i < 255; i++) {
    const next = (powers[i - 1] ?? 0) << 1;
    powers.push(next > 255 ? next ^ 0x11d : next);
  }
  const times = (a: number, b: number) =>
    a === 0 || b === 0 ? 0 : (powers[(powers.indexOf(a) + powers.indexOf(b)) % 255] ?? 0);
  return Array.from({ length: count }, (_, root) =>
    words.reduce((sum, word) => times(sum, powers[root] ?? 0) ^ word, 0),
  );
}
