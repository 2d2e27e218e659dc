import ElectronStore from 'electron-store';
import { guardDocument, parseDocument } from '../document-failure.ts';
import type { DocumentStore } from '../host.ts';

/**
 * A document of this name in the folder, read and written as a whole. electron-store writes it atomically.
 *
 * @param folder absolute path
 * @param forgetDamaged starts afresh where the file is not JSON any more; for what nobody would miss
 * @throws Failure `VAULT_DAMAGED` where it is not JSON any more: it is left as it is; `WRITE_FAILED`
 */
export function openDocument<T extends object>(
  folder: string,
  name: string,
  { forgetDamaged = false } = {},
): DocumentStore<T> {
  let opened: ElectronStore<T> | undefined;
  function store(): ElectronStore<T> {
    opened ??= new ElectronStore<T>({
      cwd: folder,
      name,
      configFileMode: 0o600,
      deserialize: parseDocument,
      clearInvalidConfig: forgetDamaged,
    });
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
