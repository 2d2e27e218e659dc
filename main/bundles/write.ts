import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { BundleFile } from '../../preload/contract/index.ts';
import { Failure } from '../explain/failure.ts';
import { packBundle } from './archive.ts';
import { writeDurably } from './durable.ts';
import { writeFolder } from './folder.ts';
import { type Bundle, contentBytes } from './target.ts';

export interface WrittenBundle {
  /** The folder, `.zip` or `.zip.age` file that was written. */
  path: string;
  files: BundleFile[];
}

/**
 * Writes a bundle where the admin wants it: as a zip where `out` ends in `.zip`, else as a folder; with a passphrase
 * as `OUT.zip.age`, whether or not `out` says so.
 *
 * A file that is already there is replaced. A folder is replaced only where an earlier export made it, and then only
 * what that export wrote. Whatever holds secrets in the clear is for its owner only (0600, folders 0700).
 *
 * @throws Failure `EXPORT_FAILED` for a folder that holds something else (`POSTKEY_EXPORT_NOT_EMPTY`), a path that
 *   leads out of it (`POSTKEY_EXPORT_UNSAFE_PATH`), a sealed file without a passphrase (`POSTKEY_EXPORT_NO_PASSPHRASE`);
 *   `WRITE_FAILED` where the disk refuses: what was there before is still there
 */
export async function writeBundle(
  bundle: Bundle,
  out: string,
  options: { readonly passphrase?: string } = {},
): Promise<WrittenBundle> {
  const path = destination(out, options.passphrase);
  try {
    if (isArchive(path)) await writeArchive(bundle, path, options);
    else await writeFolder(bundle, path);
  } catch (error) {
    throw error instanceof Failure ? error : writeFailure(error, path);
  }
  return { path, files: bundle.files.map(describe) };
}

function destination(out: string, passphrase: string | undefined): string {
  const sealed = passphrase !== undefined;
  if (sealed ? passphrase === '' : /\.age$/i.test(out)) {
    throw new Failure('EXPORT_FAILED', {
      where: 'file',
      evidence: `POSTKEY_EXPORT_NO_PASSPHRASE ${out}`,
      context: { file: out },
    });
  }
  return sealed ? `${out.replace(/\/+$/, '').replace(/(\.zip)?(\.age)?$/i, '')}.zip.age` : out;
}

function isArchive(path: string): boolean {
  return /\.zip(\.age)?$/i.test(path);
}

async function writeArchive(bundle: Bundle, path: string, options: { passphrase?: string }): Promise<void> {
  const { bytes, suffix } = await packBundle(bundle, options);
  const forOwnerOnly = suffix === '.zip.age' || bundle.files.some((entry) => entry.secret);
  const temporary = `${path}.${randomUUID()}.tmp`;
  const made = await mkdir(dirname(path), { recursive: true });
  try {
    await writeDurably(temporary, bytes, forOwnerOnly ? 0o600 : 0o666);
    await rename(temporary, path);
  } catch (error) {
    await rm(made ?? temporary, { recursive: true, force: true });
    throw error;
  }
}

function writeFailure(error: unknown, file: string): Failure {
  const evidence = error instanceof Error ? error.message : String(error);
  return new Failure('WRITE_FAILED', { where: 'file', evidence, context: { file } }, { cause: error });
}

function describe(entry: Bundle['files'][number]): BundleFile {
  return { path: entry.path, bytes: contentBytes(entry).byteLength, secret: entry.secret };
}
