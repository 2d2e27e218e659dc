import { type Zippable, zipSync } from 'fflate';
import { type BundleEntry, contentBytes } from './target.ts';

const unix = 3;

/**
 * Packs files into a zip, in the order given. The same files of the same day give the same bytes.
 *
 * @param day `YYYY-MM-DD`
 */
export function zipFiles(files: readonly BundleEntry[], day: string): Uint8Array {
  const entries: Zippable = {};
  for (const entry of files) {
    const mode = 0o100000 | (entry.secret ? 0o600 : 0o644);
    entries[entry.path] = [contentBytes(entry), { os: unix, attrs: (mode << 16) >>> 0 }];
  }
  return zipSync(entries, { level: 9, mtime: zipTime(day) });
}

/** A zip has local time without a zone (APPNOTE 4.4.6); this gives the same fields in every zone. */
function zipTime(day: string): Date {
  const date = new Date(day);
  return new Date(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate(), 12);
}
