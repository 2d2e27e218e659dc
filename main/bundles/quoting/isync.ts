import { oneLine } from './one-line.ts';

/**
 * A section of `mbsyncrc`. An argument with a blank stands in double quotes, in which a quote and a backslash are
 * escaped; a section ends with an empty line.
 *
 * @see https://isync.sourceforge.io/mbsync.html
 */
export function mbsyncrcSection(options: readonly (readonly [keyword: string, argument: string])[]): string {
  return options.map(([keyword, argument]) => `${keyword} ${quoted(oneLine(argument))}\n`).join('');
}

function quoted(argument: string): string {
  return /^[\w@%+:,./~*-]+$/.test(argument) ? argument : `"${argument.replaceAll(/["\\]/g, '\\$&')}"`;
}
