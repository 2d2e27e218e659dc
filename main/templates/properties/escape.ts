const named: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  '\f': '\\f',
};

/** A UTF-16 unit as `\uXXXX`. */
export function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Text in the middle of a value: ASCII, and only what has to be escaped is. */
export function escapeInside(text: string): string {
  return text.replaceAll(/[\\\t\n\r\f]/g, (unit) => named[unit] ?? unit).replaceAll(/[^ -~]/g, escapeUnit);
}

/**
 * Text at the beginning of a value. A blank there would be skipped.
 *
 * @param separated false where no `=` or `:` stands before it, so that one in the text would be taken for it
 */
export function escapeStart(text: string, separated: boolean): string {
  const escaped = escapeInside(text);
  return escaped.startsWith(' ') || (!separated && /^[=:]/.test(escaped)) ? `\\${escaped}` : escaped;
}

/** A key: what would end it or make it a comment is escaped. */
export function escapeKey(key: string): string {
  return escapeInside(key).replaceAll(/[ =:]/g, '\\$&').replace(/^[#!]/, '\\$&');
}
