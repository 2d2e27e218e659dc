import { promises as files, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KeyKeeper } from '../../preload/contract/index.ts';
import { Failure } from '../explain/failure.ts';
import { errorCode } from './durable-file.ts';

/** What a vault says of itself, in the clear. */
export interface Header {
  readonly format: 1;
  readonly keeper: KeyKeeper;
  /** The master key as its keeper wrapped it. */
  readonly wrapped: string;
}

export const headerName = 'vault.json';
export const sealedSuffix = '.sealed';
/** Every keeper there is; a header that names another was edited. */
const keepers: Readonly<Record<KeyKeeper, true>> = {
  'safe-storage': true,
  keyring: true,
  passphrase: true,
  'key-file': true,
};

/**
 * The header of the vault in a folder.
 *
 * @returns null where there is no vault yet
 * @throws Failure `VAULT_DAMAGED` also where records stand without a header: a new key beside them would lock them out
 */
export async function readHeader(folder: string): Promise<Header | null> {
  const path = join(folder, headerName);
  const text = readIfThere(path);
  if (text === null) {
    // The header is written before any record, so that one made in this very moment is there at the second look.
    if (!(await holdsRecords(folder))) return null;
    return parseHeader(path, readIfThere(path));
  }
  return parseHeader(path, text);
}

function parseHeader(path: string, text: string | null): Header {
  const header = text === null ? undefined : parseJson(text);
  if (!isHeader(header)) throw damagedFailure(path);
  return header;
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw damagedFailure(path, error);
  }
}

async function holdsRecords(folder: string): Promise<boolean> {
  const names = await files.readdir(folder).catch(() => []);
  return names.some((name) => name.endsWith(sealedSuffix));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isHeader(value: unknown): value is Header {
  return (
    typeof value === 'object' &&
    value !== null &&
    'format' in value &&
    value.format === 1 &&
    'keeper' in value &&
    typeof value.keeper === 'string' &&
    Object.hasOwn(keepers, value.keeper) &&
    'wrapped' in value &&
    typeof value.wrapped === 'string'
  );
}

function damagedFailure(path: string, cause?: unknown): Failure {
  return new Failure(
    'VAULT_DAMAGED',
    { where: 'vault', evidence: `POSTKEY_VAULT_DAMAGED ${path}`, context: { file: path } },
    { cause },
  );
}
