import { escapeControls } from './printable.ts';

export interface HeaderField {
  readonly name: string;
  readonly value: string;
}

const MAX_FIELDS = 1_000;

/** Header fields in their order, unfolded (RFC 5322 §2.2.3), with encoded words decoded, safe to show. */
export function parseHeaders(block: Buffer): HeaderField[] {
  return decodeText(block, 'utf-8')
    .replace(/\r?\n(?=[ \t])/g, '')
    .split(/\r?\n/)
    .slice(0, MAX_FIELDS)
    .flatMap((line) => {
      const colon = line.indexOf(':');
      if (colon < 1) return [];
      const value = decodeWords(line.slice(colon + 1).trim());
      return [{ name: escapeControls(line.slice(0, colon).trim()), value: escapeControls(value) }];
    });
}

/** The values of one field, whatever its case, in the order of the message. */
export function valuesOf(fields: readonly HeaderField[], name: string): string[] {
  return fields.filter((field) => field.name.toLowerCase() === name).map(({ value }) => value);
}

/** RFC 2047; white space between two encoded words is not part of the text. */
export function decodeWords(text: string): string {
  return text
    .replace(/(=\?[^?\s]{1,40}\?[bq]\?[^?\s]*\?=)\s+(?==\?)/gi, '$1')
    .replace(
      /=\?([^?*\s]{1,40})(?:\*[^?\s]{0,20})?\?([bq])\?([^?\s]*)\?=/gi,
      (_word, charset: string, encoding: string, coded: string) =>
        decodeText(encoding.toLowerCase() === 'b' ? Buffer.from(coded, 'base64') : fromQ(coded), charset),
    );
}

/** Bytes of any character set that browsers know; what is none of these is taken for Latin-1. */
export function decodeText(bytes: Uint8Array, charset: string | undefined): string {
  try {
    return new TextDecoder(charset?.trim() || 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    return decodeAnyway(bytes, charset);
  }
}

function decodeAnyway(bytes: Uint8Array, charset: string | undefined): string {
  const known = charset !== undefined && !/^(utf-?8|us-ascii)$/i.test(charset.trim());
  try {
    return new TextDecoder(known ? charset : 'windows-1252').decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function fromQ(coded: string): Buffer {
  const latin1 = coded
    .replaceAll('_', ' ')
    .replace(/=([0-9a-f]{2})/gi, (_match, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(latin1, 'latin1');
}
