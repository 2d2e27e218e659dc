import ElectronStore from 'electron-store';
import { documentOptions, documentStore } from '../document.ts';
import type { DocumentStore } from '../host.ts';

/**
 * A document of this name in the folder, read and written as a whole; see {@link documentStore}.
 *
 * @param folder absolute path
 * @param forgetDamaged starts afresh where the file is not JSON any more; for what nobody would miss
 */
export function openDocument<T extends object>(
  folder: string,
  name: string,
  { forgetDamaged = false } = {},
): DocumentStore<T> {
  return documentStore<T>(
    name,
    () => new ElectronStore<T>({ cwd: folder, name, clearInvalidConfig: forgetDamaged, ...documentOptions }),
  );
}
