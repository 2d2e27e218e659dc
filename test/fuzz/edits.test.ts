import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findEntry, propertiesOf, readProperties } from '../../main/templates/properties/document.ts';
import { removeKey, renameKey, setValue } from '../../main/templates/properties/edit.ts';
import { decodeBytes, encodeText } from '../../main/templates/properties/encoding.ts';
import { applyEdits } from '../../main/templates/properties/text-edit.ts';
import { hostileFile } from './hostile-properties.ts';
import { fuzz } from './runs.ts';

const { seed, timeout } = fuzz;
const numRuns = fuzz.files(3000);
const runs = { seed, numRuns };

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

/** Files that look like templates, and bytes that look like nothing. */
const anyBytes = fc.oneof(
  { weight: 3, arbitrary: hostileFile.map((text) => Buffer.from(text, 'latin1')) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }) },
);

describe(`each of ${numRuns} files that is edited (seed ${seed})`, { timeout }, () => {
  test('comes back byte for byte when nothing is edited', () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        const document = readProperties(decodeBytes(bytes));
        const { items, text } = document;
        const pieces = items.map(({ from, end }) => text.slice(from, end));
        expect(Buffer.from(bytes).equals(encodeText(pieces.join(''), text))).toBe(true);
        for (const [key, value] of propertiesOf(document)) {
          expect(setValue(document, key, value)).toHaveLength(0);
        }
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
        const own = findEntry(document, key);
        for (const { from, to, insert } of edits) {
          expect(insert).toMatch(/^[\r\n\t\f -~]*$/);
          // A new entry goes behind all others; at the end of the file an open backslash before it is closed.
          if (own) expect(own.from <= from && to <= own.end).toBe(true);
        }
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
