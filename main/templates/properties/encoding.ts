import { escapeUnit } from './escape.ts';

/** How the bytes of a file were meant. Java takes every file for ISO-8859-1, whatever it is. */
export type Encoding = 'ascii' | 'iso-8859-1' | 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be';

/** The bytes as Java sees them: ISO-8859-1, one character a byte, so that nothing is lost. */
export function decodeBytes(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/**
 * The bytes of a text. What ISO-8859-1 cannot hold is escaped, and so is all that is not ASCII in lines which the
 * original does not have: lines nobody touched keep their bytes.
 *
 * @param original the text the file had before, as `decodeBytes` gave it
 */
export function encodeText(text: string, original = ''): Uint8Array {
  if (isAscii(text)) return Buffer.from(text, 'latin1');
  const kept = new Set(original.split(/[\r\n]+/));
  const encoded = text.replaceAll(/[^\r\n]+/g, (line) => (kept.has(line) ? line : escapeNonAscii(line)));
  return Buffer.from(escapeBeyondBytes(encoded), 'latin1');
}

/** The byte order mark of UTF-8 that a text begins with, as bytes or as one character; empty where there is none. */
export function utf8Mark(text: string): string {
  return /^(?:\xef\xbb\xbf|\ufeff)/.exec(text)?.[0] ?? '';
}

/** How a text that `decodeBytes` made was meant, by its byte order mark or by what its bytes look like. */
export function detectEncoding(text: string): Encoding {
  if (text.startsWith('\xff\xfe')) return 'utf-16le';
  if (text.startsWith('\xfe\xff')) return 'utf-16be';
  if (text.startsWith('\xef\xbb\xbf')) return 'utf-8-bom';
  if (!/[\x80-\xff]/.test(text)) return 'ascii';
  return isUtf8(text) ? 'utf-8' : 'iso-8859-1';
}

/**
 * Reads a text that `decodeBytes` made as the Unicode it was meant to be, and writes it as Java understands it: ASCII
 * with escapes, without byte order mark. Characters that are in the text beyond one byte stay what they are.
 */
export function readAsUnicode(text: string): string {
  const encoding = detectEncoding(text);
  switch (encoding) {
    case 'ascii':
    case 'iso-8859-1':
      return escapeNonAscii(text);
    case 'utf-16le':
    case 'utf-16be':
      return escapeNonAscii(decodeUtf16(text, encoding));
    default:
      return escapeNonAscii(decodeUtf8Runs(text.replace(/^\xef\xbb\xbf/, '')));
  }
}

/** Every character beyond ASCII as `\uXXXX`, one for each UTF-16 unit. */
export function escapeNonAscii(text: string): string {
  return text.replaceAll(/[^\0-\x7f]/g, escapeUnit);
}

/** A sequence of two to four bytes that is one character of UTF-8, each byte a character. */
export const utf8Sequence =
  /[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}/g;

/** Characters that are bytes of UTF-8, read as what they were meant to be; all others stay. */
export function decodeUtf8Runs(text: string): string {
  return text.replaceAll(utf8Sequence, (bytes) => Buffer.from(bytes, 'latin1').toString('utf8'));
}

function isAscii(text: string): boolean {
  return !/[^\0-\x7f]/.test(text);
}

/**
 * Whether all bytes beyond ASCII make UTF-8 that means something. A capital letter before a no-break space, as French
 * has it before a colon, would by chance be a phonetic letter (U+0250 to U+02FF), which no template uses.
 */
function isUtf8(text: string): boolean {
  const rest = text.replaceAll(utf8Sequence, '');
  return !/[\x80-\xff]/.test(rest) && !/[\u0250-\u02ff]/.test(decodeUtf8Runs(text));
}

function escapeBeyondBytes(text: string): string {
  return text.replaceAll(/[^\0-\xff]/g, escapeUnit);
}

function decodeUtf16(text: string, encoding: 'utf-16le' | 'utf-16be'): string {
  const bytes = Buffer.from(text.slice(2, text.length - (text.length % 2)), 'latin1');
  return (encoding === 'utf-16be' ? bytes.swap16() : bytes).toString('utf16le');
}
