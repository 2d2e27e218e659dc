import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OsgiProperty, OsgiValue } from '../../../../main/bundles/osgi/properties.ts';
import { docView } from '../../../../main/bundles/package/doc-view.ts';
import { readDocView } from './read-doc-view.ts';

const config = (properties: readonly OsgiProperty[]) => docView('sling:OsgiConfig', properties);

describe('a document view', () => {
  test('is a node that FileVault recognises', () => {
    const source = config([['smtp.host', 'smtp.example']]);
    expect(readDocView(source)).toEqual({
      'jcr:primaryType': { type: 'String', value: 'sling:OsgiConfig' },
      'smtp.host': { type: 'String', value: 'smtp.example' },
    });
    expect(source.slice(0, 1024)).toContain('xmlns:jcr="http://www.jcp.org/jcr/1.0"');
    expect(source).not.toContain('https://');
  });

  const written: [string, OsgiValue, string][] = [
    ['text', 'a', 'a'],
    ['a number as Long', 587, '{Long}587'],
    ['a fraction as Double', 0.5, '{Double}0.5'],
    ['a boolean', false, '{Boolean}false'],
    ['an array', ['a', 'b'], '[a,b]'],
    ['no items', [], '[]'],
    ['one empty item', [''], '[\\0]'],
    ['empty items', ['', ''], '[,]'],
    ['numbers', [1, 2], '{Long}[1,2]'],
    ['a number and a fraction', [1, 0.5], '{Double}[1,0.5]'],
    ['booleans', [true, false], '{Boolean}[true,false]'],
    ['what looks like an array', '[a]', '\\[a]'],
    ['what looks like a type', '{Long}1', '\\{Long}1'],
    ['brackets inside', 'a[b]{c}', 'a[b]{c}'],
    ['a placeholder', '$[secret:X]', '$[secret:X]'],
    ['a bracket at the start of an item', ['[a', '{b'], '[[a,{b]'],
    ['a backslash', 'a\\b', 'a\\\\b'],
    ['a comma', 'a,b', 'a,b'],
    ['a comma in an item', ['a,b'], '[a\\,b]'],
    ['characters of XML', '<a href="x">&', '&lt;a href=&quot;x&quot;&gt;&amp;'],
    ['line ends and tabs', 'a\r\n\tb', 'a&#13;&#10;&#9;b'],
    ['a character XML does not have', 'a\u0001b\uffff', 'a\\u0001b\\uffff'],
    ['one beyond U+FFFF', '😀', '\\ud83d\\ude00'],
  ];
  test.each(written)('writes %s', (_, value, expected) => {
    expect(config([['key', value]])).toContain(`key="${expected}"`);
  });

  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc
      .array(fc.constantFrom('\\', ',', '[', ']', '{', '}', '"', '&', '<', '\n', '\ud800', '0', 'u0041', ' '))
      .map((parts) => parts.join('')),
  );

  test('gives back any text', () => {
    fc.assert(
      fc.property(text, fc.array(text), (single, items) => {
        const read = readDocView(
          config([
            ['single', single],
            ['items', items],
          ]),
        );
        expect(read['single']?.value).toBe(single);
        expect(read['items']?.value).toEqual(items);
      }),
    );
  });

  test.each(['Notify on Complete', '_x0020_', '0', '-a', '.b', 'größe', 'a😀', '_x'])(
    'gives back the name %j',
    (name) => {
      expect(readDocView(config([[name, 'v']]))).toHaveProperty([name], { type: 'String', value: 'v' });
    },
  );

  const refused: [string, unknown, unknown][] = [
    ['a name with a colon', 'a:b', 1],
    ['no name', '', 1],
    ['null', 'a', null],
    ['an object', 'a', {}],
    ['mixed items', 'a', [1, 'b']],
    ['no number', 'a', Number.NaN],
  ];
  test.each(refused)('refuses %s', (_, key, value) => {
    expect(() => config([[key, value] as OsgiProperty])).toThrow(TypeError);
  });
});
