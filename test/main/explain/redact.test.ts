import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact } from '../../../main/explain/redact.ts';
import { initialResponse } from '../../../main/mail/sasl.ts';

const secret = 'EwB4A8l6BAAUkj1NuJYtTVha+Mogk+HEiPbQo04AAQ/x~y';
const identity = { user: 'info@example.com', accessToken: secret, host: 'mail.example.com', port: 587 };
const jwt = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJpbmZvIn0.c2lnbmF0dXJl_-';

describe('a known secret', () => {
  it.each([
    ['as it is', `token ${secret} refused`, 'token *** refused'],
    ['twice', `${secret}|${secret}`, '***|***'],
    ['percent-encoded', `t=${encodeURIComponent(secret)}&x=1`, 't=***&x=1'],
    ['cut short', `too long: ${secret.slice(0, 30)}`, 'too long: ***'],
  ])('is masked %s', (_how, text, masked) => {
    expect(redact(text, [secret])).toBe(masked);
  });

  it('inside a longer secret leaves no remainder of either', () => {
    expect(redact('see abcdefgh-longer and abcdefgh', ['abcdefgh', 'abcdefgh-longer'])).toBe(
      'see *** and ***',
    );
  });

  it('leaves nothing of another token that begins alike', () => {
    expect(redact(`${jwt} and ${jwt.slice(0, -6)}Others`, [jwt])).toBe('*** and ***');
  });

  it('that is empty masks nothing', () => {
    expect(redact('plain', ['', ' '])).toBe('plain');
  });

  it('is gone from any text around it', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 8 }), fc.string(), (before, hidden, after) => {
        fc.pre(hidden.trim() !== '' && !'***'.includes(hidden));
        expect(redact(`${before}${hidden}${after}`, [hidden])).not.toContain(hidden);
      }),
    );
  });
});

describe('an unknown secret is masked by its shape', () => {
  it.each([
    ['Authorization: Bearer abcdefghijklmnopqrstuvwxyz012345', 'Authorization: Bearer ***'],
    ['Authorization: Basic Y2lkOnNlY3JldA==', 'Authorization: Basic ***'],
    [`AUTH XOAUTH2 ${initialResponse('XOAUTH2', identity)}`, 'AUTH XOAUTH2 ***'],
    [
      `p1 AUTHENTICATE OAUTHBEARER ${initialResponse('OAUTHBEARER', identity)}`,
      'p1 AUTHENTICATE OAUTHBEARER ***',
    ],
    [`invalid token ${jwt}.`, 'invalid token ***.'],
    [
      'grant_type=refresh_token&refresh_token=0.AXoA-x&scope=a',
      'grant_type=refresh_token&refresh_token=***&scope=a',
    ],
    ['client_id=abc&client_secret=s~3cr3t', 'client_id=abc&client_secret=***'],
    ['{"refresh_token":"1//0gabc","expires_in":3599}', '{"refresh_token":"***","expires_in":3599}'],
    ['{"client_secret": "with space', '{"client_secret": "***'],
    ['"{\\"access_token\\":\\"abc\\"}"', '"{\\"access_token\\":\\"***\\"}"'],
    ["clientSecret: 'abc'", "clientSecret: '***'"],
    ['http://localhost/?code=SplxlOBeZQQYbYS6WxSbIA&state=x', 'http://localhost/?code=***&state=x'],
    ['redirect%3Fcode%3DSplxlOBeZQQYbYS6WxSbIA', 'redirect%3Fcode%3D***'],
    ['token ya29.a0AfH6SMBx-yz12', 'token ***'],
    [
      '-----BEGIN PRIVATE KEY-----\nMIIE\nabc=\n-----END PRIVATE KEY-----',
      '-----BEGIN PRIVATE KEY-----***-----END PRIVATE KEY-----',
    ],
  ])('%s', (text, masked) => {
    expect(redact(text, [])).toBe(masked);
  });
});

describe('text without a secret stays as it is', () => {
  it.each([
    '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.',
    'AADSTS7000215: Invalid client secret provided. Trace ID: 1b2c3d4e-0000-1111-2222-333344445555',
    '{"error":"invalid_grant","error_codes":[70008],"token_type":"Bearer"}',
    'WWW-Authenticate: Bearer error="invalid_token"',
    'exit code=1, code=ETIMEDOUT, error_code=abcdefgh1234',
    '* CAPABILITY IMAP4rev1 AUTH=XOAUTH2 AUTH=OAUTHBEARER SASL-IR',
    'The refresh token expired; the access token is fine.',
  ])('%s', (text) => {
    expect(redact(text, [secret])).toBe(text);
  });
});

describe('hostile text of a megabyte', () => {
  it.each([
    'eyJ',
    'eyJ.',
    'Bearer ',
    'dXNlcj1',
    'code=',
    '"client_secret":"',
    'token:',
    '-----BEGIN ',
    'a',
    'refresh_token ',
  ])('of %j is read in linear time', (piece) => {
    const time = (size: number) => {
      const text = piece.repeat(size / piece.length);
      const startedAt = performance.now();
      redact(text, [secret]);
      return performance.now() - startedAt;
    };
    time(100_000);
    expect(time(1_000_000)).toBeLessThan(1_000);
  });
});
