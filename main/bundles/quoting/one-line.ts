/**
 * A value for a format that ends it at the end of the line and has no escape for that. Where an account's value has a
 * line break, what follows it must not become a line of its own.
 */
export function oneLine(value: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a line must not have
  return value.replaceAll(/[\u0000-\u0008\u000a-\u001f\u007f\u0085\u2028\u2029]+/g, ' ');
}
