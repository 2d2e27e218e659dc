import { assertInside } from './bundle-path.ts';
import { seal } from './sealing.ts';
import type { Bundle } from './target.ts';
import { zipFiles } from './zip.ts';

export interface PackedBundle {
  /** What the file's name ends in. */
  readonly suffix: '.zip' | '.zip.age';
  readonly bytes: Uint8Array;
}

/**
 * Packs a bundle into one file: a zip, or with a passphrase that zip sealed by age.
 *
 * The same bundle of the same day gives the same zip, byte for byte. What age makes differs each time, as it must.
 *
 * @throws Failure `EXPORT_FAILED` for a path that would leave the folder the archive is unpacked in
 * @see https://age-encryption.org/v1
 */
export async function packBundle(
  bundle: Bundle,
  options: { readonly passphrase?: string } = {},
): Promise<PackedBundle> {
  assertInside(bundle.files.map(({ path }) => path));
  const zip = zipFiles(bundle.files, bundle.madeOn);
  if (options.passphrase === undefined) return { suffix: '.zip', bytes: zip };
  return { suffix: '.zip.age', bytes: await seal(zip, options.passphrase) };
}
