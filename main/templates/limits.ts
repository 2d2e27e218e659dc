import { open, stat } from 'node:fs/promises';
import { templateLimits } from '../../preload/contract/index.ts';
import { Failure } from '../explain/failure.ts';
import { refusedFile } from '../explain/invalid-input.ts';
import { errorCode } from '../vault/durable-file.ts';

/**
 * Reads a template file, and no more of it than a template may have.
 *
 * @throws Failure `TEMPLATE_REFUSED` (`POSTKEY_TEMPLATE_TOO_LARGE`), `INVALID_INPUT` where it cannot be read
 */
export async function readTemplateFile(path: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    assertSize(size, path);
    const file = await open(path, 'r');
    try {
      // The size may be unknown (a pipe) or change while we read.
      const { bytesRead, buffer } = await readUpTo(file, templateLimits.maxBytes + 1);
      assertSize(bytesRead, path);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw refusedFile(path, 'unreadable', { value: errorCode(error) ?? '' });
  }
}

/** @throws Failure `TEMPLATE_REFUSED` (`POSTKEY_TEMPLATE_TOO_LARGE`) */
export function assertSize(bytes: number, file: string, most: number = templateLimits.maxBytes): void {
  if (bytes <= most) return;
  throw refused('POSTKEY_TEMPLATE_TOO_LARGE', file, {
    size: megabytes(bytes),
    limit: megabytes(most),
  });
}

/** @throws Failure `TEMPLATE_REFUSED` (`POSTKEY_TEMPLATE_BINARY`) */
export function assertText(text: string, file: string): void {
  if (isBinary(text)) throw refused('POSTKEY_TEMPLATE_BINARY', file);
}

/** Whether there is a control character that no text has. UTF-16 is text: its byte order mark says so. */
export function isBinary(text: string): boolean {
  if (/^(\xff\xfe|\xfe\xff)/.test(text)) return false;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  return /[\0-\x06\x0e-\x1a\x1c-\x1f]/.test(text);
}

/** The failure of a file or package that is not taken. */
export function refused(evidence: string, file: string, context: Record<string, string> = {}): Failure {
  return new Failure('TEMPLATE_REFUSED', {
    where: 'file',
    evidence: `${evidence} ${file}${context['limit'] ? ` (limit ${context['limit']})` : ''}`,
    context: { file, ...context },
  });
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(bytes % (1024 * 1024) === 0 ? 0 : 1)} MB`;
}

async function readUpTo(
  file: Awaited<ReturnType<typeof open>>,
  most: number,
): Promise<{ bytesRead: number; buffer: Uint8Array }> {
  const chunks: Buffer[] = [];
  let bytesRead = 0;
  for await (const chunk of file.createReadStream({ end: most - 1, autoClose: false })) {
    chunks.push(chunk);
    bytesRead += chunk.length;
  }
  return { bytesRead, buffer: Buffer.concat(chunks) };
}
