import { templateLimits } from '../../../preload/contract/index.ts';
import { ArchiveRefused, isZip, unzip } from '../../archive/unzip.ts';
import type { Failure } from '../../explain/failure.ts';
import { megabytes, refused } from '../limits.ts';
import { setAt } from '../sets/sets.ts';
import type { ImportFile } from './preview.ts';

export function isPackage({ bytes }: ImportFile): boolean {
  return isZip(bytes);
}

const limits = {
  entries: templateLimits.maxPackageEntries,
  files: templateLimits.maxImportFiles,
  fileBytes: templateLimits.maxBytes,
  totalBytes: templateLimits.maxImportBytes,
};

/**
 * Takes the templates out of a content package: the text files in the folders that AEM has them in, below
 * `jcr_root/`. Nothing else is unpacked, so that a package within the package stays closed.
 *
 * @throws Failure `TEMPLATE_REFUSED` (`POSTKEY_PACKAGE_UNSAFE_PATH`, `POSTKEY_PACKAGE_TOO_LARGE`,
 *   `POSTKEY_PACKAGE_DAMAGED`)
 */
export function unpackTemplates({ path, bytes }: ImportFile): ImportFile[] {
  if (bytes.length > templateLimits.maxPackageBytes)
    throw refused('POSTKEY_PACKAGE_TOO_LARGE', path, { limit: megabytes(templateLimits.maxPackageBytes) });
  try {
    return unzip(bytes, isTemplate, limits);
  } catch (error) {
    throw error instanceof ArchiveRefused ? packageRefused(error, path) : error;
  }
}

function isTemplate(path: string): boolean {
  return path.startsWith('jcr_root/') && path.endsWith('.txt') && setAt(path) !== undefined;
}

function packageRefused({ reason, detail }: ArchiveRefused, path: string): Failure {
  switch (reason) {
    case 'damaged':
      return refused('POSTKEY_PACKAGE_DAMAGED', path);
    case 'unsafe-path':
      return refused('POSTKEY_PACKAGE_UNSAFE_PATH', path, { ref: String(detail) });
    case 'too-many':
      return refused('POSTKEY_PACKAGE_TOO_LARGE', path, { limit: `${detail} files` });
    case 'too-large':
      return refused('POSTKEY_PACKAGE_TOO_LARGE', path, { limit: megabytes(Number(detail)) });
  }
}
