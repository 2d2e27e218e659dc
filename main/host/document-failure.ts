import { Failure } from '../explain/failure.ts';
import { errorCode, writeFailure } from '../vault/durable-file.ts';

/**
 * Runs what reads or writes a document, and says what is wrong with the file where that fails.
 *
 * @param name of the document, without `.json`
 * @throws Failure `VAULT_DAMAGED` where the file is not JSON any more, `WRITE_FAILED` where the disk refuses
 */
export function guardDocument<T>(name: string, work: () => T): T {
  const file = `${name}.json`;
  try {
    return work();
  } catch (cause) {
    if (errorCode(cause) !== undefined) throw writeFailure(file, cause);
    if (!(cause instanceof SyntaxError)) throw cause;
    const evidence = `POSTKEY_DOCUMENT_DAMAGED ${file}`;
    throw new Failure('VAULT_DAMAGED', { where: 'file', evidence, context: { file } }, { cause });
  }
}

/**
 * A document from its text. conf would take `null` or a list for an empty document, and the next write would end it.
 *
 * @throws SyntaxError where it is not a JSON object
 */
export function parseDocument<T extends object>(text: string): T {
  const value: unknown = JSON.parse(text);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as T;
  throw new SyntaxError('not a JSON object');
}
