import { type Zippable, zipSync } from 'fflate';
import { assertInside } from './bundle-path.ts';
import { seal } from './sealing.ts';
import { type Bundle, contentBytes } from './target.ts';

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
  const zip = zipBundle(bundle);
  if (options.passphrase === undefined) return { suffix: '.zip', bytes: zip };
  return { suffix: '.zip.age', bytes: await seal(zip, options.passphrase) };
}

const unix = 3;

function zipBundle(bundle: Bundle): Uint8Array {
  const entries: Zippable = {};
  for (const entry of bundle.files) {
    const mode = 0o100000 | (entry.secret ? 0o600 : 0o644);
    entries[entry.path] = [contentBytes(entry), { os: unix, attrs: (mode << 16) >>> 0 }];
  }
  return zipSync(entries, { level: 9, mtime: zipTime(bundle.madeOn) });
}

/** A zip has local time without a zone (APPNOTE 4.4.6); this gives the same fields in every zone. */
function zipTime(day: string): Date {
  const date = new Date(day);
  return new Date(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate(), 12);
}
