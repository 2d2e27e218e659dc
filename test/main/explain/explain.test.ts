import { beforeAll, describe, expect, test } from 'vitest';
import { createExplainer, type Explainer, explainFailure } from '../../../main/explain/explain.ts';
import { Failure } from '../../../main/explain/failure.ts';
import { Diagnosis } from '../../../preload/contract/index.ts';

let explain: Explainer;
beforeAll(async () => {
  explain = await createExplainer('en');
});

const refused =
  'AADSTS7000215: Invalid client secret provided. Trace ID: 416deea9-9d5c-4cbe-81eb-e6397b902000 ' +
  'Correlation ID: bd487592-f96d-48f0-b095-f9ade4b75d45 Timestamp: 2026-10-03 18:40:55Z';

describe('a diagnosis', () => {
  test('is what the contract says', () => {
    for (const text of [refused, '', 'a7 NO [TOOSHY] The mailbox hides', '550 5.7.30 x']) {
      expect(Diagnosis.strict().parse(explain(text))).toBeTruthy();
    }
  });

  test('has steps with the account in them', () => {
    const { fix } = explain('535 5.7.139 SmtpClientAuthentication is disabled for the Mailbox', {
      values: { mailbox: 'info@example.com' },
    });
    expect(fix.join('\n')).toContain(
      'Set-CASMailbox -Identity info@example.com -SmtpClientAuthenticationDisabled $false',
    );
  });

  test('names a value that is not known', () => {
    const { fix } = explain('535 5.7.139 SmtpClientAuthentication is disabled for the Mailbox');
    expect(fix.join('\n')).toContain('Set-CASMailbox -Identity <mailbox> ');
  });

  test('takes values from the text itself', () => {
    const { meaning } = explain('getaddrinfo ENOTFOUND smtp.ofice365.com');
    expect(meaning).toContain('smtp.ofice365.com');
  });

  test('leaves what looks like a placeholder in a value alone', () => {
    const { fix } = explain('AADSTS50011: x', {
      values: { redirectUri: 'http://localhost/{{app}}$t(steps:tryLater)' },
    });
    expect(fix.join('\n')).toContain('http://localhost/{{app}}$t(steps:tryLater)');
  });

  test('keeps what Microsoft support asks for', () => {
    expect(explain(refused).trace).toEqual({
      traceId: '416deea9-9d5c-4cbe-81eb-e6397b902000',
      correlationId: 'bd487592-f96d-48f0-b095-f9ade4b75d45',
      timestamp: '2026-10-03 18:40:55Z',
    });
  });

  test.each([
    'POSTKEY_AMBIGUOUS_ACCOUNT a@example.com: wwf6bu8h6wet, 2crld10efjt3, fk2cfclh37ys, xa4n6f804vcj, uab7f326b40f',
    'POSTKEY_NOT_FOUND documentation for example: if you see this `word`, it means that nothing could be found there',
    'POSTKEY_WRITE_FAILED ENOSPC: /srv/(release notes)/glossary of test for that;',
  ])('knows a condition of Postkey whatever is said of it: %s', (evidence) => {
    const failure = new Failure('INVALID_INPUT', { where: 'command', evidence });
    expect(explainFailure(explain, failure).matched).toBe(true);
  });

  test('holds markup as text', () => {
    expect(
      explain('<script>alert(1)</script> <img src=x onerror=alert(2)> AADSTS50011: x').evidence,
    ).not.toContain('<script');
    expect(explain('AADSTS50011: the <b x="1"').evidence).toContain('<b x="1"');
  });
});

describe('among several failures', () => {
  const trace = [
    'javax.mail.AuthenticationFailedException: 535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.',
    '\tat com.sun.mail.smtp.SMTPTransport.authenticate(SMTPTransport.java:858)',
    'Caused by: java.net.SocketException: Connection reset by peer',
  ].join('\n');

  test("the server's word is the root, and the library's are listed beside it", () => {
    const { id, contributing } = explain(trace);
    expect(id).toBe('smtp-ms-5.7.139-tenant');
    expect(contributing?.map((other) => other.id)).toContain('net-reset');
  });

  test('the last of equals is the root', () => {
    expect(explain('AADSTS50055: expired\nAADSTS50057: disabled').id).toBe('aadsts-50057');
  });

  test('the final reply counts more than the challenge before it', () => {
    const dialogue =
      'S: 334 eyJzdGF0dXMiOiI0MDAiLCJzY2hlbWVzIjoiQmVhcmVyIn0=\nC: \nS: * NO [ALERT] Too many simultaneous connections. (Failure)';
    expect(explain(dialogue)).toMatchObject({
      id: 'imap-gmail-connections',
      decoded: ['{"status":"400","schemes":"Bearer"}'],
    });
  });
});

describe('the context', () => {
  test('decides between vendors', () => {
    const text = 'A1 NO [AUTHENTICATIONFAILED] Invalid credentials';
    expect(explain(text, { provider: 'google' }).id).toBe('imap-gmail-invalid');
    expect(explain(text, { provider: 'fastmail' }).id).toBe('imap-gmail-invalid');
    expect(explain(text, { provider: 'yahoo' }).id).toBe('imap-authfailed-generic');
  });

  test('is ignored where it is not known', () => {
    expect(explain('AADSTS50011: x', { provider: '__proto__' }).id).toBe('aadsts-50011');
  });
});

describe('secrets', () => {
  const bearer = Buffer.from(
    'user=info@example.com\u0001auth=Bearer EwBAAl3BAAUFFpUAo7J3Ve0bjLBWZWCc\u0001\u0001',
  ).toString('base64');

  test.each([
    ['a form', 'refresh_token=0.AXoAsecretsecret&error=invalid_grant'],
    ['JSON', '{"client_secret":"0.AXoAsecretsecret","error":"invalid_client"}'],
    ['a header', 'Authorization: Bearer 0.AXoAsecretsecretsecret\nerror=invalid_token'],
    ['a known value', 'AADSTS70000: 0.AXoAsecretsecret is not valid'],
  ])('in %s are masked everywhere', (_, text) => {
    expect(JSON.stringify(explain(text, { secrets: ['0.AXoAsecretsecret'] }))).not.toContain('secretsecret');
  });

  test('in Base64 are masked when it is opened', () => {
    const diagnosis = explain(`C: AUTH XOAUTH2 ${bearer}\nS: 535 5.7.3 Authentication unsuccessful`);
    expect(diagnosis.id).toBe('smtp-ms-5.7.3');
    expect(diagnosis.decoded?.[0]).toContain('info@example.com');
    expect(JSON.stringify(diagnosis)).not.toContain('EwBAAl3BAAUF');
    expect(JSON.stringify(diagnosis)).not.toContain(bearer.slice(0, 60));
  });
});

describe('the request', () => {
  test('to the administrator has the steps and the facts', () => {
    const { fixer, request } = explain('AADSTS90094: AdminConsentRequired', {
      values: { tenant: 'contoso.com', clientId: 'abc' },
    });
    expect(fixer).toBe('tenant-admin');
    expect(request).toContain('Tenant: contoso.com');
    expect(request).toContain('Client ID: abc');
    expect(request).toMatch(/^1\. /m);
    expect(request).not.toContain('{{');
  });

  test('is absent where the reader can fix it', () => {
    expect(explain(refused).request).toBeUndefined();
  });
});

describe('a failure inside Postkey', () => {
  test('is found by its own name, with its context', () => {
    const failure = new Failure('VAULT_DAMAGED', {
      where: 'vault',
      evidence: 'POSTKEY_VAULT_DAMAGED',
      context: { file: '/data/vault/abc.sealed' },
    });
    expect(explainFailure(explain, failure)).toMatchObject({
      id: 'postkey-vault-damaged',
      meaning: expect.stringContaining('/data/vault/abc.sealed'),
    });
  });

  test('says who signed in where it was somebody else', () => {
    const [signedIn, mailbox] = ['someone.with.a.name', 'mailer'].map(
      (name) => `${name}@contoso.onmicrosoft.com`,
    );
    const evidence = `POSTKEY_WRONG_ACCOUNT ${signedIn} signed in, ${mailbox} expected`;
    const context = { signedIn: signedIn ?? '', mailbox: mailbox ?? '' };
    const { meaning } = explainFailure(
      explain,
      new Failure('CONSENT_FAILED', { where: 'authorize', evidence, context }),
    );
    expect(meaning).toBe(`The account that signed in is ${signedIn}, not ${mailbox}.`);
  });

  test.each([
    ['POSTKEY_NEEDS_SIGN_IN invalid_grant AADSTS70043: frequency', 'aadsts-70043'],
    ['POSTKEY_DISCOVERY_FAILED connect ECONNREFUSED 127.0.0.1:9', 'net-refused'],
    ['POSTKEY_UNEXPECTED_REPLY 535 5.7.3 Authentication unsuccessful', 'smtp-ms-5.7.3'],
    ['POSTKEY_WRITE_FAILED EROFS: read-only file system', 'postkey-write-denied'],
    [`POSTKEY_PACKAGE_TOO_LARGE ${'a/'.repeat(60)}en.txt (limit 10 MB)`, 'postkey-package-too-large'],
  ])('gives way to what the server or the system said: %s', (evidence, id) => {
    expect(explainFailure(explain, new Failure('TOKEN_FAILED', { where: 'token', evidence })).id).toBe(id);
  });

  test.each([
    ['TOKEN_FAILED', 'token', 'token'],
    ['VAULT_LOCKED', 'vault', 'vault'],
    ['NETWORK_FAILED', 'dns', 'network'],
    ['WRITE_FAILED', 'file', 'storage'],
  ] as const)('%s that nothing fits has the class of its code', (code, where, kind) => {
    const diagnosis = explainFailure(explain, new Failure(code, { where, evidence: 'something odd' }));
    expect(diagnosis).toMatchObject({ id: 'unknown', matched: false, class: kind, confidence: 'low' });
  });
});

describe('a language', () => {
  test.each(['en', 'ko', 'zh-CN', 'zh-TW', 'fr'] as const)(
    '%s has words for a known and an unknown failure',
    async (language) => {
      const say = await createExplainer(language);
      for (const text of ['AADSTS50011: x', 'a7 NO [TOOSHY] The mailbox hides']) {
        const { title, fix } = say(text);
        expect(title).not.toMatch(/^$|:/);
        expect(fix.join('\n')).not.toMatch(/\{\{|\$t\(/);
      }
    },
  );
});
