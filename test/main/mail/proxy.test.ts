import { beforeAll, describe, expect, it } from 'vitest';
import { createExplainer, type Explainer, explainFailure } from '../../../main/explain/explain.ts';
import { listFolders } from '../../../main/mail/inbox/inbox.ts';
import { watchFolder } from '../../../main/mail/inbox/live.ts';
import type { Mailbox } from '../../../main/mail/mailbox.ts';
import { roundTrip } from '../../../main/mail/round-trip.ts';
import { sendMessage } from '../../../main/mail/send.ts';
import type { ProxyServer } from '../../../main/proxy/proxy-server.ts';
import { trusting } from '../../../main/trust.ts';
import { failureOf } from '../failure-of.ts';
import { type Answer, httpProxy, proxyThat, socksProxy } from '../proxy/stand-in-proxy.ts';
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
const at = (kind: ProxyServer['kind'], port: number, who?: ProxyServer['login']): ProxyServer => ({
  kind,
  host: '127.0.0.1',
  port,
  ...(who && { login: who }),
});

async function probeThrough(proxy: ProxyServer, timeoutMs = 5_000) {
  await using server = await startScripted(honest.imap, certificates.good);
  const target = { protocol: 'imap', port: server.port, security: 'tls', ca: certificates.ca } as const;
  const { mailbox } = planFor(target);
  return await probe(target, { mailbox: { ...mailbox, proxy }, timeoutMs });
}

describe('a check through a proxy', () => {
  it.each([
    ['HTTP', 'http', httpProxy, undefined],
    ['HTTP with a login', 'http', httpProxy, login],
    ['SOCKS5', 'socks5', socksProxy, undefined],
    ['SOCKS5 with a login', 'socks5', socksProxy, login],
  ] as const)('works by %s, which looks the name up', async (_name, kind, proxyOf, who) => {
    const asked: string[] = [];
    const answer = proxyOf(who && `${who.user}:${who.password}`, asked);
    const { outcome } = await probeThrough(at(kind, await proxyThat(answer), who));
    expect(outcome.ok).toBe(true);
    expect(asked).toEqual(['localhost']);
    expect(outcome.steps[0]).toMatchObject({
      name: 'resolve',
      detail: 'resolved by the proxy 127.0.0.1 (127.0.0.1)',
    });
  });

  it.each<[string, ProxyServer['kind'], Answer, RegExp]>([
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
    const asked: string[] = [];
    const wanted = who && `${who.user}:${who.password}`;
    const proxyOf = kind === 'http' ? httpProxy : socksProxy;
    const proxy = at(kind, await proxyThat(proxyOf(wanted, asked)), who);
    const mailbox = { ...servers.mailbox, proxy };
    await sendMessage(mailbox, { to: mailbox.address, subject: 's', text: 't', attachments: [] }, never);
    await listFolders(mailbox, { timeoutMs: 5_000, signal: never });
    expect(asked).toHaveLength(2);
    expect(servers.taken).toHaveLength(1);
  });

  const refusals: readonly [string, ProxyServer['kind'], Answer, string][] = [
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
