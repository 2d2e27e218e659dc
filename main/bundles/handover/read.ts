import { z } from 'zod';
import { maxImportBytes } from '../../../preload/contract/index.ts';
import { type ArchiveFile, ArchiveRefused, isZip, unzip } from '../../archive/unzip.ts';
import { Failure } from '../../explain/failure.ts';
import { isSealed, unseal } from '../sealing.ts';
import { type HandedAccount, HandoverDocument, handoverFormat, handoverVersion } from './document.ts';

const limits = { entries: 50_000, files: 2_000, fileBytes: maxImportBytes, totalBytes: maxImportBytes };

/** What is in a file from another Postkey or from AEM. */
export interface ImportContent {
  readonly accounts: readonly HandedAccount[];
  /** Template files, and content packages that may hold some. */
  readonly templates: readonly ArchiveFile[];
  /** Files that are neither. */
  readonly others: readonly string[];
}

/**
 * Opens a hand-over document, a bundle or a content package; a sealed one with its passphrase. It comes from an unknown
 * source: nothing in it is believed before it was looked at, and nothing is kept here.
 *
 * @throws Failure `IMPORT_REFUSED`: sealed and no passphrase or a wrong one, too large, damaged, unsafe, of a newer Postkey
 */
export async function readImport(file: ArchiveFile, passphrase: string | undefined): Promise<ImportContent> {
  if (file.bytes.length > maxImportBytes) throw refused('TOO_LARGE', file.path, limitIn(maxImportBytes));
  const bytes = isSealed(file.bytes) ? await opened(file, passphrase) : file.bytes;
  const files = isZip(bytes) && !isContentPackage(bytes) ? unpacked(file.path, bytes) : [{ ...file, bytes }];
  const accounts: HandedAccount[] = [];
  const templates: ArchiveFile[] = [];
  const others: string[] = [];
  for (const each of files) {
    const document = each.path.endsWith('.json') || files.length === 1 ? documentIn(each) : undefined;
    if (document) accounts.push(...document.accounts.map(({ account }) => account));
    else if (isZip(each.bytes) || /\.(txt|properties)$/i.test(each.path)) templates.push(each);
    else others.push(each.path);
  }
  return { accounts, templates, others };
}

async function opened({ path, bytes }: ArchiveFile, passphrase: string | undefined): Promise<Uint8Array> {
  if (!passphrase) throw refused('SEALED', path);
  try {
    return await unseal(bytes, passphrase);
  } catch {
    throw refused('WRONG_PASSPHRASE', path);
  }
}

/** Templates are taken out of a content package by those who know where AEM has them. */
function isContentPackage(bytes: Uint8Array): boolean {
  let inside = false;
  try {
    unzip(
      bytes,
      (path) => {
        inside ||= path === 'META-INF/vault/filter.xml';
        return false;
      },
      limits,
    );
  } catch {
    // What is wrong with it is told when it is unpacked.
  }
  return inside;
}

function unpacked(path: string, bytes: Uint8Array): readonly ArchiveFile[] {
  try {
    return unzip(bytes, () => true, limits);
  } catch (error) {
    if (!(error instanceof ArchiveRefused)) throw error;
    if (error.reason === 'damaged') throw refused('DAMAGED', path);
    if (error.reason === 'unsafe-path') throw refused('UNSAFE_PATH', path, { ref: String(error.detail) });
    throw refused('TOO_LARGE', path, limitIn(maxImportBytes));
  }
}

const Headed = z.object({ format: z.literal(handoverFormat), version: z.int() });

/** @throws Failure `IMPORT_REFUSED` where it says to be a hand-over document and cannot be read as one */
function documentIn({ path, bytes }: ArchiveFile): HandoverDocument | undefined {
  const value = json(bytes);
  const headed = Headed.safeParse(value);
  if (!headed.success) return undefined;
  if (headed.data.version > handoverVersion) throw refused('NEWER', path);
  const parsed = HandoverDocument.safeParse(value);
  if (parsed.success) return parsed.data;
  // The parser's words would repeat values, and with them secrets.
  const places = parsed.error.issues.map(({ path: place }) => place.join('.'));
  throw refused('MALFORMED', path, { reason: places.slice(0, 5).join(', ') });
}

function json(bytes: Uint8Array): unknown {
  if (bytes[0] !== 0x7b) return undefined;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

function limitIn(bytes: number) {
  return { limit: `${bytes / 1024 / 1024} MB` };
}

function refused(condition: string, file: string, context: Readonly<Record<string, string>> = {}): Failure {
  const more = Object.values(context).join(' ');
  return new Failure('IMPORT_REFUSED', {
    where: 'file',
    evidence: `POSTKEY_IMPORT_${condition} ${file} ${more}`.trimEnd(),
    context: { file, ...context },
  });
}
