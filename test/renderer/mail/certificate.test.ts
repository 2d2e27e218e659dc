import { describe, expect, it } from 'vitest';
import type { Certificate } from '../../../preload/contract/index.ts';
import { certificateState, commonName } from '../../../renderer/mail/certificate.ts';

const now = Date.parse('2026-06-15T12:00:00Z');
const certificate = (validFrom: string | null, validTo: string | null): Certificate => ({
  subject: 'CN=mail.example.com',
  issuer: 'CN=Example CA',
  names: [],
  validFrom,
  validTo,
  fingerprint: '00',
});

describe('a certificate', () => {
  it.each([
    ['2026-01-01T00:00:00Z', '2026-12-31T00:00:00Z', 'valid'],
    ['2026-01-01T00:00:00Z', '2026-07-01T00:00:00Z', 'soon'],
    ['2026-01-01T00:00:00Z', '2026-06-15T11:59:59Z', 'expired'],
    ['2026-06-15T12:00:01Z', '2026-12-31T00:00:00Z', 'not-yet'],
    [null, null, 'valid'],
  ] as const)('from %s to %s is %s', (from, to, state) => {
    expect(certificateState(certificate(from, to), now)).toBe(state);
  });

  it.each([
    ['CN=mail.example.com', 'mail.example.com'],
    ['C=US, O=Example, CN=Example CA', 'Example CA'],
    ['C=US\nO=Example\nCN=Example CA', 'Example CA'],
    ['O=Nameless', 'O=Nameless'],
    ['', ''],
  ])('issued to %j is called %j', (subject, name) => {
    expect(commonName(subject)).toBe(name);
  });
});
