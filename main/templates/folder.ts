import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { TemplateSetId, templateLimits } from '../../preload/contract/index.ts';
import { Failure } from '../explain/failure.ts';
import { refusedFile } from '../explain/invalid-input.ts';
import { errorCode } from '../vault/durable-file.ts';
import type { TemplateFile } from './carry.ts';
import { languageOfFile } from './languages.ts';
import { assertSize, assertText, readTemplateFile, refused } from './limits.ts';
import { decodeBytes } from './properties/encoding.ts';

/**
 * Reads the templates of a folder that has one folder a set, named like it, with one file a language: `workflow/ko.txt`.
 * The folder of one set alone will do, as long as it has the set's name. Hidden files, and what the library keeps beside
 * its templates, are passed over.
 *
 * @returns in the order of sets and languages
 * @throws Failure `TEMPLATE_REFUSED` for whatever else is in there (`POSTKEY_TEMPLATE_PLACE`), for what is no text or too
 *   large; `INVALID_INPUT` for a folder or file that cannot be read, or a language AEM does not have
 */
export async function readTemplateFolder(folder: string): Promise<TemplateFile[]> {
  const root = resolve(folder);
  const found: TemplateFile[] = [];
  let bytes = 0;
  for (const entry of await entriesOf(root)) {
    const files = entry.isDirectory() ? await filesOfSet(join(root, entry.name)) : [join(root, entry.name)];
    for (const path of files) {
      const file = await readFile(path);
      bytes += file.bytes.byteLength;
      assertSize(bytes, root, templateLimits.maxImportBytes);
      found.push(file);
    }
  }
  if (found.length === 0) throw misplaced(root);
  return found.sort((one, other) => order(one) - order(other) || (one.language < other.language ? -1 : 1));
}

/** What the library keeps beside the templates of a set. */
const besideTemplates: ReadonlySet<string> = new Set(['history', 'originals']);

async function filesOfSet(folder: string): Promise<string[]> {
  if (!setOf(folder)) throw misplaced(folder);
  const entries = await entriesOf(folder);
  return entries
    .filter((entry) => !(entry.isDirectory() && besideTemplates.has(entry.name)))
    .map((entry) => join(folder, entry.name));
}

/** A link is refused when it is read as a file: what it leads to may be anything. */
async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const shown = entries.filter(({ name }) => !/^\.|^(Thumbs\.db|desktop\.ini)$/i.test(name));
    for (const entry of shown) {
      if (!entry.isFile() && !entry.isDirectory()) throw misplaced(join(folder, entry.name));
    }
    return shown;
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw refusedFile(folder, 'unreadable', { value: errorCode(error) ?? '' });
  }
}

async function readFile(path: string): Promise<TemplateFile> {
  const set = setOf(resolve(path, '..'));
  if (!set || !path.endsWith('.txt')) throw misplaced(path);
  const language = languageOfFile(basename(path));
  if (!language) {
    throw new Failure('INVALID_INPUT', {
      where: 'command',
      evidence: `POSTKEY_TEMPLATE_LANGUAGE ${path}`,
      context: { ref: basename(path, '.txt') },
    });
  }
  const bytes = await readTemplateFile(path);
  assertText(decodeBytes(bytes), path);
  return { set, language, bytes };
}

function setOf(folder: string): TemplateSetId | undefined {
  return TemplateSetId.options.find((id) => id === basename(folder));
}

function order({ set }: TemplateFile): number {
  return TemplateSetId.options.indexOf(set);
}

function misplaced(path: string): Failure {
  return refused('POSTKEY_TEMPLATE_PLACE', path);
}
