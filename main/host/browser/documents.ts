import { mkdirSync } from 'node:fs';
import Conf from 'conf';
import { guardDocument, parseDocument } from '../document-failure.ts';
import type { DocumentStore } from '../host.ts';

/**
 * A document of this name in the folder, read and written as a whole. conf writes it atomically, in the format that
 * electron-store has in the desktop app.
 *
 * @param folder absolute path
 * @throws Failure `VAULT_DAMAGED` where it is not JSON any more: it is left as it is; `WRITE_FAILED`
 */
export function openDocument<T extends Record<string, unknown>>(
  folder: string,
  name: string,
): DocumentStore<T> {
  let opened: Conf<T> | undefined;
  function store(): Conf<T> {
    if (!opened) {
      // conf would make the folder for everybody to look into.
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      opened = new Conf<T>({
        cwd: folder,
        configName: name,
        configFileMode: 0o600,
        deserialize: parseDocument,
      });
    }
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
