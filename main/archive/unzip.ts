import { Unzip, type UnzipFile, UnzipInflate } from 'fflate';

/** A file out of an archive. */
export interface ArchiveFile {
  /** As the archive has it, `/` between its parts. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** How much an archive may hold; sizes in bytes, unpacked. */
export interface ArchiveLimits {
  /** Of all kinds, also those that are not wanted. */
  readonly entries: number;
  readonly files: number;
  readonly fileBytes: number;
  readonly totalBytes: number;
}

/** Why an archive is not taken. */
export class ArchiveRefused extends Error {
  override readonly name = 'ArchiveRefused';
  readonly reason: 'damaged' | 'unsafe-path' | 'too-many' | 'too-large';
  /** The entry, or the limit, that it is about. */
  readonly detail: string | number;

  constructor(reason: ArchiveRefused['reason'], detail: string | number = '') {
    super(reason);
    this.reason = reason;
    this.detail = detail;
  }
}

const chunkBytes = 64 * 1024;

/** Whether bytes begin as a zip does, be it an empty one (APPNOTE 4.3.6, 4.3.16). */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

/**
 * Unpacks the wanted files of a zip from an unknown source. Archives within it stay closed. What an entry says of its
 * size is not believed: unpacking stops when a limit is reached.
 *
 * @throws ArchiveRefused also where only an unwanted entry has a path that leads out of the archive
 */
export function unzip(
  bytes: Uint8Array,
  wanted: (path: string) => boolean,
  limits: ArchiveLimits,
): ArchiveFile[] {
  const found: Collected[] = [];
  let entries = 0;
  let total = 0;
  const unpacker = new Unzip((entry) => {
    entries += 1;
    if (entries > limits.entries) throw new ArchiveRefused('too-many', limits.entries);
    assertInside(entry.name);
    if (entry.name.endsWith('/') || !wanted(entry.name)) return;
    if (found.length >= limits.files) throw new ArchiveRefused('too-many', limits.files);
    found.push(
      collect(entry, (size, sizeOfFile) => {
        total += size;
        if (sizeOfFile > limits.fileBytes) throw new ArchiveRefused('too-large', limits.fileBytes);
        if (total > limits.totalBytes) throw new ArchiveRefused('too-large', limits.totalBytes);
      }),
    );
  });
  unpacker.register(UnzipInflate);
  feed(unpacker, bytes);
  if (entries === 0 || found.some(({ ended }) => !ended())) throw new ArchiveRefused('damaged');
  return found.map(({ path, content }) => ({ path, bytes: content() }));
}

interface Collected {
  readonly path: string;
  readonly content: () => Uint8Array;
  readonly ended: () => boolean;
}

/** @param grown told of each piece and of the size so far; it throws where that is too much */
function collect(entry: UnzipFile, grown: (size: number, sizeOfFile: number) => void): Collected {
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
  return { path: entry.name, content: () => Buffer.concat(chunks), ended: () => done };
}

function feed(unpacker: Unzip, bytes: Uint8Array): void {
  try {
    for (let at = 0; at < bytes.length; at += chunkBytes) {
      unpacker.push(bytes.subarray(at, at + chunkBytes), at + chunkBytes >= bytes.length);
    }
  } catch (error) {
    throw error instanceof ArchiveRefused ? error : new ArchiveRefused('damaged');
  }
}

function assertInside(name: string): void {
  const parts = name.split('/');
  const unsafe =
    name.startsWith('/') ||
    /^[A-Za-z]:|[\\\0]/.test(name) ||
    name.length > 1024 ||
    parts.length > 64 ||
    parts.includes('..');
  if (unsafe) throw new ArchiveRefused('unsafe-path', name.slice(0, 200));
}
