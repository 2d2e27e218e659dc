import { describe, expect, it } from 'vitest';
import { passphraseStrength } from '../../../renderer/vault/passphrase-strength.ts';

describe('the hint on a passphrase', () => {
  it.each([
    ['', 'weak'],
    ['abc', 'weak'],
    ['aaaaaaaaaaaaaaaaaaaa', 'weak'],
    ['12345678901234567890', 'weak'],
    ['abcdefghijklmnop', 'weak'],
    ['sunny drum', 'fair'],
    ['sunny drum over lake', 'strong'],
    ['우체국 열쇠를 잃어버린 고양이', 'strong'],
  ])('%j is %s', (passphrase, strength) => {
    expect(passphraseStrength(passphrase)).toBe(strength);
  });
});
