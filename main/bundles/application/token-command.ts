import { shellWord } from '../quoting/shell.ts';

/** The command that prints a current access token of the mailbox, for a POSIX shell. */
export function tokenCommand(address: string, ...options: readonly string[]): string {
  const words = ['postkey', 'token', ...options, ...(address.startsWith('-') ? ['--'] : []), address];
  return words.map(shellWord).join(' ');
}
