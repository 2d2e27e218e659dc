import { expect, test } from 'vitest';
import { describeToken } from '../../../main/oauth/describe-token.ts';
import { createTexts } from '../../../preload/texts/index.ts';
import { anAccount } from '../an-account.ts';

const now = new Date('2026-11-21T10:00:00Z');
const issuedAt = '2026-11-20T10:00:00.000Z';
const mail = { smtp: { host: 'smtp.example.test', port: 587, security: 'starttls' as const } };
const texts = await createTexts('en');
const account = anAccount({ address: 'office@example.test' });
const graphToken = [
  '{"alg":"RS256"}',
  '{"aud":"https://graph.microsoft.com","tid":"8eaef023-2b34-4da1-9baa-8bc8c9d6a490","upn":"kim@example.test"}',
  'c2ln',
]
  .map((part) => Buffer.from(part).toString('base64url'))
  .join('.');

test('a token for Graph and for somebody else is told in words, and is not in what is told', () => {
  const described = describeToken({
    account,
    secrets: { accessToken: graphToken },
    mail,
    rules: undefined,
    texts,
    now,
  });
  expect(described).toMatchObject({
    format: 'jwt',
    audience: 'https://graph.microsoft.com',
    user: 'kim@example.test',
  });
  expect(described.findings.join('\n')).toContain('for Microsoft Graph');
  expect(described.findings.join('\n')).toContain('kim@example.test');
  expect(JSON.stringify(described)).not.toContain(graphToken);
});

test('an opaque token has nothing to tell', () => {
  const secrets = { accessToken: 'an opaque token' };
  expect(describeToken({ account, secrets, mail, rules: undefined, texts, now })).toEqual({
    format: 'opaque',
    findings: [],
    outlook: null,
  });
});

test('without a token there is only how long the sign-in lasts', () => {
  const secrets = { refreshToken: 'r', refreshTokenIssuedAt: issuedAt };
  const rules = { rotates: true, lifetimeDays: 90 };
  expect(describeToken({ account, secrets, mail, rules, texts, now })).toEqual({
    format: 'none',
    findings: [],
    outlook: {
      endsAt: '2027-02-18T10:00:00.000Z',
      keptAliveByUse: true,
      text: texts.t('insight:outlook.lifetime'),
    },
  });
});
