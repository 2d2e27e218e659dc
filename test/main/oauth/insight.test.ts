import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inspectToken } from '../../../main/oauth/insight.ts';
import { createTexts } from '../../../preload/texts/index.ts';

const now = new Date('2026-11-21T10:00:00Z');
const seconds = now.getTime() / 1000;
const jwt = (claims: object, header: object = { typ: 'JWT', alg: 'RS256' }) =>
  [header, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
    .concat('.c2ln');
const delegated = {
  aud: 'https://outlook.office.com',
  scp: 'IMAP.AccessAsUser.All SMTP.Send',
  tid: '8eaef023-2b34-4da1-9baa-8bc8c9d6a490',
  upn: 'Mailer@example.com',
  appid: '7d9c4a1e-52a6-4b57-9f0e-3d3a9e6f1c55',
  iat: seconds - 60,
  exp: seconds + 3600,
};
const appOnly = { ...delegated, scp: undefined, upn: undefined, roles: ['SMTP.SendAsApp'], idtyp: 'app' };

describe('a token that is a JWT', () => {
  test('tells what it says', () => {
    expect(inspectToken(jwt(delegated), { now })).toEqual({
      format: 'jwt',
      audience: 'https://outlook.office.com',
      scopes: ['IMAP.AccessAsUser.All', 'SMTP.Send'],
      tenant: delegated.tid,
      user: 'Mailer@example.com',
      appId: delegated.appid,
      issuedAt: new Date('2026-11-21T09:59:00Z'),
      expiresAt: new Date('2026-11-21T11:00:00Z'),
      findings: [],
    });
  });

  const mailbox = 'mailer@example.com';
  test.each([
    ['right, the mailbox written otherwise', delegated, { mailbox, protocols: ['smtp', 'imap'] }, []],
    ['for Graph', { ...delegated, aud: 'https://graph.microsoft.com' }, {}, ['graph-audience']],
    [
      'for Graph by its ID',
      { ...delegated, aud: '00000003-0000-0000-c000-000000000000' },
      {},
      ['graph-audience'],
    ],
    ['for something else', { ...delegated, aud: 'api://own' }, {}, ['other-audience']],
    ['of another user', delegated, { mailbox: 'other@example.com' }, ['wrong-user']],
    ['of an app', appOnly, { mailbox, protocols: ['smtp'] }, ['app-only']],
    ['of an app without a role', appOnly, { protocols: ['imap'] }, ['app-only', 'missing-scope:imap']],
    ['without a scope', delegated, { protocols: ['pop3'] }, ['missing-scope:pop3']],
    ['expired', { ...delegated, exp: seconds }, {}, ['expired']],
    ['of another provider', { aud: 'x', scope: 'mail.send', sub: '1' }, { mailbox, protocols: ['smtp'] }, []],
  ] as const)('is judged: %s', (_, claims, context, findings) => {
    expect(inspectToken(jwt(claims), { now, ...context }).findings).toEqual(findings);
  });

  test('keeps what can be read where a claim is not what it should be', () => {
    const insight = inspectToken(jwt({ ...delegated, exp: 'soon', roles: 'x', scp: 7, iat: 1e300 }), { now });
    expect(insight).toMatchObject({ format: 'jwt', user: 'Mailer@example.com' });
    expect(insight).not.toHaveProperty('expiresAt');
  });
});

describe('a token that is none', () => {
  test.each([
    ['Google’s', 'ya29.a0AfH6SMBx.abc'],
    ['of a personal account', 'EwBgA8l6BAAURSN/FHlDW5xN74t6GzbtsBBeBUYAAW=='],
    ['encrypted', 'a.b.c.d.e'],
    ['with a header that is no JSON', 'YQ.YQ.YQ'],
    ['without an algorithm', jwt(delegated, {})],
    ['empty', ''],
    ['huge', `${'a'.repeat(100_000)}.b.c`],
  ])('is left alone: %s', (_, token) => {
    expect(inspectToken(token, { now, mailbox: 'a@example.com', protocols: ['smtp'] })).toEqual({
      format: 'opaque',
      findings: [],
    });
  });

  test('never makes it throw', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json().map((text) => jwt(Object(JSON.parse(text)))),
        ),
        (token) => {
          inspectToken(token, { now, mailbox: 'a@example.com', protocols: ['smtp', 'imap', 'pop3'] });
        },
      ),
    );
  });
});

test('every finding has its words', async () => {
  const texts = await createTexts('en');
  for (const id of [
    'graph-audience',
    'other-audience',
    'wrong-user',
    'app-only',
    'expired',
    'missing-scope:smtp',
    'missing-scope:imap',
    'missing-scope:pop3',
  ])
    expect(texts.exists(`insight:finding.${id}`), id).toBe(true);
});
