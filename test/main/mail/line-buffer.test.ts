import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineBuffer, TooLong } from '../../../main/mail/line-buffer.ts';

describe('a line buffer', () => {
  it('gives the same lines however the bytes were cut', () => {
    const text = fc.array(fc.stringMatching(/^[a-z]{0,8}$/), { maxLength: 20 });
    fc.assert(
      fc.property(text, fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), (lines, cuts) => {
        const buffer = new LineBuffer(100);
        let rest = Buffer.from(lines.map((line) => `${line}\r\n`).join(''));
        for (let index = 0; rest.length > 0; index += 1) {
          const size = cuts[index % cuts.length] ?? 1;
          buffer.push(rest.subarray(0, size));
          rest = rest.subarray(size);
        }
        const taken = lines.map(() => buffer.takeLine()?.toString());
        expect(taken).toEqual(lines);
        expect([buffer.takeLine(), buffer.pending]).toEqual([undefined, 0]);
      }),
    );
  });

  it('accepts a bare LF and keeps a CR inside a line', () => {
    const buffer = new LineBuffer(100);
    buffer.push(Buffer.from('one\ntw\ro\r\n'));
    expect([buffer.takeLine(), buffer.takeLine()].map(String)).toEqual(['one', 'tw\ro']);
  });

  it('gives a literal and goes on with lines', () => {
    const buffer = new LineBuffer(100);
    buffer.push(Buffer.from('{5}\r\na\r'));
    expect([String(buffer.takeLine()), buffer.takeBytes(5)]).toEqual(['{5}', undefined]);
    buffer.push(Buffer.from('\nbc rest\r\n'));
    expect([String(buffer.takeBytes(5)), String(buffer.takeLine())]).toEqual(['a\r\nbc', ' rest']);
  });

  it('refuses a line or a literal longer than allowed', () => {
    const buffer = new LineBuffer(10);
    buffer.push(Buffer.alloc(11, 'a'));
    expect(() => buffer.takeLine()).toThrow(TooLong);
    expect(() => new LineBuffer(10).takeBytes(11)).toThrow(TooLong);
  });
});
