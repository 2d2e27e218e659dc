import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { propertiesOf, readProperties } from '../../main/templates/properties/document.ts';
import { removeKey, renameKey, setValue } from '../../main/templates/properties/edit.ts';
import { decodeBytes, encodeText } from '../../main/templates/properties/encoding.ts';
import { applyEdits } from '../../main/templates/properties/text-edit.ts';
import { hostileFile } from './hostile-properties.ts';

const seed = Number(process.env['POSTKEY_FUZZ_SEED'] ?? Date.now() % 2 ** 31);
const runs = { seed, numRuns: 3000 };

const newValue = fc
  .array(
    fc.constantFrom('a', ' ', '  ', '\n', '\r', '\t', '\f', '\\', '=', ':', '#', '한', '😀', 'é', `\${time}`),
    {
      maxLength: 12,
    },
  )
  .map((parts) => parts.join(''));
const newKey = fc.constantFrom('subject', 'new key', '#', '!x', 'a=b:c', '\\', 'é', '\n', 'u');

/** A file, one of its keys, and where there is none a new one. */
const fileAndKey = fc.tuple(hostileFile, fc.nat(), newKey).map(([text, pick, other]) => {
  const keys = [...propertiesOf(readProperties(text)).keys(), other];
  return { text, key: keys[pick % keys.length] ?? other };
});

describe(`any file that is edited (seed ${seed})`, () => {
  test('comes back byte for byte when nothing is edited', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const { items, text } = readProperties(decodeBytes(bytes));
        const pieces = items.map(({ from, end }) => text.slice(from, end));
        expect(encodeText(pieces.join(''), text)).toEqual(Buffer.from(bytes));
      }),
      runs,
    );
  });

  test('has the new value and all others as they were', () => {
    fc.assert(
      fc.property(fileAndKey, newValue, ({ text, key }, value) => {
        const document = readProperties(text);
        const edits = setValue(document, key, value);
        const expected = new Map(propertiesOf(document)).set(key, value);
        expect(propertiesOf(readProperties(applyEdits(text, edits)))).toEqual(expected);
        for (const { insert } of edits) expect(insert).toMatch(/^[\r\n\t\f -~]*$/);
      }),
      runs,
    );
  });

  test('keeps the value under a new name', () => {
    fc.assert(
      fc.property(fileAndKey, newKey, ({ text, key }, name) => {
        const document = readProperties(text);
        const properties = propertiesOf(document);
        fc.pre(!properties.has(name));
        const renamed = propertiesOf(readProperties(applyEdits(text, renameKey(document, key, name))));
        const expected = [...properties].map(([own, value]) => [own === key ? name : own, value] as const);
        expect(renamed).toEqual(new Map(expected));
      }),
      runs,
    );
  });

  test('loses a removed key and nothing else', () => {
    fc.assert(
      fc.property(fileAndKey, ({ text, key }) => {
        const document = readProperties(text);
        const expected = new Map(propertiesOf(document));
        expected.delete(key);
        expect(propertiesOf(readProperties(applyEdits(text, removeKey(document, key))))).toEqual(expected);
      }),
      runs,
    );
  });
});
