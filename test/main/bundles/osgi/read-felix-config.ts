import type { OsgiValue } from '../../../../main/bundles/osgi/properties.ts';

/** What Felix makes of a `.config` file: its grammar, character by character. Throws where Felix does. */
export function readFelixConfig(source: string): Map<string, OsgiValue> {
  let at = 0;
  const take = (expected: string) => {
    if (source[at] !== expected) throw new Error(`unexpected ${source[at]} at ${at}; expected ${expected}`);
    at += 1;
  };
  const quoted = () => {
    take('"');
    let text = '';
    while (source[at] !== '"') {
      const character = source[at];
      if (character === undefined || character === '=') throw new Error(`unexpected ${character} at ${at}`);
      at += 1;
      if (character !== '\\') text += character;
      else if (source[at] === 'u') {
        text += String.fromCharCode(Number.parseInt(source.slice(at + 1, at + 5), 16));
        at += 5;
      } else {
        text += control[source[at] ?? ''] ?? source[at];
        at += 1;
      }
    }
    take('"');
    return text;
  };
  const read = new Map<string, OsgiValue>();
  while (at < source.length) {
    const key = /^[\w.-]+/.exec(source.slice(at))?.[0] ?? '';
    at += key.length;
    take('=');
    const type = /^[ILDB]/.exec(source.slice(at))?.[0] ?? '';
    at += type.length;
    if (source[at] === '[') {
      const items: string[] = [];
      take('[');
      while (source[at] === '"') {
        items.push(quoted());
        if (source[at] === ',') take(',');
      }
      take(']');
      read.set(key, items.map((item) => typed(item, type)) as unknown as OsgiValue);
    } else read.set(key, typed(quoted(), type));
    take('\r');
    take('\n');
  }
  return read;
}

const control: Readonly<Record<string, string>> = { b: '\b', t: '\t', n: '\n', f: '\f', r: '\r' };

function typed(text: string, type: string): string | number | boolean {
  if (type === 'B') return text === 'true';
  if (type === 'D') {
    const view = new DataView(new ArrayBuffer(8));
    view.setBigInt64(0, BigInt(text));
    return view.getFloat64(0);
  }
  return type === '' ? text : Number(text);
}
