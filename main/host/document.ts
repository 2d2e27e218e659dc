import { Failure } from '../explain/failure.ts';
import { errorCode, writeFailure } from '../vault/durable-file.ts';
import type { DocumentStore } from './host.ts';

/** How conf and electron-store open a document; both only for their owner to read. */
export const documentOptions = { configFileMode: 0o600, deserialize: parseDocument } as const;

/**
 * A document, opened when it is first used.
 *
 * @param name without `.json`
 * @param open conf or electron-store, which write it atomically and in the same format
 * @throws Failure, on reading or writing, `VAULT_DAMAGED` where it is not JSON any more: it is left as it is;
 *   `WRITE_FAILED`
 */
export function documentStore<T extends object>(name: string, open: () => { store: T }): DocumentStore<T> {
  let opened: { store: T } | undefined;
  function store(): { store: T } {
    opened ??= open();
    return opened;
  }
  return {
    read: () => guardDocument(name, () => store().store),
    write: (value) =>
      guardDocument(name, () => {
        store().store = value;
      }),
  };
}

/**
 * Runs what reads or writes a document, and says what is wrong with the file where that fails.
 *
 * @param name of the document, without `.json`
 * @throws Failure `VAULT_DAMAGED` where the file is not JSON any more, `WRITE_FAILED` where the disk refuses
 */
function guardDocument<T>(name: string, work: () => T): T {
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
function parseDocument<T extends object>(text: string): T {
  const value: unknown = JSON.parse(text);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as T;
  throw new SyntaxError('not a JSON object');
}
