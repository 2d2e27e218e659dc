import { decodeBase64 } from './decode.ts';

/** A paste as the signatures expect it. */
export interface Normalised {
  /** One reply a line, single blanks, decoded. Secrets are still in it. */
  readonly text: string;
  /** What stood in Base64. */
  readonly decoded: readonly string[];
}

/** Characters only: no byte order mark, no NUL, no colours, one kind of line end and of quote. Cheap, for megabytes. */
export function plainText(raw: string): string {
  let text = raw;
  if (text.includes('\0')) text = withoutNul(text);
  if (text.includes('\r')) text = text.replace(/\r\n?/g, '\n');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: terminal colours start with it
  if (text.includes('\u001b')) text = text.replace(/\u001b\[[\d;]{0,20}[A-Za-z]/g, '');
  return text.replace(/[\u200b-\u200d\u2060\ufeff]/g, '');
}

/** UTF-16 read as bytes has a NUL beside every letter; elsewhere a NUL only parts words. */
function withoutNul(text: string): string {
  const head = text.slice(0, 2000);
  const share = (head.split('\0').length - 1) / head.length;
  return text.replaceAll('\0', share > 0.3 ? '' : ' ').replace(/^[\u00fe\u00ff\ufffd]{1,3}/, '');
}

/** @param plain what `plainText` returned, and not megabytes of it */
export function normalise(plain: string): Normalised {
  const characters = straightQuotes(joinHardWraps(plain));
  const unwrapped = unescapeJson(stripMarkup(decodeQuotedPrintable(characters)));
  const { text, decoded } = decodeBase64(decodeUrls(unwrapped));
  const replies = joinReplies(text.split('\n').map(withoutPrefix)).join('\n');
  const spaced = replies.replace(/[^\S\n]+/g, ' ').replace(/ ?\n\s*/g, '\n');
  return { text: spellErrorCodes(spaced).trim(), decoded };
}

const TERMINAL_WIDTHS = [72, 76, 78, 79, 80, 100, 120, 132, 160];

/** Lines cut at one width, in the middle of words, as a terminal shows them. */
function joinHardWraps(text: string): string {
  const lines = text.trimEnd().split('\n');
  const width = lines[0]?.length ?? 0;
  if (lines.length < 2 || width < 40 || (lines.at(-1)?.length ?? 0) > width) return text;
  if (lines.length === 2 && !TERMINAL_WIDTHS.includes(width)) return text;
  return lines.slice(0, -1).every((line) => line.length === width) ? lines.join('') : text;
}

function straightQuotes(text: string): string {
  return text
    .replace(/[\u2018\u2019\u201a\u2032\u00b4]/g, "'")
    .replace(/[\u201c\u201d\u201e\u2033\u00ab\u00bb]/g, '"')
    .replace(/[\u2010-\u2013\u2212]/g, '-');
}

/** An escaped `=`, or a long line of words that goes on; a line of Base64 may end in `=` as well. */
const QUOTED_PRINTABLE = /=3D|^(?=[^\n]{0,75} )[^\n]{55,75}=\n/m;

/** RFC 2045 §6.7, where the text looks like it. */
function decodeQuotedPrintable(text: string): string {
  if (!QUOTED_PRINTABLE.test(text)) return text;
  return text
    .replace(/=\n/g, '')
    .replace(/=([2-7][0-9A-F])/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

const TAGS =
  /<\/?(?:html|head|body|title|meta|link|style|script|div|span|p|br|hr|h[1-6]|a|b|i|em|strong|ul|ol|li|table|tbody|tr|td|th|pre|code|form|input|img|font|center|noscript)(?:\s[^<>]{0,2000})?\/?>/gi;
const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#34;': '"',
  '&#39;': "'",
  '&#x27;': "'",
  '&apos;': "'",
  '&nbsp;': ' ',
  '&amp;': '&',
};

function stripMarkup(text: string): string {
  return text
    .replace(TAGS, (tag) => (/^<\/?(?:html|body)/i.test(tag) ? `${tag}\n` : ' '))
    .replace(
      /&(?:lt|gt|quot|#34|#39|#x27|apos|nbsp|amp);/gi,
      (entity) => ENTITIES[entity.toLowerCase()] ?? entity,
    );
}

/** Also JSON that was put into JSON. */
function unescapeJson(text: string): string {
  if (!text.includes('\\')) return text;
  return text
    .replace(/\\{1,8}(["'/])/g, '$1')
    .replace(/\\{1,4}u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(
      /\\{1,4}r(?:\\{1,4}n)?(?=[^a-z]|[A-Z]|$)|\\{1,4}n(?=[A-Z\d\s"'*+-]|$)|\\{1,4}t(?=[A-Z\d\s"'])/g,
      '\n',
    );
}

/** Redirect results: twice, since an address inside an address is encoded twice. */
function decodeUrls(text: string): string {
  const spaced = text.replace(/(?<=error(?:_description|_subtype)?=)[^\s&"'<>]+/gi, (value) =>
    value.replaceAll('+', ' '),
  );
  return /%[2-7][0-9a-f]/i.test(spaced) ? percentDecode(percentDecode(spaced)) : spaced;
}

function percentDecode(text: string): string {
  return text.replace(/%(0[ad]|[2-7][0-9a-f])/gi, (_, hex: string) => {
    const char = String.fromCharCode(Number.parseInt(hex, 16));
    return char < ' ' ? '\n' : char;
  });
}

const PREFIXES: readonly RegExp[] = [
  /^(?:[>|] ?){1,8}(?=\S)/,
  /^\[?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d(?::\d\d)?(?:[.,]\d{1,9})?(?:Z| ?[+-]\d\d:?\d\d)?\]?(?:[ :|\t]|-(?= ))*/,
  /^\[?\d\d[./]\d\d[./]\d{4},? \d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?: [AP]M)?\]?(?:[ :|\t]|-(?= ))*/,
  /^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d [\w.-]{1,80} [\w./-]{1,80}(?:\[\d{1,9}\])?: /,
  /^\[?\d\d:\d\d:\d\d(?:[.,]\d{1,9})?\]?(?:[ :|\t]|-(?= ))*/,
  /^\[?(?:DEBUG|TRACE|INFO)\]?:?[ |\t-]+(?=[\d*+-])/,
  /^(?:\[\d{1,6}\] )?(?:SERVER -> CLIENT:|CLIENT -> SERVER:|Server:|Client:|[SC]: |<<+ ?|<-+ ?|<~\*? ?|<\*\* ?|=~? ?(?=<)|\* < )(?=[ \d*+A-Za-z-])/i,
];

/** A line without what a logger, a mail program or a transcript put before it. */
function withoutPrefix(line: string): string {
  let rest = line.trimStart();
  for (const prefix of PREFIXES) rest = rest.replace(prefix, '').trimStart();
  return rest;
}

/** A multi-line SMTP reply (RFC 5321 §4.2.1) as one line; the code is repeated on each of its lines. */
function joinReplies(lines: readonly string[]): string[] {
  const joined: string[] = [];
  let open: string | undefined;
  for (const line of lines) {
    const [, code, sign, words = ''] =
      /^([245]\d\d)([ -])(?:[245]\.\d{1,3}\.\d{1,3}\s)?(.*)$/s.exec(line) ?? [];
    const previous = joined.at(-1);
    if (code && code === open && previous !== undefined) joined[joined.length - 1] = `${previous} ${words}`;
    else joined.push(line);
    open = sign === '-' ? code : undefined;
  }
  return joined;
}

/** Microsoft's codes appear as numbers in JSON, in addresses and in portals; Python shows replies as tuples. */
function spellErrorCodes(text: string): string {
  const spelled = text
    .replace(/AADSTS[\s_:-]{0,2}0{0,4}(\d{4,8})/gi, 'AADSTS$1')
    .replace(/\(([245]\d\d), b?["']/g, '($1 ');
  const numbers = spelled.matchAll(
    /"?error_?codes"?\s?[:=]\s?\[?\s?"?(\d{5,7})\b|login\.\w{1,30}\.\w{2,3}\/error\?code=(\d{5,7})|sign-?in error code:?\s(\d{5,7})\b|error code:?\s(\d{5,7})\b/gi,
  );
  const added = new Set<string>();
  for (const [, ...groups] of numbers) {
    const code = `AADSTS${groups.find((group) => group !== undefined) ?? ''}`;
    if (added.size < 20 && !spelled.includes(code)) added.add(code);
  }
  return added.size === 0 ? spelled : `${spelled}\n${[...added].join('\n')}`;
}
