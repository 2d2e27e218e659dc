/** Codewords of data and of error correction, level L, by version; these versions have one block each. */
const VERSIONS = [
  { data: 19, correction: 7 },
  { data: 34, correction: 10 },
  { data: 55, correction: 15 },
  { data: 80, correction: 20 },
  { data: 108, correction: 26 },
] as const;
/** Mode and length come first. */
const HEAD = 2;

/**
 * A QR code (ISO/IEC 18004, byte mode, level L) of up to 106 bytes, which is enough for the address of a sign-in page.
 *
 * @returns rows of modules, true is dark, without the quiet zone of 4 modules; null where the text is too long
 */
export function qrModules(text: string): readonly (readonly boolean[])[] | null {
  const bytes = new TextEncoder().encode(text);
  const index = VERSIONS.findIndex(({ data }) => bytes.length + HEAD <= data);
  const version = VERSIONS[index];
  if (!version) return null;
  const data = dataCodewords(bytes, version.data);
  const codewords = [...data, ...correctionCodewords(data, version.correction)];
  const masked = MASKS.map((_, mask) => draw(index + 1, codewords, mask));
  return masked.reduce((best, each) => (penalty(each) < penalty(best) ? each : best));
}

function dataCodewords(bytes: Uint8Array, count: number): number[] {
  const nibbles = [
    4,
    bytes.length >> 4,
    bytes.length & 15,
    ...[...bytes].flatMap((b) => [b >> 4, b & 15]),
    0,
  ];
  const words = Array.from(
    { length: nibbles.length / 2 },
    (_, i) => ((nibbles[2 * i] ?? 0) << 4) | (nibbles[2 * i + 1] ?? 0),
  );
  for (let pad = 0; words.length < count; pad++) words.push(pad % 2 === 0 ? 0xec : 0x11);
  return words;
}

/** Remainder of the data divided by the generator of Reed and Solomon over GF(256). */
function correctionCodewords(data: readonly number[], count: number): number[] {
  let generator = [1];
  for (let i = 0, root = 1; i < count; i++, root = multiply(root, 2)) {
    const next = [...generator, 0];
    generator.forEach((factor, at) => {
      next[at + 1] = (next[at + 1] ?? 0) ^ multiply(factor, root);
    });
    generator = next;
  }
  const rest = [...data, ...Array<number>(count).fill(0)];
  for (let i = 0; i < data.length; i++) {
    const lead = rest[i] ?? 0;
    generator.forEach((factor, at) => {
      rest[i + at] = (rest[i + at] ?? 0) ^ multiply(factor, lead);
    });
  }
  return rest.slice(data.length);
}

function multiply(a: number, b: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) {
    product = (product << 1) ^ ((product >> 7) * 0x11d);
    product ^= ((b >> bit) & 1) * a;
  }
  return product;
}

const MASKS: readonly ((row: number, column: number) => boolean)[] = [
  (r, c) => (r + c) % 2 === 0,
  (r) => r % 2 === 0,
  (_, c) => c % 3 === 0,
  (r, c) => (r + c) % 3 === 0,
  (r, c) => (Math.floor(r / 2) + Math.floor(c / 3)) % 2 === 0,
  (r, c) => ((r * c) % 2) + ((r * c) % 3) === 0,
  (r, c) => (((r * c) % 2) + ((r * c) % 3)) % 2 === 0,
  (r, c) => (((r + c) % 2) + ((r * c) % 3)) % 2 === 0,
];

function draw(version: number, codewords: readonly number[], mask: number): boolean[][] {
  const size = 17 + 4 * version;
  const modules = Array.from({ length: size }, () => Array<boolean | null>(size).fill(null));
  const set = (row: number, column: number, dark: boolean) => {
    const line = modules[row];
    if (line && column >= 0 && column < size) line[column] = dark;
  };
  const square = (row: number, column: number, reach: number, isDark: (ring: number) => boolean) => {
    for (let r = -reach; r <= reach; r++)
      for (let c = -reach; c <= reach; c++)
        set(row + r, column + c, isDark(Math.max(Math.abs(r), Math.abs(c))));
  };
  for (const [row, column] of [
    [3, 3],
    [3, size - 4],
    [size - 4, 3],
  ] as const)
    square(row, column, 4, (ring) => ring !== 2 && ring !== 4);
  for (let i = 8; i < size - 8; i++) {
    set(6, i, i % 2 === 0);
    set(i, 6, i % 2 === 0);
  }
  if (version > 1) square(size - 7, size - 7, 2, (ring) => ring !== 1);
  drawFormat(set, size, mask);

  let at = 0;
  for (let right = size - 1; right > 0; right -= right === 8 ? 3 : 2) {
    const upwards = ((size - 1 - right - (right < 6 ? 1 : 0)) / 2) % 2 === 0;
    for (let step = 0; step < size; step++) {
      const row = upwards ? size - 1 - step : step;
      for (const column of [right, right - 1]) {
        if (modules[row]?.[column] !== null) continue;
        const dark = (((codewords[at >> 3] ?? 0) >> (7 - (at & 7))) & 1) === 1;
        set(row, column, dark !== MASKS[mask]?.(row, column));
        at++;
      }
    }
  }
  return modules.map((row) => row.map((dark) => dark === true));
}

/** Level and mask, with a BCH code of their own, twice. */
function drawFormat(set: (row: number, column: number, dark: boolean) => void, size: number, mask: number) {
  const data = (1 << 3) | mask;
  let rest = data << 10;
  for (let bit = 14; bit >= 10; bit--) if ((rest >> bit) & 1) rest ^= 0x537 << (bit - 10);
  const format = ((data << 10) | rest) ^ 0x5412;
  for (let i = 0; i < 15; i++) {
    const dark = ((format >> i) & 1) === 1;
    if (i < 8) {
      set(i < 6 ? i : i + 1, 8, dark);
      set(8, size - 1 - i, dark);
    } else {
      set(8, i === 8 ? 7 : 14 - i, dark);
      set(size - 15 + i, 8, dark);
    }
  }
  set(size - 8, 8, true);
}

/** Long runs and solid blocks are hard on a camera. */
function penalty(modules: readonly (readonly boolean[])[]): number {
  const at = (r: number, c: number) => modules[r]?.[c];
  let points = 0;
  modules.forEach((row, r) => {
    let [across, down] = [0, 0];
    row.forEach((dark, c) => {
      across = dark === at(r, c - 1) ? across + 1 : 1;
      down = c > 0 && at(c, r) === at(c - 1, r) ? down + 1 : 1;
      for (const run of [across, down]) points += run === 5 ? 3 : run > 5 ? 1 : 0;
      if (dark === at(r + 1, c) && dark === at(r, c + 1) && dark === at(r + 1, c + 1)) points += 3;
    });
  });
  return points;
}
