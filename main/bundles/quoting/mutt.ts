import { oneLine } from './one-line.ts';

/**
 * Settings as lines of a `muttrc`. Between double quotes Mutt still expands `$`, runs what is in backquotes and heeds
 * the backslash.
 *
 * @see http://www.mutt.org/doc/manual/#muttrc-syntax
 */
export function muttrc(settings: readonly (readonly [variable: string, value: string])[]): string {
  return settings.map(([variable, value]) => `set ${variable} = ${quoted(value)}\n`).join('');
}

function quoted(value: string): string {
  return `"${oneLine(value).replaceAll(/["\\$`]/g, '\\$&')}"`;
}
