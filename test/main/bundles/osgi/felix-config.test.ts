import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { felixConfig } from '../../../../main/bundles/osgi/felix-config.ts';
import type { OsgiProperty, OsgiValue } from '../../../../main/bundles/osgi/properties.ts';
import { readFelixConfig } from './read-felix-config.ts';

describe('felixConfig', () => {
  const written: [string, OsgiValue, string][] = [
    ['text', 'smtp.office365.com', '"smtp.office365.com"'],
    ['no text', '', '""'],
    ['a number as Integer', 587, 'I"587"'],
    ['a large number as Long', 2 ** 31, 'L"2147483648"'],
    ['a fraction as the bits of a Double', 0.5, 'D"4602678819172646912"'],
    ['a boolean', false, 'B"false"'],
    ['an array', ['openid', 'https://x.example/SMTP.Send'], '["openid","https://x.example/SMTP.Send"]'],
    ['no items', [], '[]'],
    ['numbers', [1, 2 ** 40], 'L["1","1099511627776"]'],
    ['booleans', [true], 'B["true"]'],
    ['an equals sign', 'abc=def', '"abc\\=def"'],
    ['a placeholder', '$[env:X;default=y]', '"$[env:X;default\\=y]"'],
    ['a quote and a backslash', '"\\', '"\\"\\\\"'],
    ['a space', 'a b', '"a\\ b"'],
    ['line ends', 'a\r\nb', '"a\\u000d\\u000ab"'],
    ['other languages as they are', '메일ü', '"메일ü"'],
    ['half a character', '\ud800', '"\\ud800"'],
  ];
  test.each(written)('writes %s', (_, value, expected) => {
    expect(felixConfig([['key', value]])).toBe(`key=${expected}\r\n`);
  });

  test('keeps the order, and has no comment', () => {
    const source = felixConfig([
      ['smtp.host', 'b'],
      ['from.address', 'a'],
    ]);
    expect(source).toBe('smtp.host="b"\r\nfrom.address="a"\r\n');
  });

  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc
      .array(fc.constantFrom('\\', '"', '=', ' ', ',', ']', '\n', '\ud800', 'u0041'))
      .map((parts) => parts.join('')),
  );
  const value: fc.Arbitrary<OsgiValue> = fc.oneof(
    text,
    fc.array(text),
    fc.boolean(),
    fc.maxSafeInteger(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.array(fc.integer(), { minLength: 1 }),
    fc.array(fc.boolean(), { minLength: 1 }),
  );

  test('gives back any value', () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 5 }), (values) => {
        const properties = values.map((each, index): OsgiProperty => [`key.${index}`, each]);
        // Felix reads UTF-8.
        const bytes = new TextEncoder().encode(felixConfig(properties));
        const read = readFelixConfig(new TextDecoder().decode(bytes));
        for (const [key, each] of properties) expect(read.get(key)).toEqual(each === 0 ? 0 : each);
      }),
    );
  });

  const refused: [string, string, unknown][] = [
    ['a key with a space', 'a b', 1],
    ['a key with an equals sign', 'a=b', 1],
    ['a key with a colon', 'a:b', 1],
    ['no key', '', 1],
    ['null', 'a', null],
    ['mixed items', 'a', [1, 'b']],
    ['infinity', 'a', Number.POSITIVE_INFINITY],
  ];
  test.each(refused)('refuses %s', (_, key, each) => {
    expect(() => felixConfig([[key, each] as OsgiProperty])).toThrow(TypeError);
  });

  test('refuses keys that differ only in case', () => {
    const twice: OsgiProperty[] = [
      ['smtp.host', 'a'],
      ['SMTP.host', 'b'],
    ];
    expect(() => felixConfig(twice)).toThrow(TypeError);
  });
});
