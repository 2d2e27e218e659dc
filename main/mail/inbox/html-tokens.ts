export interface Tag {
  readonly kind: 'tag';
  /** In small letters. */
  readonly name: string;
  readonly closing: boolean;
  /** Names in small letters, values with their character references resolved; the first of a name counts. */
  readonly attributes: readonly (readonly [string, string])[];
}

export type HtmlToken =
  | Tag
  | { readonly kind: 'text'; readonly text: string }
  /** What is in a `<style>`. */
  | { readonly kind: 'sheet'; readonly text: string };

/** Elements whose content is no markup; all but `style` are dropped with it. */
const rawText = new Set([
  'script',
  'style',
  'title',
  'textarea',
  'iframe',
  'noembed',
  'noframes',
  'noscript',
  'xmp',
]);
/** Elements that are dropped with all that is in them. */
const foreign = new Set([
  'svg',
  'math',
  'object',
  'applet',
  'template',
  'select',
  'video',
  'audio',
  'canvas',
]);

const MAX_ATTRIBUTES = 50;

/** Cuts HTML into tags and text, in one pass whatever it is. */
export function* tokenize(html: string): Generator<HtmlToken> {
  let at = 0;
  while (at < html.length) {
    const start = html.indexOf('<', at);
    if (start !== at) yield { kind: 'text', text: html.slice(at, start === -1 ? undefined : start) };
    if (start === -1) return;
    const next = html.charAt(start + 1);
    if (html.startsWith('<!--', start)) at = endOf(html, '-->', start + 2);
    else if (next === '!' || next === '?') at = endOf(html, '>', start);
    else if (/[a-z]/i.test(next) || (next === '/' && /[a-z]/i.test(html.charAt(start + 2)))) {
      const { tag, end } = readTag(html, start);
      at = end;
      if (!tag.closing && rawText.has(tag.name)) {
        const close = closingOf(html, tag.name, end);
        if (tag.name === 'style') yield { kind: 'sheet', text: html.slice(end, close) };
        at = close;
      } else if (!tag.closing && foreign.has(tag.name)) at = closingOf(html, tag.name, end);
      else yield tag;
    } else {
      yield { kind: 'text', text: '<' };
      at = start + 1;
    }
  }
}

function endOf(html: string, mark: string, from: number): number {
  const end = html.indexOf(mark, from);
  return end === -1 ? html.length : end + mark.length;
}

/** Where the closing tag begins; the end of everything where there is none. */
function closingOf(html: string, name: string, from: number): number {
  const closing = new RegExp(`</${name}(?=[\\s/>])`, 'gi');
  closing.lastIndex = from;
  return closing.exec(html)?.index ?? html.length;
}

function readTag(html: string, start: number): { readonly tag: Tag; readonly end: number } {
  const named = /<(\/?)([a-z][^\s/>]*)/iy;
  named.lastIndex = start;
  const [whole = '', slash = '', name = ''] = named.exec(html) ?? [];
  const attributes = new Map<string, string>();
  const attribute = /[\s/]*([^\s=>/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']*)))?/y;
  let at = start + whole.length;
  for (;;) {
    attribute.lastIndex = at;
    const found = attribute.exec(html);
    if (!found || found[0] === '') break;
    const key = (found[1] ?? '').toLowerCase();
    if (attributes.size < MAX_ATTRIBUTES && !attributes.has(key))
      attributes.set(key, resolveReferences(found[2] ?? found[3] ?? found[4] ?? ''));
    at = attribute.lastIndex;
  }
  return {
    tag: { kind: 'tag', name: name.toLowerCase(), closing: slash !== '', attributes: [...attributes] },
    end: endOf(html, '>', at),
  };
}

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

function resolveReferences(value: string): string {
  return value.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos|nbsp));?/gi,
    (whole, dec, hex, name) => {
      if (name) return named[String(name).toLowerCase()] ?? whole;
      const code = Number.parseInt(dec ?? hex, dec ? 10 : 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
    },
  );
}
