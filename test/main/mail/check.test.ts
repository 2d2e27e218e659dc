import { beforeAll, describe, expect, it } from 'vitest';
import { check } from '../../../main/mail/check.ts';
import { initialResponse } from '../../../main/mail/sasl.ts';
import type { MailProtocol, MailSecurity } from '../../../preload/contract/index.ts';
import { type Certificates, makeCertificates } from './certificates.ts';
import { type Probe, planFor, probe, TOKEN } from './probe.ts';
import { behindStartTls, honest, type Replies, startScripted } from './scripted-server.ts';

let certificates: Certificates;
beforeAll(async () => {
  certificates = await makeCertificates();
});

const proofs = { smtp: ['sender', 'recipient'], imap: ['mailbox'], pop3: ['count'] } as const;
const before = {
  tls: ['resolve', 'connect', 'tls', 'greeting', 'capabilities', 'authenticate'],
  starttls: ['resolve', 'connect', 'greeting', 'capabilities', 'starttls', 'authenticate'],
  none: ['resolve', 'connect', 'greeting', 'capabilities', 'authenticate'],
} as const;

const combinations = (['smtp', 'imap', 'pop3'] as const).flatMap((protocol) =>
  (['tls', 'starttls', 'none'] as const).map((security) => ({ protocol, security })),
);

/** Starts what `protocol` and `security` ask for, and checks it. */
async function probeHonest(protocol: MailProtocol, security: MailSecurity, over: Replies = {}) {
  const replies =
    security === 'starttls' ? behindStartTls(protocol, certificates.good) : { ...honest[protocol] };
  const identity = security === 'tls' ? certificates.good : undefined;
  const server = await startScripted({ ...replies, ...over }, identity);
  try {
    const result = await probe({ protocol, port: server.port, security, ca: certificates.ca });
    await server.emptied();
    return { ...result, heard: [...server.heard] };
  } finally {
    await server.close();
  }
}

const names = (result: Probe) => result.outcome.steps.map((step) => step.name);
const detail = (result: Probe, name: string) =>
  result.outcome.steps.find((step) => step.name === name)?.detail;

describe.each(combinations)('a check of $protocol with security $security', ({ protocol, security }) => {
  it('takes every step it announced, in order, and succeeds', async () => {
    const result = await probeHonest(protocol, security);
    const expected = [...before[security], ...proofs[protocol]];
    expect(result.failed.evidence).toBe('');
    expect(names(result)).toEqual(expected);
    expect(result.outcome.ok).toBe(true);
    expect(result.events[0]).toMatchObject({ event: 'started', protocol, plan: expected });
    expect(result.events.at(-1)).toMatchObject({ event: 'done', report: { ok: true } });
  });

  it('sends the token and gives away neither it nor its SASL form', async () => {
    const { said, heard } = await probeHonest(protocol, security);
    const blob = initialResponse('XOAUTH2', {
      user: 'info@example.com',
      accessToken: TOKEN,
      host: 'localhost',
      port: 1,
    });
    expect(heard.join('\n')).toContain(blob);
    expect(said).not.toContain(TOKEN);
    expect(said).not.toContain(blob);
    expect(said).toContain(`<token, ${blob.length} characters>`);
  });
});

describe('what a check reports', () => {
  it('names TLS version, cipher, certificate, issuer, chain and expiry', async () => {
    const reported = detail(await probeHonest('imap', 'tls'), 'tls');
    expect(reported).toMatch(
      /^TLSv1\.3 · TLS_\w+ · CN=localhost · DNS:localhost · issuer Scripted CA · chain 2 · \d{4}-\d\d-\d\d \(36\d d\)$/,
    );
  });

  it('reports the same of a connection upgraded by STARTTLS', async () => {
    expect(detail(await probeHonest('smtp', 'starttls'), 'starttls')).toContain('CN=localhost');
  });

  it('measures steps from the start of the check, one after the other', async () => {
    const { outcome } = await probeHonest('smtp', 'tls');
    for (const [index, step] of outcome.steps.entries()) {
      const previous = outcome.steps[index - 1];
      expect(step.startedMs).toBeGreaterThanOrEqual(previous ? previous.startedMs + previous.ms - 0.02 : 0);
    }
  });

  it('runs protocols side by side', async () => {
    await using smtp = await startScripted(honest.smtp);
    await using imap = await startScripted({ ...honest.imap, 'EXAMINE INBOX': (peer) => peer.goDeaf() });
    const plan = planFor({ protocol: 'smtp', port: smtp.port, security: 'none' });
    const servers = {
      ...plan.mailbox.servers,
      imap: { host: 'localhost', port: imap.port, security: 'none' },
    } as const;
    const finished: string[] = [];
    const sideBySide = {
      ...plan,
      mailbox: { ...plan.mailbox, servers },
      protocols: ['imap', 'smtp'] as const,
    };
    for await (const event of check(sideBySide)) {
      if (event.event !== 'finished') continue;
      finished.push(event.protocol);
      // IMAP is still waiting: SMTP did not wait for it.
      if (event.protocol === 'smtp') break;
    }
    expect(finished).toEqual(['smtp']);
  });
});

describe('how a check logs in', () => {
  it('prefers OAUTHBEARER, with host and port of the connection', async () => {
    const result = await probeHonest('imap', 'tls', {
      greeting: '* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=XOAUTH2 AUTH=OAUTHBEARER] ready',
    });
    const line = result.heard.find((heard) => heard.includes('AUTHENTICATE OAUTHBEARER ')) ?? '';
    const fields = Buffer.from(line.split(' ').at(-1) ?? '', 'base64').toString();
    const [gs2, host, port, auth] = fields.split('\u0001');
    expect([gs2, host]).toEqual(['n,a=info@example.com,', 'host=localhost']);
    expect(port).toMatch(/^port=\d+$/);
    expect(auth).toBe(`auth=Bearer ${TOKEN}`);
    expect(result.outcome.ok).toBe(true);
  });

  it('sends a token too long for an SMTP command line in a line of its own', async () => {
    await using server = await startScripted(honest.smtp);
    const { outcome } = await probe({
      protocol: 'smtp',
      port: server.port,
      security: 'none',
      token: 'x'.repeat(1_800),
    });
    expect(server.heard).toContain('AUTH XOAUTH2');
    expect(outcome.ok).toBe(true);
  });

  it.each(['500 5.5.2 no', '501 5.5.4 no'])(
    'falls back to two lines when SMTP answers %s',
    async (refusal) => {
      const { heard, outcome } = await probeHonest('smtp', 'none', { 'AUTH XOAUTH2 ': refusal });
      expect(heard.filter((line) => line.startsWith('AUTH'))).toHaveLength(2);
      expect(outcome.ok).toBe(true);
    },
  );

  it('waits for the continuation where IMAP has no SASL-IR', async () => {
    const { heard, outcome } = await probeHonest('imap', 'none', {
      greeting: '* OK [CAPABILITY IMAP4rev1 AUTH=XOAUTH2] ready',
      '*': 'p1 OK Logged in',
    });
    expect(heard[0]).toBe('p1 AUTHENTICATE XOAUTH2');
    expect(outcome.ok).toBe(true);
  });

  it('asks for capabilities where the IMAP greeting lists none', async () => {
    const { heard } = await probeHonest('imap', 'none', { greeting: '* OK ready' });
    expect(heard[0]).toBe('p1 CAPABILITY');
  });
});
