import { Unzip, type UnzipFile, UnzipInflate } from 'fflate';
import { templateLimits } from '../../../preload/contract/index.ts';
import { Failure } from '../../explain/failure.ts';
import { megabytes, refused } from '../limits.ts';
import { setAt } from '../sets/sets.ts';
import type { ImportFile } from './preview.ts';

const chunkBytes = 64 * 1024;

export function isPackage({ bytes }: ImportFile): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

/**
 * Takes the templates out of a content package: the text files in the folders that AEM has them in, below
 * `jcr_root/`. Nothing else is unpacked, so that a package within the package stays closed.
 *
 * What an entry says of its size is not believed: unpacking stops when a limit is reached.
 *
 * @throws Failure `TEMPLATE_REFUSED` (`POSTKEY_PACKAGE_UNSAFE_PATH`, `POSTKEY_PACKAGE_TOO_LARGE`,
 *   `POSTKEY_PACKAGE_DAMAGED`)
 */
export function unpackTemplates({ path, bytes }: ImportFile): ImportFile[] {
  if (bytes.length > templateLimits.maxPackageBytes) throw tooLarge(path, templateLimits.maxPackageBytes);
  const found: Collected[] = [];
  let entries = 0;
  let total = 0;
  const unzip = new Unzip((entry) => {
    entries += 1;
    if (entries > templateLimits.maxPackageEntries) throw tooMany(path, templateLimits.maxPackageEntries);
    assertInside(entry.name, path);
    if (!entry.name.startsWith('jcr_root/') || !entry.name.endsWith('.txt') || !setAt(entry.name)) return;
    if (found.length >= templateLimits.maxImportFiles) throw tooMany(path, templateLimits.maxImportFiles);
    found.push(
      collect(entry, (size, sizeOfEntry) => {
        total += size;
        if (sizeOfEntry > templateLimits.maxBytes) throw tooLarge(entry.name, templateLimits.maxBytes);
        if (total > templateLimits.maxImportBytes) throw tooLarge(path, templateLimits.maxImportBytes);
      }),
    );
  });
  unzip.register(UnzipInflate);
  feed(unzip, bytes, path);
  if (entries === 0 || found.some(({ ended }) => !ended())) throw refused('POSTKEY_PACKAGE_DAMAGED', path);
  return found.map(({ name, content }) => ({ path: name, bytes: content() }));
}

interface Collected {
  readonly name: string;
  readonly content: () => Uint8Array;
  readonly ended: () => boolean;
}

/** @param grown told of each piece and of the size so far; it throws where that is too much */
function collect(entry: UnzipFile, grown: (size: number, sizeOfEntry: number) => void): Collected {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let done = false;
  entry.ondata = (error, chunk, final) => {
    if (error) throw error;
    size += chunk.length;
    grown(chunk.length, size);
    chunks.push(chunk);
    done ||= final;
  };
  entry.start();
  return { name: entry.name, content: () => Buffer.concat(chunks), ended: () => done };
}

function feed(unzip: Unzip, bytes: Uint8Array, path: string): void {
  try {
    for (let at = 0; at < bytes.length; at += chunkBytes) {
      unzip.push(bytes.subarray(at, at + chunkBytes), at + chunkBytes >= bytes.length);
    }
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw refused('POSTKEY_PACKAGE_DAMAGED', path);
  }
}

/** @throws Failure `TEMPLATE_REFUSED` (`POSTKEY_PACKAGE_UNSAFE_PATH`) */
function assertInside(name: string, path: string): void {
  const parts = name.split('/');
  const unsafe =
    name.startsWith('/') ||
    /^[A-Za-z]:|[\\\0]/.test(name) ||
    name.length > 1024 ||
    parts.length > 64 ||
    parts.includes('..');
  if (unsafe) throw refused('POSTKEY_PACKAGE_UNSAFE_PATH', path, { ref: name.slice(0, 200) });
}

function tooLarge(path: string, limit: number): Failure {
  return refused('POSTKEY_PACKAGE_TOO_LARGE', path, { limit: megabytes(limit) });
}

function tooMany(path: string, limit: number): Failure {
  return refused('POSTKEY_PACKAGE_TOO_LARGE', path, { limit: `${limit} files` });
}
