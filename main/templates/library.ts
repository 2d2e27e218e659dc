import { mkdir, readdir, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { KeptTemplate, TemplateSetId, TemplateVersion } from '../../preload/contract/index.ts';
import { Failure } from '../explain/failure.ts';
import { createDurably, errorCode, writeDurably, writeFailure } from '../vault/durable-file.ts';
import type { TemplateFile } from './carry.ts';
import { formatOf } from './format.ts';
import { languageOfFile } from './languages.ts';
import { assertSize, assertText, readTemplateFile, refused } from './limits.ts';
import type { Finding } from './lint/rule.ts';
import { lint } from './lint.ts';
import { propertiesOf } from './properties/document.ts';
import { decodeBytes, encodeText } from './properties/encoding.ts';
import { templateSet, templateSets } from './sets/sets.ts';

/** A template in the library. */
export interface Which {
  readonly set: TemplateSetId;
  /** Two letters of ISO 639-1. */
  readonly language: string;
}

/** The admin's templates below one folder: `<set>/<language>.txt`, with originals and earlier versions beside them. */
export interface TemplateLibrary {
  list(): Promise<KeptTemplate[]>;
  /** Null where nothing is kept. */
  read(which: Which): Promise<{ text: string; savedAt: string } | null>;
  /** The bytes of one that is kept. @throws Failure `NOT_FOUND` */
  file(which: Which): Promise<TemplateFile>;
  original(which: Which): Promise<string | null>;
  /** Keeps a text. The one kept before goes into the history. @throws Failure `TEMPLATE_REFUSED`, `WRITE_FAILED` */
  save(which: Which, text: string): Promise<KeptTemplate>;
  /** Keeps what was imported, byte for byte, as the template, the original to compare with, or both. */
  take(which: Which, text: string, as: 'template' | 'original' | 'both'): Promise<void>;
  /** Newest first. */
  history(which: Which): Promise<TemplateVersion[]>;
  /** @throws Failure `NOT_FOUND` */
  version(which: Which, id: string): Promise<string>;
  restore(which: Which, id: string): Promise<KeptTemplate>;
  /** @throws Failure `NOT_FOUND` without the one to copy, `ALREADY_EXISTS` where the language is there */
  newLanguage(set: TemplateSetId, from: string, to: string): Promise<KeptTemplate>;
  /** The kept text goes into the history. */
  remove(which: Which): Promise<void>;
}

/** Versions that are kept of one template. */
const mostVersions = 100;

/** @param now the time a version is named by */
export function createTemplateLibrary(folder: string, now: () => Date): TemplateLibrary {
  const path = ({ set, language }: Which, ...within: string[]) =>
    join(folder, set, ...within, `${assertLanguage(language)}.txt`);
  const historyOf = ({ set, language }: Which) => join(folder, set, 'history', assertLanguage(language));
  const read = (which: Which) => readText(path(which));

  async function describe(which: Which): Promise<KeptTemplate> {
    const kept = await read(which);
    if (!kept) throw notFound(which);
    const set = templateSet(which.set);
    const english = which.language === 'en' ? null : await read({ ...which, language: 'en' });
    const { document, findings } = lint({ text: kept.text, set, original: english?.text });
    const properties = propertiesOf(document);
    const count = (wanted: (finding: Finding) => boolean) => findings.filter(wanted).length;
    return {
      ...which,
      savedAt: kept.savedAt,
      bytes: kept.text.length,
      filledKeys: set.keys.filter(({ name }) => properties.get(name)?.trim()).length,
      keys: set.keys.length,
      errors: count(({ severity }) => severity === 'error'),
      warnings: count(({ severity }) => severity === 'warning'),
      lostVariables: count(({ rule }) => rule === 'lost-variable'),
      hasOriginal: (await readText(path(which, 'originals'))) !== null,
    };
  }

  async function store(which: Which, bytes: Uint8Array): Promise<void> {
    const kept = await read(which);
    if (kept && Buffer.from(kept.text, 'latin1').equals(bytes)) return;
    await keepVersion(which, kept);
    await place(path(which), bytes);
  }

  async function keepVersion(which: Which, kept: { text: string } | null): Promise<void> {
    if (!kept) return;
    const name = now().toISOString().replaceAll(/[-:.]/g, '');
    await makeFolder(historyOf(which));
    for (let count = 0; ; count += 1) {
      const file = join(historyOf(which), `${name}-${String(count).padStart(2, '0')}.txt`);
      if (await createDurably(file, Buffer.from(kept.text, 'latin1'))) break;
    }
    const stale = (await versionsIn(historyOf(which))).slice(mostVersions);
    await Promise.all(stale.map((id) => unlink(join(historyOf(which), `${id}.txt`))));
  }

  const library: TemplateLibrary = {
    async list() {
      const kept = await Promise.all(
        templateSets.map(async ({ id: set }) => {
          const names = await namesIn(join(folder, set));
          const languages = names.map(languageOfFile).filter((language) => language !== null);
          return languages.sort().map((language) => ({ set, language }));
        }),
      );
      return Promise.all(kept.flat().map(describe));
    },
    read,
    async file(which) {
      const kept = await read(which);
      if (!kept) throw notFound(which);
      return { ...which, bytes: Buffer.from(kept.text, 'latin1') };
    },
    original: async (which) => (await readText(path(which, 'originals')))?.text ?? null,
    async save(which, text) {
      const kept = await read(which);
      const bytes = encodeText(text, kept?.text ?? (await library.original(which)) ?? '');
      assertSize(bytes.length, path(which));
      assertText(text, path(which));
      if (formatOf(text) !== 'properties' && text !== kept?.text) {
        throw refused('POSTKEY_TEMPLATE_READ_ONLY', path(which));
      }
      await store(which, bytes);
      return describe(which);
    },
    async take(which, text, as) {
      const bytes = encodeText(text, text);
      assertSize(bytes.length, path(which));
      assertText(text, path(which));
      if (as !== 'template') await place(path(which, 'originals'), bytes);
      if (as !== 'original') await store(which, bytes);
    },
    async history(which) {
      const ids = await versionsIn(historyOf(which));
      return Promise.all(
        ids.map(async (id) => {
          const { size } = await stat(join(historyOf(which), `${id}.txt`));
          return { id, savedAt: instantOf(id), bytes: size };
        }),
      );
    },
    async version(which, id) {
      if (!versionName.test(id)) throw notFound(which);
      const kept = await readText(join(historyOf(which), `${id}.txt`));
      if (!kept) throw notFound(which);
      return kept.text;
    },
    async restore(which, id) {
      await store(which, Buffer.from(await library.version(which, id), 'latin1'));
      return describe(which);
    },
    async newLanguage(set, from, to) {
      const source = await read({ set, language: from });
      if (!source) throw notFound({ set, language: from });
      if (await read({ set, language: to })) throw alreadyThere({ set, language: to });
      await store({ set, language: to }, Buffer.from(source.text, 'latin1'));
      return describe({ set, language: to });
    },
    async remove(which) {
      const kept = await read(which);
      if (!kept) throw notFound(which);
      await keepVersion(which, kept);
      await unlink(path(which)).catch((error) => {
        throw writeFailure(path(which), error);
      });
    },
  };
  return library;
}

const versionName = /^\d{8}T\d{9}Z-\d{2,}$/;

/** `20261121T093000123Z-00` as ISO 8601. */
function instantOf(id: string): string {
  return id.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z-\d+$/, '$1-$2-$3T$4:$5:$6.$7Z');
}

async function versionsIn(folder: string): Promise<string[]> {
  const names = (await namesIn(folder)).map((name) => name.replace(/\.txt$/, ''));
  return names
    .filter((name) => versionName.test(name))
    .sort()
    .reverse();
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

async function readText(path: string): Promise<{ text: string; savedAt: string } | null> {
  try {
    const { mtime } = await stat(path);
    return { text: decodeBytes(await readTemplateFile(path)), savedAt: mtime.toISOString() };
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

async function place(path: string, bytes: Uint8Array): Promise<void> {
  await makeFolder(dirname(path));
  await writeDurably(path, bytes);
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw writeFailure(folder, error);
  }
}

function assertLanguage(language: string): string {
  if (languageOfFile(`${language}.txt`)) return language;
  throw new Failure('INVALID_INPUT', {
    where: 'command',
    evidence: `POSTKEY_TEMPLATE_LANGUAGE ${language}`,
    context: { ref: language },
  });
}

function notFound({ set, language }: Which): Failure {
  const ref = `${set}/${language}.txt`;
  return new Failure('NOT_FOUND', { where: 'file', evidence: `POSTKEY_NOT_FOUND ${ref}`, context: { ref } });
}

function alreadyThere({ set, language }: Which): Failure {
  const ref = `${set}/${language}.txt`;
  return new Failure('ALREADY_EXISTS', {
    where: 'file',
    evidence: `POSTKEY_ALREADY_EXISTS ${ref}`,
    context: { ref },
  });
}
