/**
 * A value as one word of a POSIX shell command; quoted only where it has to be.
 *
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02
 */
export function shellWord(value: string): string {
  return /^[\w@%+:,./-]+$/.test(value) ? value : shellQuote(value);
}

/** A value in single quotes, between which a POSIX shell takes everything as it is. */
export function shellQuote(value: string): string {
  return `'${value.replaceAll("'", `'\\''`)}'`;
}
