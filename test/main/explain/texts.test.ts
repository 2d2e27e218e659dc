import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { catalogue } from '../../../main/explain/signatures/catalogue.ts';
import { Language } from '../../../preload/contract/index.ts';

type Tree = string | readonly Tree[] | { readonly [key: string]: Tree };

const root = join(import.meta.dirname, '../../../preload/texts');
const english = await read('en');
const languages = await Promise.all(
  (await readdir(root, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory() && entry.name !== 'en')
    .map(async ({ name }) => [name, await read(name)] as const),
);

async function read(language: string): Promise<Record<string, Tree>> {
  const folder = join(root, language, 'explain');
  const files = await readdir(folder).catch(() => []);
  const trees = files.map(async (file) => [file, JSON.parse(await readFile(join(folder, file), 'utf8'))]);
  return Object.fromEntries(await Promise.all(trees));
}

/** Every text by its path; a step of a fix has its number in it, so that counts are compared too. */
function paths(tree: Tree, path = ''): [string, string][] {
  if (typeof tree === 'string') return [[path, tree]];
  return Object.entries(tree).flatMap(([key, value]) => paths(value, `${path}/${key}`));
}

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{\{\w+\}\}|\$t\([\w:/]+\)/g)].map(([placeholder]) => placeholder).sort();
}

describe('the English catalogue', () => {
  test.each(catalogue.flatMap(({ name, signatures }) => signatures.map(({ id }) => [id, name] as const)))(
    'has the words of %s',
    (id, family) => {
      expect(english[`${family}.json`]).toHaveProperty([id], {
        title: expect.stringMatching(/\S/),
        meaning: expect.stringMatching(/\S/),
        causes: expect.arrayContaining([expect.stringMatching(/\S/)]),
        fix: expect.arrayContaining([expect.stringMatching(/\S/)]),
      });
    },
  );

  test('has no words without a signature', () => {
    for (const { name, signatures } of catalogue) {
      expect(Object.keys(english[`${name}.json`] ?? {}).sort()).toEqual(
        signatures.map(({ id }) => id).sort(),
      );
    }
  });

  test('names each placeholder, so that an unknown value still reads', () => {
    const named = Object.keys((english['general.json'] as { placeholders: object }).placeholders);
    const used = paths(english)
      .filter(([path]) => !path.startsWith('/general.json/request'))
      .flatMap(([, text]) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name));
    expect([...new Set(used)].filter((name) => !named.includes(name ?? ''))).toEqual([]);
  });

  test('refers only to texts that exist', () => {
    const known = new Set(paths(english).map(([path]) => path));
    for (const [path, text] of paths(english)) {
      for (const [, namespace, key] of text.matchAll(/\$t\((\w+):([\w/]+)\)/g)) {
        expect(known, path).toContain(`/${namespace}.json/${key}`);
      }
    }
  });
});

describe.each(languages.filter(([, files]) => Object.keys(files).length > 0))(
  'the catalogue in %s',
  (name, files) => {
    test('is in a language of the contract', () => {
      expect(Language.options).toContain(name);
    });

    test('has the same texts and as many steps as English', () => {
      expect(
        paths(files)
          .map(([path]) => path)
          .sort(),
      ).toEqual(
        paths(english)
          .map(([path]) => path)
          .sort(),
      );
    });

    test('has the same placeholders as English', () => {
      const texts = Object.fromEntries(paths(files));
      for (const [path, text] of paths(english)) {
        expect(placeholders(texts[path] ?? ''), path).toEqual(placeholders(text));
      }
    });
  },
);
