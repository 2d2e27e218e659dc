/** An element as read: its attributes, its elements and the text right in it. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly elements: Element[];
  text: string;
}

/**
 * A small strict reader of XML 1.0 without DTDs of its own: whatever is not well-formed throws. Attribute values are
 * normalised as §3.3.3 wants.
 */
export function readXml(source: string): Element {
  const end = source.indexOf('?>');
  if (!/^<\?xml version="1\.0" encoding="UTF-8"[^?<>]*\?>/i.test(source)) throw new Error('no declaration');
  const tokens = tokensOf(source.slice(end + 2));
  const document: Element = { name: '', attributes: {}, elements: [], text: '' };
  const open: Element[] = [document];
  for (const token of tokens) {
    const parent = open.at(-1);
    if (!parent) throw new Error('too many end tags');
    if (!token.startsWith('<')) parent.text += resolved(token);
    else if (token.startsWith('<!DOCTYPE ')) {
      if (parent !== document || document.elements.length > 0) throw new Error('DOCTYPE out of place');
    } else if (token.startsWith('</')) {
      if (token.slice(2, -1).trim() !== parent.name || parent === document) throw new Error(`stray ${token}`);
      open.pop();
    } else {
      const element = startTag(token);
      parent.elements.push(element);
      if (!token.endsWith('/>')) open.push(element);
    }
  }
  const [root, another] = document.elements;
  if (open.length !== 1 || !root || another || document.text.trim() !== '') throw new Error('no single root');
  return root;
}

function tokensOf(source: string): string[] {
  const tokens = source.match(/<(?:[^<>"]|"[^<"]*")*>|[^<]+/g) ?? [];
  if (tokens.join('') !== source) throw new Error('not well-formed');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 §2.2 does not have them
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/u.test(source))
    throw new Error('no character');
  return tokens;
}

function startTag(token: string): Element {
  const [, name = '', rest = ''] = /^<([A-Za-z_][\w.:-]*)((?:\s+[^\s=]+="[^"]*")*)\s*\/?>$/.exec(token) ?? [];
  if (name === '') throw new Error(`no tag: ${token}`);
  const attributes: Record<string, string> = {};
  for (const [, key = '', value = ''] of rest.matchAll(/\s+([^\s=]+)="([^"]*)"/g)) {
    if (!/^[A-Za-z_][\w.:-]*$/.test(key) || key in attributes) throw new Error(`no attribute: ${key}`);
    attributes[key] = resolved(value.replaceAll(/[\t\n\r]/g, ' '));
  }
  return { name, attributes, elements: [], text: '' };
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function resolved(text: string): string {
  return text.replaceAll(/&(?:#(\d+);|(\w+);)?/g, (all, number?: string, name = '') => {
    const character = number ? String.fromCodePoint(Number(number)) : named[name];
    if (character === undefined) throw new Error(`no entity: ${all}`);
    return character;
  });
}
