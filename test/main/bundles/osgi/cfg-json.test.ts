import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cfgJson } from '../../../../main/bundles/osgi/cfg-json.ts';
import type { OsgiProperty } from '../../../../main/bundles/osgi/properties.ts';

describe('cfgJson', () => {
  test('gives back the same names, values and types, in the order given', () => {
    const properties: OsgiProperty[] = [
      ['smtp.port', 30587],
      ['smtp.ssl', false],
      ['from.address', 'a@b.example "quoted" \\ ü'],
      ['ratio', 0.5],
      ['scopes', ['openid', 'https://outlook.office.com/SMTP.Send']],
      ['none', []],
      ['ports', [1, 2]],
    ];
    const parsed: unknown = JSON.parse(cfgJson(properties));
    expect(parsed).toStrictEqual(Object.fromEntries(properties));
    expect(Object.keys(parsed as object)).toEqual(properties.map(([key]) => key));
  });

  test('ends with one newline', () => {
    expect(cfgJson([['a', 1]])).toMatch(/\}\n$/);
    expect(cfgJson([])).toMatch(/\}\n$/);
  });

  test('any text survives', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(JSON.parse(cfgJson([['key', [text]]]))).toEqual({ key: [text] });
      }),
    );
  });

  const refused: [string, [string, unknown][]][] = [
    [
      'keys that differ only in case',
      [
        ['smtp.host', 'a'],
        ['SMTP.host', 'b'],
      ],
    ],
    [
      'keys that differ only in their type',
      [
        ['port', 1],
        ['port:Integer', 2],
      ],
    ],
    ['a key of the configurator', [[':configurator:ranking', 1]]],
    ['a key without a name', [['', 1]]],
    ['a key that is only a type', [[':Integer', 1]]],
    ['null', [['a', null]]],
    ['undefined', [['a', undefined]]],
    ['an object', [['a', { b: 1 }]]],
    ['an array of objects', [['a', [{}]]]],
    ['an array in an array', [['a', [['b']]]]],
    ['null in an array', [['a', [null]]]],
    ['an array of mixed types', [['a', ['b', 1]]]],
    ['a number JSON cannot hold', [['a', Number.NaN]]],
    ['infinity', [['a', Number.POSITIVE_INFINITY]]],
  ];
  test.each(refused)('refuses %s', (_, properties) => {
    expect(() => cfgJson(properties as OsgiProperty[])).toThrow(TypeError);
  });
});
