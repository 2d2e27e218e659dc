import { mkdirSync } from 'node:fs';
import Conf from 'conf';
import { documentOptions, documentStore } from '../document.ts';
import type { DocumentStore } from '../host.ts';

/**
 * A document of this name in the folder, read and written as a whole; see {@link documentStore}.
 *
 * @param folder absolute path
 */
export function openDocument<T extends Record<string, unknown>>(
  folder: string,
  name: string,
): DocumentStore<T> {
  return documentStore<T>(name, () => {
    // conf would make the folder for everybody to look into.
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return new Conf<T>({ cwd: folder, configName: name, ...documentOptions });
  });
}
