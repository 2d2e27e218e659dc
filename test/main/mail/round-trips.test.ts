import { beforeAll, describe, expect, it } from 'vitest';
import type { MailProtocol, MailSecurity } from '../../../preload/contract/index.ts';
import { type Certificates, makeCertificates } from './certificates.ts';
import { probe } from './probe.ts';
import { behindStartTls, honest, type Replies, startScripted } from './scripted-server.ts';

let certificates: Certificates;
beforeAll(async () => {
  certificates = await makeCertificates();
});

type Turns = Readonly<Record<Exclude<MailSecurity, 'none'>, readonly string[]>>;

interface Row {
  readonly protocol: MailProtocol;
  readonly offered: string;
  /** What the server says of itself in TLS. */
  readonly replies: Replies;
  readonly token?: string;
  /** What the client says in one go, from the greeting to the farewell; `…` is the token. */
  readonly turns: Turns;
}

const ehlo = (...extensions: readonly string[]) =>
  ['250-scripted', ...extensions.map((line) => `250-${line}`), '250 AUTH XOAUTH2'].join('\r\n');
const capability = (...names: readonly string[]) => {
  const list = ['CAPABILITY IMAP4rev1', ...names, 'AUTH=XOAUTH2'].join(' ');
  return { greeting: `* OK [${list}] ready`, CAPABILITY: `* ${list}\r\n$tag OK done` };
};
const capa = (...lines: readonly string[]) => ['+OK', ...lines, 'SASL XOAUTH2', '.'].join('\r\n');

const envelope = ['MAIL FROM:<info@example.com>', 'RCPT TO:<to@example.com>', 'RSET', 'QUIT'];
const hello = 'EHLO [127.0.0.1]';
const upgraded = (upgrade: readonly string[], after: readonly string[]): Turns => ({
  tls: after,
  starttls: [...upgrade, ...after],
});

const rows: readonly Row[] = [
  {
    protocol: 'smtp',
    offered: 'PIPELINING',
    replies: { EHLO: ehlo('PIPELINING') },
    turns: upgraded([hello, 'STARTTLS'], [hello, 'AUTH XOAUTH2 …', envelope.join(' | ')]),
  },
  {
    protocol: 'smtp',
    offered: 'no PIPELINING',
    replies: { EHLO: ehlo() },
    turns: upgraded([hello, 'STARTTLS'], [hello, 'AUTH XOAUTH2 …', ...envelope]),
  },
  {
    protocol: 'smtp',
    offered: 'PIPELINING, to a token too long for its line',
    replies: { EHLO: ehlo('PIPELINING') },
    token: 'x'.repeat(1_800),
    turns: upgraded([hello, 'STARTTLS'], [hello, 'AUTH XOAUTH2', '…', envelope.join(' | ')]),
  },
  {
    protocol: 'imap',
    offered: 'SASL-IR',
    replies: capability('SASL-IR'),
    turns: {
      tls: ['AUTHENTICATE XOAUTH2 …', 'EXAMINE INBOX | LOGOUT'],
      starttls: ['CAPABILITY', 'STARTTLS', 'CAPABILITY', 'AUTHENTICATE XOAUTH2 …', 'EXAMINE INBOX | LOGOUT'],
    },
  },
  {
    protocol: 'imap',
    offered: 'no SASL-IR',
    replies: capability(),
    turns: {
      tls: ['AUTHENTICATE XOAUTH2', '…', 'EXAMINE INBOX | LOGOUT'],
      starttls: [
        'CAPABILITY',
        'STARTTLS',
        'CAPABILITY',
        'AUTHENTICATE XOAUTH2',
        '…',
        'EXAMINE INBOX | LOGOUT',
      ],
    },
  },
  {
    protocol: 'imap',
    offered: 'SASL-IR, and no list in the greeting',
    replies: { ...capability('SASL-IR'), greeting: '* OK ready' },
    turns: upgraded(
      ['CAPABILITY', 'STARTTLS'],
      ['CAPABILITY', 'AUTHENTICATE XOAUTH2 …', 'EXAMINE INBOX | LOGOUT'],
    ),
  },
  {
    protocol: 'pop3',
    offered: 'PIPELINING',
    replies: { CAPA: capa('PIPELINING') },
    turns: upgraded(['CAPA', 'STLS'], ['CAPA', 'AUTH XOAUTH2', '…', 'STAT | QUIT']),
  },
  {
    protocol: 'pop3',
    offered: 'no PIPELINING',
    replies: { CAPA: capa() },
    turns: upgraded(['CAPA', 'STLS'], ['CAPA', 'AUTH XOAUTH2', '…', 'STAT', 'QUIT']),
  },
];

const cases = rows.flatMap((row) => (['tls', 'starttls'] as const).map((security) => ({ ...row, security })));

describe('a check makes no more round trips than the protocol needs', () => {
  it.each(cases)('$protocol by $security with $offered', async (row) => {
    const { protocol, security, replies, token, turns } = row;
    const script =
      security === 'tls'
        ? { ...honest[protocol], ...replies }
        : behindStartTls(protocol, certificates.good, replies);
    await using server = await startScripted(script, security === 'tls' ? certificates.good : undefined);
    const target = { protocol, security, port: server.port, ca: certificates.ca, ...(token && { token }) };
    const { outcome } = await probe(target);
    expect(outcome.ok).toBe(true);
    expect(server.turns().map(spoken)).toEqual(turns[security]);
  });
});

/** Without tags and token. */
function spoken(lines: readonly string[]): string {
  return lines.map((line) => line.replace(/^p\d+ /, '').replace(/[A-Za-z0-9+/=]{40,}$/, '…')).join(' | ');
}
