import { oneLine } from './one-line.ts';

/**
 * Commands as a `msmtprc` file. An argument goes to the end of the line; a pair of quotes around it is taken off, and
 * there are no escapes.
 *
 * @see https://marlam.de/msmtp/msmtp.html#Configuration-files
 */
export function msmtprc(commands: readonly (readonly [command: string, argument: string])[]): string {
  return commands.map(([command, argument]) => `${command} ${quoted(oneLine(argument))}\n`).join('');
}

function quoted(argument: string): string {
  return /^\s|\s$|^".*"$/.test(argument) ? `"${argument}"` : argument;
}
