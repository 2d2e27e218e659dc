import { readFile, stat } from 'node:fs/promises';
import { refusedFile } from '../explain/invalid-input.ts';
import { errorCode } from '../vault/durable-file.ts';

/**
 * A secret from a file, or from stdin for `-`. The last line end is an editor's, not the secret's.
 *
 * @throws Failure `INVALID_INPUT` where the file cannot be read or is empty
 */
export async function readSecret(path: string, stdin: NodeJS.ReadStream): Promise<string> {
  const secret = (path === '-' ? await readAll(stdin) : await readTextFile(path)).replace(/\r?\n$/, '');
  if (secret) return secret;
  throw refusedFile(path, 'empty');
}

/** @throws Failure `INVALID_INPUT` where the file cannot be read */
export async function readTextFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw refusedFile(path, 'unreadable', { value: errorCode(error) ?? '' });
  }
}

/**
 * @param most bytes; a larger file is read no further than to see that it is larger
 * @throws Failure `INVALID_INPUT` where the file cannot be read
 */
export async function readFileUpTo(path: string, most: number): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    if (size <= most) return await readFile(path);
  } catch (error) {
    throw refusedFile(path, 'unreadable', { value: errorCode(error) ?? '' });
  }
  throw refusedFile(path, 'too-large', { limit: `${most / 1024 / 1024} MB` });
}

export async function readAll(stdin: NodeJS.ReadStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}
