const utf8 = new TextDecoder('utf-8');

/**
 * What a server sent, as text that is safe to show: UTF-8 with what is not replaced by U+FFFD, and control and
 * direction-changing characters written as escapes.
 */
export function printable(bytes: Uint8Array): string {
  return escapeControls(utf8.decode(bytes));
}

export function escapeControls(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, asEscape);
}

/** Whether text would break out of a protocol's line or of a SASL field. */
export function hasControls(text: string): boolean {
  return /\p{Cc}/u.test(text);
}

function asEscape(character: string): string {
  if (character === '\t') return character;
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
