/**
 * Variables as a `.env` file. Its readers agree on single quotes, between which everything stands for itself; a value
 * that has one is written in double quotes with the escapes of a shell.
 *
 * @see https://github.com/motdotla/dotenv#what-rules-does-the-parsing-engine-follow
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02
 */
export function dotenv(variables: readonly (readonly [name: string, value: string])[]): string {
  return variables.map(([name, value]) => `${name}=${quoted(value)}\n`).join('');
}

/** Whether a shell, Node.js and Docker Compose read the same value; where they do not, the shell reads the right one. */
export function readsTheSame(value: string): boolean {
  return !(value.includes("'") && /["\\$`\n]/.test(value));
}

function quoted(value: string): string {
  if (!value.includes("'")) return `'${value}'`;
  return `"${value.replaceAll(/["\\$`]/g, '\\$&')}"`;
}
