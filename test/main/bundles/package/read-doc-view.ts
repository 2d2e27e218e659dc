import { readXml } from './read-xml.ts';

export interface NodeProperty {
  readonly type: string;
  readonly value: string | readonly string[];
}

/** What FileVault makes of a document view of one node. */
export function readDocView(source: string): Readonly<Record<string, NodeProperty>> {
  const head = source.slice(0, 1024);
  if (!head.includes('<jcr:root') || !head.includes('"http://www.jcp.org/jcr/1.0"')) {
    throw new Error('FileVault takes it for a plain file');
  }
  const { name, attributes, elements, text } = readXml(source);
  if (name !== 'jcr:root' || elements.length > 0 || text.trim() !== '') throw new Error('not one node');
  return Object.fromEntries(
    Object.entries(attributes)
      .filter(([key]) => !key.startsWith('xmlns:'))
      .map(([key, value]) => [decodeName(key), readProperty(value)]),
  );
}

/** The grammar of `DocViewProperty2`: `["{" type "}"] (value | "[" value {"," value} "]")`. */
function readProperty(source: string): NodeProperty {
  const [typed = '', type = 'String'] = /^\{(\w+)\}/.exec(source) ?? [];
  const rest = source.slice(typed.length);
  const tokens = rest.match(/\\u[0-9a-f]{4}|\\[\s\S]|[\s\S]/g) ?? [];
  if (tokens[0] !== '[') return { type, value: tokens.map(unescaped).join('') };
  if (tokens.at(-1) !== ']') throw new Error(`an array without end: ${source}`);
  const inside = tokens.slice(1, -1);
  if (inside.length === 0) return { type, value: [] };
  const values = [''];
  for (const token of inside) {
    if (token === ',') values.push('');
    else values[values.length - 1] += unescaped(token);
  }
  return { type, value: values };
}

function unescaped(token: string): string {
  if (token === '\\0') return '';
  if (/^\\u[0-9a-f]{4}$/.test(token)) return String.fromCharCode(Number.parseInt(token.slice(2), 16));
  return token.length === 2 ? token.slice(1) : token;
}

/** ISO 9075-14. */
function decodeName(name: string): string {
  return name.replaceAll(/_x([0-9a-fA-F]{4})_/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
}
