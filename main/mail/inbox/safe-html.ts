import { type Tag, tokenize } from './html-tokens.ts';
import { safeDeclarations, safeSheet } from './safe-css.ts';

/** Where a picture's address leads: into the document, as a `data:` address, or nowhere. */
export type PictureResolver = (address: string) => string | undefined;

export interface SafeHtml {
  /** A whole document. `__NONCE__` in it is for the page to fill in. */
  readonly document: string;
  /** Addresses of pictures, as the message has them: `cid:`, `http:` and `https:`, each once. */
  readonly pictures: readonly string[];
}

/**
 * Builds a new document out of the elements, attributes and styles that are known to be harmless; nothing of the
 * message is passed on as it was. What makes it safe is the frame it is shown in: a sandbox without rights, and the
 * policy written into it. This keeps the rest from being tried at all.
 */
export function safeHtml(html: string, resolve: PictureResolver): SafeHtml {
  const pictures = new Set<string>();
  const styles = new Map<string, number>();
  const sheets: string[] = [];
  let body = '';
  for (const token of tokenize(html)) {
    if (token.kind === 'text') body += escapeText(token.text);
    else if (token.kind === 'sheet') sheets.push(safeSheet(token.text));
    else
      body += render(token, styles, (address) => {
        pictures.add(address);
        return resolve(address);
      });
  }
  return { document: documentOf(body, sheets, styles), pictures: [...pictures] };
}

/** Elements that only arrange and emphasise. All others are left out, what is between them stays. */
const elements = new Set(
  (
    'a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del dfn div ' +
    'dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q s ' +
    'samp section small span strike strong sub sup table tbody td tfoot th thead time tr tt u ul var wbr'
  ).split(' '),
);

const attributes = new Set(
  (
    'align alt bgcolor border cellpadding cellspacing class clear color colspan dir face height hspace lang noshade ' +
    'nowrap rowspan size start summary title type valign vspace width'
  ).split(' '),
);

function render(tag: Tag, styles: Map<string, number>, resolve: PictureResolver): string {
  if (!elements.has(tag.name)) return '';
  if (tag.closing) return `</${tag.name}>`;
  const kept = tag.attributes.flatMap(([name, value]) => {
    if (attributes.has(name)) return [[name, value] as const];
    if (name === 'href' && tag.name === 'a') return [['title', value] as const];
    if (name === 'src' && tag.name === 'img') return pictureOf(value.trim(), resolve);
    if (name === 'style') return styleOf(value, styles);
    return [];
  });
  // A link's address has to be the one that is seen.
  const shown = new Map(kept);
  const link = tag.name === 'a' ? tag.attributes.find(([name]) => name === 'href')?.[1] : undefined;
  if (link !== undefined) shown.set('title', link);
  return `<${tag.name}${[...shown].map(([name, value]) => ` ${name}="${escapeValue(value)}"`).join('')}>`;
}

function pictureOf(address: string, resolve: PictureResolver): (readonly [string, string])[] {
  if (/^data:image\/(png|gif|jpe?g|webp);base64,[A-Za-z0-9+/=\s]+$/i.test(address)) return [['src', address]];
  if (!/^(cid:|https?:\/\/)/i.test(address)) return [];
  const resolved = resolve(address);
  return resolved === undefined ? [] : [['src', resolved]];
}

/** The window's policy forbids inline styles, and a frame inherits it: each becomes a rule. */
function styleOf(value: string, styles: Map<string, number>): (readonly [string, string])[] {
  const declarations = safeDeclarations(value);
  if (declarations === '') return [];
  const number = styles.get(declarations) ?? styles.size;
  styles.set(declarations, number);
  return [['data-s', String(number)]];
}

const policy =
  "default-src 'none'; img-src data:; style-src 'nonce-__NONCE__'; base-uri 'none'; form-action 'none'";

const ownSheet =
  ':root{color-scheme:light;background:#fff;color:#1f2328}' +
  'body{margin:12px;font:14px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}' +
  'img{max-width:100%}a{color:#0b57d0;text-decoration:underline}';

function documentOf(body: string, sheets: readonly string[], styles: ReadonlyMap<string, number>): string {
  // Three times over, to win over the message's own sheets as an inline style would.
  const rules = [...styles].map(
    ([declarations, number]) => `${`[data-s="${number}"]`.repeat(3)}{${declarations}}`,
  );
  const sheet = withoutPlaceholder([ownSheet, ...sheets, ...rules].join('\n'));
  return [
    '<!doctype html><html><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    `<style nonce="__NONCE__">${sheet}</style></head>`,
    `<body>${withoutPlaceholder(body)}</body></html>`,
  ].join('');
}

/** The page's nonce is not for what a message brings along. */
function withoutPlaceholder(text: string): string {
  return text.replaceAll('__NONCE__', '');
}

function escapeText(text: string): string {
  return text.replace(/[<>]/g, (sign) => (sign === '<' ? '&lt;' : '&gt;'));
}

function escapeValue(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
