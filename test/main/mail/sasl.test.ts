import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  answerToError,
  chooseMechanism,
  decodeErrorChallenge,
  initialResponse,
} from '../../../main/mail/sasl.ts';

const identity = { user: 'a@example.com', accessToken: 'token', host: 'mail.example.com', port: 993 };
const decoded = (base64: string) => Buffer.from(base64, 'base64').toString().replaceAll('\u0001', '^A');

describe('an initial response', () => {
  it('of XOAUTH2 names the user and the token', () => {
    expect(decoded(initialResponse('XOAUTH2', identity))).toBe('user=a@example.com^Aauth=Bearer token^A^A');
  });

  it('of OAUTHBEARER names the connection too, and escapes the user', () => {
    expect(decoded(initialResponse('OAUTHBEARER', { ...identity, user: 'a=b,c@example.com' }))).toBe(
      'n,a=a=3Db=2Cc@example.com,^Ahost=mail.example.com^Aport=993^Aauth=Bearer token^A^A',
    );
  });

  it('has no line break, however long the token is', () => {
    expect(initialResponse('XOAUTH2', { ...identity, accessToken: 'x'.repeat(5_000) })).not.toMatch(/\s/);
  });

  it.each(['\u0001', '\r', '\n', '\u0000', '\u007f'])('refuses control character %j', (control) => {
    for (const field of ['user', 'accessToken'] as const) {
      const attack = { ...identity, [field]: `x${control}auth=Bearer y` };
      expect(() => initialResponse('XOAUTH2', attack)).toThrow(`POSTKEY_CONTROL_CHARACTER ${field}`);
    }
  });
});

describe('the choice of mechanism', () => {
  it.each([
    [['PLAIN', 'XOAUTH2'], 'XOAUTH2'],
    [['xoauth2', 'OAuthBearer'], 'OAUTHBEARER'],
    [['PLAIN', 'LOGIN'], undefined],
    [[], undefined],
  ])('of %j is %s', (offered, chosen) => {
    expect(chooseMechanism(offered)).toBe(chosen);
  });
});

describe('an error challenge', () => {
  it('is answered as each mechanism wants it', () => {
    expect([answerToError('XOAUTH2'), answerToError('OAUTHBEARER')]).toEqual(['', 'AQ==']);
  });

  it.each(['', '{"status":"400"}', '!!!', 'bm90IGpzb24=', 'eyJ4Ijo'])(
    'that is not base64 of JSON is left alone: %j',
    (text) => {
      expect(decodeErrorChallenge(text)).toBeUndefined();
    },
  );

  it('is never shown with control characters in it', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        const shown = decodeErrorChallenge(Buffer.from(json).toString('base64'));
        expect(shown ?? '').not.toMatch(/\p{Cc}/u);
      }),
    );
  });
});
