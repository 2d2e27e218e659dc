import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keyBytes, seal, unseal } from '../../../main/vault/seal.ts';

const key = randomBytes(keyBytes);
const sealed = seal(key, 'account:a', Buffer.from('a secret'));

describe('a seal', () => {
  test('opens to what went in, whatever that is', () => {
    const anyKey = fc.uint8Array({ minLength: keyBytes, maxLength: keyBytes });
    fc.assert(
      fc.property(anyKey, fc.string(), fc.uint8Array({ maxLength: 5_000 }), (ownKey, purpose, plain) => {
        expect(unseal(ownKey, purpose, seal(ownKey, purpose, plain))).toEqual(Buffer.from(plain));
      }),
      { numRuns: 200 },
    );
  });

  test('does not open with any one bit changed', () => {
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const edited = Buffer.from(sealed);
      edited[bit >> 3] = (edited[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(unseal(key, 'account:a', edited), `bit ${bit}`).toBeNull();
    }
  });

  test('does not open cut short or with anything added', () => {
    for (let length = 0; length < sealed.length; length += 1) {
      expect(unseal(key, 'account:a', sealed.subarray(0, length)), `${length} bytes`).toBeNull();
    }
    expect(unseal(key, 'account:a', Buffer.concat([sealed, Buffer.of(0)]))).toBeNull();
  });

  test.each([
    ['for another purpose', key, 'account:b'],
    ['with another key', randomBytes(keyBytes), 'account:a'],
  ])('does not open %s', (_, otherKey, purpose) => {
    expect(unseal(otherKey, purpose, sealed)).toBeNull();
  });

  test('has a nonce of its own every time', () => {
    const nonces = Array.from({ length: 500 }, () =>
      seal(key, 'account:a', Buffer.alloc(1)).toString('hex', 4, 16),
    );
    expect(new Set(nonces).size).toBe(500);
  });
});
