/** An escape inside joined text. */
export interface Escape {
  /** The offset of its backslash. */
  readonly at: number;
  readonly length: number;
  readonly value: string;
}

const named: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f' };

/**
 * Undoes the escapes of a key or value as `Properties.loadConvert` of JDK 17 does.
 *
 * @param malformed told of each `\u` without four hex digits, for which the JDK throws; it is then taken literally
 */
export function undoEscapes(raw: string, malformed: (at: number) => void): string {
  if (!raw.includes('\\')) return raw;
  const pieces: string[] = [];
  let done = 0;
  for (const { at, length, value } of escapesIn(raw, malformed)) {
    pieces.push(raw.slice(done, at), value);
    done = at + length;
  }
  return pieces.join('') + raw.slice(done);
}

/** Every escape of a key or value in order. */
export function* escapesIn(
  raw: string,
  malformed: (at: number) => void = () => undefined,
): Generator<Escape> {
  for (let at = raw.indexOf('\\'); at >= 0 && at < raw.length - 1; ) {
    const found = escapeAt(raw, at);
    if (found) yield found;
    else malformed(at);
    at = raw.indexOf('\\', at + (found?.length ?? 2));
  }
}

/** Null for a malformed `\u`. */
function escapeAt(raw: string, at: number): Escape | null {
  const letter = raw.charAt(at + 1);
  if (letter !== 'u') return { at, length: 2, value: named[letter] ?? letter };
  const hex = raw.slice(at + 2, at + 6);
  if (!/^[0-9a-fA-F]{4}$/.test(hex)) return null;
  return { at, length: 6, value: String.fromCharCode(Number.parseInt(hex, 16)) };
}

/**
 * Where each unit of an unescaped text begins in the raw one; one more number than the text has units.
 */
export function rawOffsets(raw: string): Uint32Array {
  const offsets = new Uint32Array(raw.length + 1);
  let count = 0;
  let done = 0;
  for (const { at, length } of escapesIn(raw)) {
    for (; done <= at; done += 1) offsets[count++] = done;
    done = at + length;
  }
  for (; done <= raw.length; done += 1) offsets[count++] = done;
  return offsets.subarray(0, count);
}
