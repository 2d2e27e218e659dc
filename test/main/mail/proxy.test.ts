import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createExplainer, type Explainer, explainFailure } from '../../../main/explain/explain.ts';
import { listFolders } from '../../../main/mail/inbox/inbox.ts';
import { watchFolder } from '../../../main/mail/inbox/live.ts';
import type { Mailbox } from '../../../main/mail/mailbox.ts';
import type { MailProxy } from '../../../main/mail/proxy.ts';
import { roundTrip } from '../../../main/mail/round-trip.ts';
import { sendMessage } from '../../../main/mail/send.ts';
import { trusting } from '../../../main/trust.ts';
import { failureOf } from '../failure-of.ts';
import { type Certificates, makeCertificates } from './certificates.ts';
import { startMailServers } from './mail-servers.ts';
import { planFor, probe } from './probe.ts';
import { honest, startScripted } from './scripted-server.ts';

let certificates: Certificates;
let explainer: Explainer;
beforeAll(async () => {
  explainer = await createExplainer('en');
  certificates = await makeCertificates();
});

const login = { user: 'ann', password: 'p:ss wörd' };
const never = new AbortController().signal;
const open: { server: Server; sockets: Set<Socket> }[] = [];
afterEach(() => {
  for (const { server, sockets } of open.splice(0)) {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
});

type Answer = (client: Socket, chunk: Buffer, turn: number) => void;

/** A proxy that does as it is told with each chunk. */
async function proxyThat(answer: Answer): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    let turn = 0;
    sockets.add(client.on('error', () => undefined));
    client.on('data', (chunk) => answer(client, chunk, turn++));
  });
  open.push({ server, sockets });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return (server.address() as { port: number }).port;
}

function join(client: Socket, port: number, greeting: Buffer | string): void {
  client.removeAllListeners('data');
  const onward = connect(port, '127.0.0.1', () => {
    client.write(greeting);
    client.pipe(onward).pipe(client);
  });
  onward.on('error', () => client.destroy());
}

const asked: string[] = [];
const httpProxy =
  (credentials?: string): Answer =>
  (client, chunk) => {
    const head = chunk.toString();
    const [, host = '', port = ''] = /^CONNECT ([^:]+):(\d+) HTTP\/1\.1\r\n/.exec(head) ?? [];
    asked.push(host);
    const given = /Proxy-Authorization: Basic (\S+)/i.exec(head)?.[1];
    if (credentials && given !== Buffer.from(credentials).toString('base64'))
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    else join(client, Number(port), 'HTTP/1.1 200 OK\r\nX: y\r\n\r\n');
  };

const socksProxy =
  (credentials?: string): Answer =>
  (client, chunk, turn) => {
    if (turn === 0) client.write(Buffer.from([5, credentials ? 2 : 0]));
    else if (credentials && turn === 1) {
      const user = chunk.subarray(2, 2 + (chunk[1] ?? 0));
      const password = chunk.subarray(3 + user.length);
      client.write(Buffer.from([1, `${user}:${password}` === credentials ? 0 : 1]));
    } else {
      const name = chunk[3] === 3 ? chunk.subarray(5, -2).toString() : 'an address';
      asked.push(name);
      join(client, chunk.readUInt16BE(chunk.length - 2), Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
    }
  };

const at = (kind: MailProxy['kind'], port: number, who?: MailProxy['login']): MailProxy => ({
  kind,
  host: '127.0.0.1',
  port,
  ...(who && { login: who }),
});

async function probeThrough(proxy: MailProxy, timeoutMs = 5_000) {
  await using server = await startScripted(honest.imap, certificates.good);
  const target = { protocol: 'imap', port: server.port, security: 'tls', ca: certificates.ca } as const;
  const { mailbox } = planFor(target);
  return await probe(target, { mailbox: { ...mailbox, proxy }, timeoutMs });
}

describe('a check through a proxy', () => {
  it.each([
    ['HTTP', 'http', httpProxy(), undefined],
    ['HTTP with a login', 'http', httpProxy(`${login.user}:${login.password}`), login],
    ['SOCKS5', 'socks5', socksProxy(), undefined],
    ['SOCKS5 with a login', 'socks5', socksProxy(`${login.user}:${login.password}`), login],
  ] as const)('works by %s, which looks the name up', async (_name, kind, answer, who) => {
    asked.length = 0;
    const { outcome } = await probeThrough(at(kind, await proxyThat(answer), who));
    expect(outcome.ok).toBe(true);
    expect(asked).toEqual(['localhost']);
    expect(outcome.steps[0]).toMatchObject({
      name: 'resolve',
      detail: 'resolved by the proxy 127.0.0.1 (127.0.0.1)',
    });
  });

  it.each<[string, MailProxy['kind'], Answer, RegExp]>([
    [
      'an HTTP proxy that refuses',
      'http',
      (client) => client.end('HTTP/1.1 403 Forbidden\r\n\r\n'),
      /^POSTKEY_PROXY_REFUSED HTTP\/1\.1 403 Forbidden$/,
    ],
    ['an HTTP proxy that wants a login', 'http', httpProxy('x:y'), /^POSTKEY_PROXY_LOGIN HTTP\/1\.1 407/],
    [
      'an HTTP proxy that is none',
      'http',
      (client) => client.write('220 hello\r\n\r\n'),
      /^POSTKEY_PROXY_BROKEN 220 hello/,
    ],
    [
      'an HTTP proxy without an end',
      'http',
      (client) => client.write(`HTTP/1.1 200 ${'x'.repeat(20_000)}`),
      /^POSTKEY_PROXY_BROKEN too long$/,
    ],
    [
      'a proxy that hangs up',
      'http',
      (client) => client.end(),
      /^POSTKEY_PROXY_BROKEN closed the connection$/,
    ],
    ['a proxy that says nothing', 'http', () => undefined, /^POSTKEY_TIMEOUT connect 300 ms$/],
    [
      'a SOCKS proxy that is none',
      'socks5',
      (client) => client.write('HTTP/1.1 400\r\n'),
      /^POSTKEY_PROXY_BROKEN not SOCKS5$/,
    ],
    [
      'a SOCKS proxy that accepts no login',
      'socks5',
      (client) => client.write(Buffer.from([5, 255])),
      /^POSTKEY_PROXY_LOGIN SOCKS5 method 255$/,
    ],
    ['a SOCKS proxy that wants another login', 'socks5', socksProxy('x:y'), /^POSTKEY_PROXY_LOGIN SOCKS5 1$/],
    [
      'a SOCKS proxy that cannot get there',
      'socks5',
      (client, _chunk, turn) =>
        client.write(Buffer.from(turn === 0 ? [5, 0] : [5, 4, 0, 1, 0, 0, 0, 0, 0, 0])),
      /^POSTKEY_PROXY_REFUSED SOCKS5 4 host unreachable$/,
    ],
  ])('fails at connect by %s', async (_name, kind, answer, evidence) => {
    const { failed, said } = await probeThrough(
      at(kind, await proxyThat(answer), kind === 'socks5' ? login : undefined),
      300,
    );
    expect(failed).toMatchObject({ step: 'connect', where: 'network', code: 'NETWORK_FAILED' });
    expect(failed.evidence).toMatch(evidence);
    expect(said).not.toContain(login.password);
  });

  it('never sends a token in the clear, not to the loopback of a proxy either', async () => {
    const target = { protocol: 'imap', port: 1, security: 'none' } as const;
    const proxy = at('http', await proxyThat(httpProxy()));
    const { failed } = await probe(target, { mailbox: { ...planFor(target).mailbox, proxy } });
    expect(failed.evidence).toMatch(/^POSTKEY_PLAINTEXT_REFUSED/);
  });
});

describe('the mail libraries', () => {
  it.each([
    ['http', undefined],
    ['http', login],
    ['socks5', undefined],
    ['socks5', login],
  ] as const)('go through the %s proxy too, with the login %j', async (kind, who) => {
    await using servers = await startMailServers();
    asked.length = 0;
    const wanted = who && `${who.user}:${who.password}`;
    const proxy = at(kind, await proxyThat(kind === 'http' ? httpProxy(wanted) : socksProxy(wanted)), who);
    const mailbox = { ...servers.mailbox, proxy };
    await sendMessage(mailbox, { to: mailbox.address, subject: 's', text: 't', attachments: [] }, never);
    await listFolders(mailbox, { timeoutMs: 5_000, signal: never });
    expect(asked).toHaveLength(2);
    expect(servers.taken).toHaveLength(1);
  });

  const refusals: readonly [string, MailProxy['kind'], Answer, string][] = [
    ['wants another login', 'http', httpProxy('x:y'), 'postkey-proxy-login'],
    ['wants another login', 'socks5', socksProxy('x:y'), 'postkey-proxy-login'],
    ['accepts no login', 'socks5', (client) => client.write(Buffer.from([5, 255])), 'postkey-proxy-login'],
    ['refuses', 'http', (client) => client.end('HTTP/1.1 403 Forbidden\r\n\r\n'), 'postkey-proxy-refused'],
    [
      'refuses',
      'socks5',
      (client, _chunk, turn) =>
        client.write(Buffer.from(turn === 0 ? [5, 0] : [5, 2, 0, 1, 0, 0, 0, 0, 0, 0])),
      'postkey-proxy-refused',
    ],
    ['hangs up', 'http', (client) => client.end(), 'postkey-proxy-broken'],
    ['hangs up', 'socks5', (client) => client.end(), 'postkey-proxy-broken'],
  ];
  /** Nobody is there: the proxy answers first. */
  const servers = (security: 'tls' | 'starttls') => ({
    smtp: { host: 'mail.example.com', port: 587, security },
    imap: { host: 'mail.example.com', port: 993, security },
  });
  const message = { to: 'to@example.com', subject: 's', text: 't', attachments: [] };
  const works: Readonly<Record<string, (mailbox: Mailbox) => Promise<unknown>>> = {
    reading: (mailbox) => listFolders(mailbox, { timeoutMs: 5_000, signal: never }),
    'the live view': (mailbox) => watchFolder(mailbox, 'INBOX', undefined).next(),
    sending: (mailbox) => sendMessage(mailbox, message, never),
    'the round trip': async (mailbox) => {
      const plan = { ...planFor({ protocol: 'imap', port: 993, security: 'tls' }), mailbox };
      const { failure } = await roundTrip(plan, never, () => trusting(undefined));
      throw failure;
    },
  };
  const cases = refusals.flatMap(([what, kind, answer, id]) =>
    Object.entries(works).flatMap(([name, work]) =>
      (['tls', 'starttls'] as const).map((security) => ({ what, kind, answer, id, name, work, security })),
    ),
  );

  it.each(cases)('$name by $security tells what a $kind proxy does that $what', async (row) => {
    const proxy = at(row.kind, await proxyThat(row.answer), login);
    const { mailbox } = planFor({ protocol: 'imap', port: 993, security: 'tls' });
    const failure = await failureOf(row.work({ ...mailbox, proxy, servers: servers(row.security) }));
    expect(failure).toMatchObject({ code: 'NETWORK_FAILED', facts: { where: 'network' } });
    expect(explainFailure(explainer, failure).id).toBe(row.id);
    expect(failure.facts.evidence).not.toContain(login.password);
  });
});
