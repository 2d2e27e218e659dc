import { beforeAll, describe, expect, it } from 'vitest';
import { type Certificates, makeCertificates } from './certificates.ts';
import { probe, TOKEN } from './probe.ts';
import { honest, type Replies, startScripted } from './scripted-server.ts';

let certificates: Certificates;
beforeAll(async () => {
  certificates = await makeCertificates();
});

const refused = Buffer.from('{"status":"401","schemes":"Bearer"}').toString('base64');
const saidRefused = '{"status":"401","schemes":"Bearer"}';
const bearerOnly = '* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=OAUTHBEARER] ready';

/** A server says it in plaintext on loopback; the protocol part of a check is the same with TLS. */
const refusals: readonly {
  readonly what: string;
  readonly protocol: 'smtp' | 'imap' | 'pop3';
  readonly replies: Replies;
  readonly step: string;
  readonly evidence: string;
  /** The client's answer to an error challenge. */
  readonly answered?: string;
}[] = [
  {
    what: 'SMTP greeting 554',
    protocol: 'smtp',
    replies: { greeting: '554-No\r\n554 service' },
    step: 'greeting',
    evidence: '554-No\n554 service',
  },
  {
    what: 'SMTP greeting 421',
    protocol: 'smtp',
    replies: { greeting: '421 4.3.2 busy' },
    step: 'greeting',
    evidence: '421 4.3.2 busy',
  },
  {
    what: 'another protocol on the SMTP port',
    protocol: 'smtp',
    replies: { greeting: 'SSH-2.0-OpenSSH_9.2' },
    step: 'greeting',
    evidence: 'POSTKEY_UNEXPECTED_REPLY SSH-2.0-OpenSSH_9.2',
  },
  {
    what: 'a reply whose code changes half-way',
    protocol: 'smtp',
    replies: { EHLO: '250-scripted\r\n500 no' },
    step: 'capabilities',
    evidence: 'POSTKEY_UNEXPECTED_REPLY 250-scripted\n500 no',
  },
  {
    what: 'SMTP without an OAuth mechanism',
    protocol: 'smtp',
    replies: { EHLO: '250-scripted\r\n250 AUTH PLAIN LOGIN' },
    step: 'authenticate',
    evidence: 'POSTKEY_NO_OAUTH_MECHANISM PLAIN LOGIN',
  },
  {
    what: 'a bad token at SMTP, by a challenge',
    protocol: 'smtp',
    replies: { 'AUTH XOAUTH2 ': `334 ${refused}`, '*': '535-5.7.8 not\r\n535 5.7.8 accepted' },
    step: 'authenticate',
    evidence: `535-5.7.8 not\n535 5.7.8 accepted\n${saidRefused}`,
    answered: '',
  },
  {
    what: 'a bad token at SMTP, at once',
    protocol: 'smtp',
    replies: { 'AUTH XOAUTH2 ': '535 5.7.139 Authentication unsuccessful' },
    step: 'authenticate',
    evidence: '535 5.7.139 Authentication unsuccessful',
  },
  {
    what: 'a server that repeats the token',
    protocol: 'smtp',
    replies: { 'AUTH XOAUTH2 ': `535 bad token ${TOKEN.slice(0, 40)} or ${TOKEN}` },
    step: 'authenticate',
    evidence: '535 bad token *** or ***',
  },
  {
    what: 'a sender refused',
    protocol: 'smtp',
    replies: { 'MAIL FROM:': '550 5.7.60 SendAsDenied' },
    step: 'sender',
    evidence: '550 5.7.60 SendAsDenied',
  },
  {
    what: 'a recipient refused',
    protocol: 'smtp',
    replies: { 'RCPT TO:': '550 5.1.1 unknown' },
    step: 'recipient',
    evidence: '550 5.1.1 unknown',
  },
  {
    what: 'IMAP greeting BYE',
    protocol: 'imap',
    replies: { greeting: '* BYE Connection closed. 14' },
    step: 'greeting',
    evidence: '* BYE Connection closed. 14',
  },
  {
    what: 'IMAP greeting PREAUTH',
    protocol: 'imap',
    replies: { greeting: '* PREAUTH come in' },
    step: 'greeting',
    evidence: 'POSTKEY_IMAP_PREAUTH * PREAUTH come in',
  },
  {
    what: 'a bad token at IMAP, by a challenge',
    protocol: 'imap',
    replies: { 'AUTHENTICATE XOAUTH2 ': `+ ${refused}`, '*': 'p1 NO [AUTHENTICATIONFAILED] Invalid' },
    step: 'authenticate',
    evidence: `p1 NO [AUTHENTICATIONFAILED] Invalid\n${saidRefused}`,
    answered: '',
  },
  {
    what: 'a bad token at IMAP, by an OAUTHBEARER challenge',
    protocol: 'imap',
    replies: {
      greeting: bearerOnly,
      'AUTHENTICATE OAUTHBEARER ': `+ ${refused}`,
      '*': 'p1 NO [AUTHENTICATIONFAILED] Invalid',
    },
    step: 'authenticate',
    evidence: `p1 NO [AUTHENTICATIONFAILED] Invalid\n${saidRefused}`,
    answered: 'AQ==',
  },
  {
    what: 'a challenge that is not base64',
    protocol: 'imap',
    replies: { 'AUTHENTICATE XOAUTH2 ': '+ {not base64}', '*': 'p1 NO failed' },
    step: 'authenticate',
    evidence: 'p1 NO failed\n{not base64}',
    answered: '',
  },
  {
    what: 'challenge after challenge',
    protocol: 'imap',
    replies: { 'AUTHENTICATE XOAUTH2 ': `+ ${refused}`, '*': `+ ${refused}` },
    step: 'authenticate',
    evidence: `POSTKEY_UNEXPECTED_REPLY + ${refused}`,
  },
  {
    what: 'BYE during the login',
    protocol: 'imap',
    replies: { 'AUTHENTICATE XOAUTH2 ': '* BYE Too many connections' },
    step: 'authenticate',
    evidence: '* BYE Too many connections',
  },
  {
    what: 'BYE after the login',
    protocol: 'imap',
    replies: { 'EXAMINE INBOX': '* BYE Session invalidated - AccessTokenExpired' },
    step: 'mailbox',
    evidence: '* BYE Session invalidated - AccessTokenExpired',
  },
  {
    what: 'a login that Exchange takes back',
    protocol: 'imap',
    replies: { 'EXAMINE INBOX': '$tag BAD User is authenticated but not connected.' },
    step: 'mailbox',
    evidence: 'p2 BAD User is authenticated but not connected.',
  },
  {
    what: 'a wrong tag',
    protocol: 'imap',
    replies: { 'EXAMINE INBOX': 'x9 OK done' },
    step: 'mailbox',
    evidence: 'POSTKEY_UNEXPECTED_REPLY x9 OK done',
  },
  {
    what: 'POP3 greeting -ERR',
    protocol: 'pop3',
    replies: { greeting: '-ERR maintenance' },
    step: 'greeting',
    evidence: '-ERR maintenance',
  },
  {
    what: 'POP3 without CAPA',
    protocol: 'pop3',
    replies: { CAPA: '-ERR what' },
    step: 'authenticate',
    evidence: 'POSTKEY_NO_OAUTH_MECHANISM',
  },
  {
    what: 'a bad token at POP3, by a challenge',
    protocol: 'pop3',
    replies: {
      '*': (peer, line) => peer.say(line === '' ? '-ERR [AUTH] no' : `+ ${refused}`),
    },
    step: 'authenticate',
    evidence: `-ERR [AUTH] no\n${saidRefused}`,
    answered: '',
  },
  {
    what: 'POP3 that cannot count',
    protocol: 'pop3',
    replies: { STAT: '-ERR locked' },
    step: 'count',
    evidence: '-ERR locked',
  },
];

describe('a refusal', () => {
  it.each(refusals)('$what is the failure of $step, in the server’s words', async (row) => {
    await using server = await startScripted({ ...honest[row.protocol], ...row.replies });
    const { failed, outcome, said, events } = await probe({
      protocol: row.protocol,
      port: server.port,
      security: 'none',
    });
    expect(failed).toEqual({
      step: row.step,
      evidence: row.evidence,
      where: row.protocol,
      code: 'MAIL_FAILED',
    });
    expect(outcome.steps.at(-1)?.ok).toBe(false);
    expect(events.at(-1)).toMatchObject({ event: 'done', report: { ok: false } });
    expect(said).not.toContain(TOKEN);
    if (row.answered !== undefined) expect(server.heard).toContain(row.answered);
  });

  it('carries what fills the steps of a fix', async () => {
    await using server = await startScripted({ ...honest.smtp, greeting: '421 later' });
    const { outcome } = await probe({ protocol: 'smtp', port: server.port, security: 'none' });
    expect(outcome.steps.at(-1)?.failure?.facts).toMatchObject({
      provider: 'custom',
      context: { host: 'localhost', port: String(server.port), mailbox: 'info@example.com' },
    });
  });

  it('adds a decoded challenge to the transcript', async () => {
    await using server = await startScripted({
      ...honest.imap,
      'AUTHENTICATE XOAUTH2 ': `+ ${refused}`,
      '*': 'p1 NO x',
    });
    const { outcome } = await probe({ protocol: 'imap', port: server.port, security: 'none' });
    expect(outcome.transcript).toContainEqual(expect.objectContaining({ from: 'note', text: saidRefused }));
  });
});

describe('a connection that does not come about', () => {
  it('reports every address that refused', async () => {
    const server = await startScripted({});
    await server.close();
    const { failed } = await probe({ protocol: 'imap', port: server.port, security: 'tls' });
    expect(failed).toMatchObject({ step: 'connect', where: 'network', code: 'NETWORK_FAILED' });
    expect(failed.evidence).toContain(`connect ECONNREFUSED 127.0.0.1:${server.port}`);
  });

  it('reports a name that does not resolve', async () => {
    const { failed } = await probe({
      protocol: 'imap',
      port: 993,
      security: 'tls',
      host: 'nowhere.invalid',
    });
    expect(failed).toMatchObject({ step: 'resolve', where: 'dns', code: 'NETWORK_FAILED' });
    expect(failed.evidence).toMatch(/getaddrinfo (ENOTFOUND|EAI_AGAIN) nowhere\.invalid/);
  });

  it('trusts an authority only for the account that has it', async () => {
    await using server = await startScripted(honest.imap, certificates.good);
    const target = { protocol: 'imap', port: server.port, security: 'tls' } as const;
    const trusted = await probe({ ...target, ca: certificates.ca });
    const other = await probe(target);
    expect(trusted.outcome.ok).toBe(true);
    expect(other.failed.evidence).toContain('UNABLE_TO_VERIFY_LEAF_SIGNATURE');
  });

  it('names TLS where the port speaks plaintext', async () => {
    await using server = await startScripted(honest.smtp);
    const { failed } = await probe({ protocol: 'smtp', port: server.port, security: 'tls' });
    expect(failed).toMatchObject({ step: 'tls', where: 'tls' });
    expect(failed.evidence).toMatch(/wrong version number|packet length too long/i);
  });
});

describe('a token in the clear', () => {
  it('is not sent to another machine, which is not even looked up', async () => {
    const { failed, outcome } = await probe({
      protocol: 'smtp',
      port: 25,
      security: 'none',
      host: 'mail.example.com',
    });
    expect(failed).toMatchObject({
      step: 'resolve',
      evidence: 'POSTKEY_PLAINTEXT_REFUSED mail.example.com:25',
    });
    expect(outcome.transcript).toEqual([]);
  });
});
