import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { beforeAll, describe, expect, it } from 'vitest';
import { check } from '../../../main/mail/check.ts';
import { type Certificates, makeCertificates } from './certificates.ts';
import { planFor, probe } from './probe.ts';
import { honest, type Peer, type Reply, startScripted } from './scripted-server.ts';

let certificates: Certificates;
beforeAll(async () => {
  certificates = await makeCertificates();
});

const DEADLINE = 300;
const CANCEL = 100;

async function endlessly(peer: Peer, bytes: Buffer): Promise<void> {
  let gone = false;
  peer.gone.then(() => {
    gone = true;
  });
  while (!gone) if (!peer.write(bytes)) await peer.drained();
}

/** Where a server can go wrong: the reply to be replaced, and the step that fails by it. */
const moments = {
  smtp: [
    ['greeting', 'greeting'],
    ['EHLO', 'capabilities'],
    ['AUTH XOAUTH2 ', 'authenticate'],
    ['MAIL FROM:', 'sender'],
    ['RCPT TO:', 'recipient'],
  ],
  imap: [
    ['greeting', 'greeting'],
    ['AUTHENTICATE XOAUTH2 ', 'authenticate'],
    ['EXAMINE INBOX', 'mailbox'],
  ],
  pop3: [
    ['greeting', 'greeting'],
    ['CAPA', 'capabilities'],
    ['AUTH XOAUTH2', 'authenticate'],
    ['*', 'authenticate'],
    ['STAT', 'count'],
  ],
} as const;

const misdeeds: Readonly<Record<string, { readonly reply: Reply; readonly evidence: RegExp }>> = {
  silence: { reply: (peer) => peer.goDeaf(), evidence: /^POSTKEY_TIMEOUT \w+ 300 ms$/ },
  'one byte at a time': {
    reply: (peer) => {
      peer.goDeaf();
      const timer = setInterval(() => peer.write('2'), 20);
      peer.gone.then(() => clearInterval(timer));
    },
    evidence: /^POSTKEY_TIMEOUT/,
  },
  'a line without an end': {
    reply: (peer) => endlessly(peer, Buffer.alloc(65_536, 'a')),
    evidence: /^POSTKEY_LINE_TOO_LONG$/,
  },
  'a reset': {
    reply: (peer) => {
      peer.goDeaf();
      // Later than the handshakes, or it is they that fail.
      setTimeout(() => peer.reset(), 100);
    },
    evidence: /ECONNRESET/,
  },
  'a hang-up': {
    reply: (peer) => {
      peer.goDeaf();
      setTimeout(() => peer.hangUp(), 100);
    },
    evidence: /^POSTKEY_CONNECTION_CLOSED$/,
  },
  '8-bit rubbish': {
    reply: (peer) =>
      peer.write(Buffer.from([0xff, 0xfe, 0x00, 0x1b, 0x5b, 0x32, 0x4a, 0xc3, 0x28, 0x0d, 0x0a])),
    evidence: /^POSTKEY_UNEXPECTED_REPLY [^\p{Cc}]*\\u\{1b\}/u,
  },
};

const rows = (['smtp', 'imap', 'pop3'] as const).flatMap((protocol) =>
  moments[protocol].flatMap(([moment, step]) =>
    Object.entries(misdeeds).flatMap(([misdeed, row]) =>
      (['none', 'tls'] as const).map((security) => ({ protocol, moment, step, misdeed, security, ...row })),
    ),
  ),
);

describe('a hostile server', () => {
  it.each(rows)('$protocol, security $security: $misdeed at $moment fails $step', async (row) => {
    const identity = row.security === 'tls' ? certificates.good : undefined;
    const script = { ...honest[row.protocol], [row.moment]: row.reply };
    await using server = await startScripted(script, identity);
    const startedAt = performance.now();
    const { failed } = await probe(
      { protocol: row.protocol, port: server.port, security: row.security, ca: certificates.ca },
      { timeoutMs: DEADLINE },
    );
    expect(failed.step).toBe(row.step);
    expect(failed.evidence).toMatch(row.evidence);
    expect(performance.now() - startedAt).toBeLessThan(DEADLINE + 200);
  });

  it.each([
    ['a banner of many lines', 'smtp', '220-welcome\r\n'],
    ['untagged responses', 'imap', '* OK still there\r\n'],
    ['a capability list', 'pop3', '+OK\r\nUIDL\r\n'],
    ['empty literals', 'imap', '* LIST {0}\r\n{0}\r\n{0}\r\n'],
  ] as const)('gives up on %s without end and keeps little of it', async (_what, protocol, line) => {
    const flood: Reply = (peer) => endlessly(peer, Buffer.from(line.repeat(4_096)));
    const moment = { smtp: 'greeting', imap: 'EXAMINE INBOX', pop3: 'CAPA' }[protocol];
    await using server = await startScripted({ ...honest[protocol], [moment]: flood });
    const { failed, outcome } = await probe({ protocol, port: server.port, security: 'none' });
    expect(failed.evidence).toMatch(/^POSTKEY_RESPONSE_TOO_LARGE$/);
    expect(JSON.stringify(outcome).length).toBeLessThan(300_000);
  });

  it('refuses a literal of absurd size before it comes', async () => {
    await using server = await startScripted({ ...honest.imap, 'EXAMINE INBOX': '* LIST {999999999999}' });
    const { failed } = await probe({ protocol: 'imap', port: server.port, security: 'none' });
    expect(failed).toMatchObject({ step: 'mailbox', evidence: 'POSTKEY_LINE_TOO_LONG' });
  });

  it('keeps no memory of a flood', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    await using server = await startScripted({
      ...honest.smtp,
      greeting: (peer) => endlessly(peer, Buffer.from('220-x\r\n'.repeat(8_192))),
    });
    collect();
    const before = process.memoryUsage().heapUsed;
    for (let round = 0; round < 8; round += 1) {
      await probe({ protocol: 'smtp', port: server.port, security: 'none' });
    }
    collect();
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(20 * 1_048_576);
  });

  it('silent in the TLS handshake is given up at the deadline', async () => {
    await using server = await startScripted({});
    const { failed } = await probe(
      { protocol: 'imap', port: server.port, security: 'tls' },
      { timeoutMs: DEADLINE },
    );
    expect(failed).toMatchObject({ step: 'tls', where: 'network', evidence: 'POSTKEY_TIMEOUT tls 300 ms' });
  });

  it('cannot stretch the deadline by answering some of the steps', async () => {
    const slowly =
      (reply: string): Reply =>
      (peer) =>
        setTimeout(() => peer.say(reply), 120);
    await using server = await startScripted({
      ...honest.pop3,
      CAPA: slowly(honest.pop3.CAPA),
      'AUTH XOAUTH2': slowly('+ '),
      '*': slowly('+OK'),
      STAT: slowly('+OK 0 0'),
    });
    const { failed, outcome } = await probe(
      { protocol: 'pop3', port: server.port, security: 'none' },
      { timeoutMs: DEADLINE },
    );
    const last = outcome.steps.at(-1);
    expect(failed.evidence).toMatch(/^POSTKEY_TIMEOUT/);
    expect((last?.startedMs ?? 0) + (last?.ms ?? 0)).toBeLessThan(DEADLINE + 100);
  });

  it('that never says goodbye does not spoil a proven mailbox', async () => {
    await using server = await startScripted({ ...honest.imap, ['LOGOUT']: (peer: Peer) => peer.reset() });
    const { outcome } = await probe({ protocol: 'imap', port: server.port, security: 'none' });
    expect(outcome.ok).toBe(true);
  });
});

describe('a cancel', () => {
  const silent = (['smtp', 'imap', 'pop3'] as const).flatMap((protocol) =>
    moments[protocol].map(([moment, step]) => ({ protocol, moment, step })),
  );

  it.each(silent)('ends $protocol waiting at $moment at once and leaves no socket', async (row) => {
    await using server = await startScripted({
      ...honest[row.protocol],
      [row.moment]: (peer) => peer.goDeaf(),
    });
    const cancel = new AbortController();
    const plan = planFor(
      { protocol: row.protocol, port: server.port, security: 'none' },
      { signal: cancel.signal },
    );
    let cancelledAt = 0;
    const watch = async () => {
      for await (const event of check(plan)) {
        if (event.event !== 'step-started' || event.name !== row.step) continue;
        setTimeout(() => {
          cancelledAt = performance.now();
          cancel.abort();
        }, 20);
      }
    };
    await expect(watch()).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(performance.now() - cancelledAt).toBeLessThan(CANCEL);
    await expect.poll(() => server.connections()).toBe(0);
  });

  it('in the TLS handshake ends it at once', async () => {
    await using server = await startScripted({});
    const cancel = AbortSignal.timeout(50);
    const startedAt = performance.now();
    const target = { protocol: 'smtp', port: server.port, security: 'tls', ca: certificates.ca } as const;
    await expect(probe(target, { signal: cancel })).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(performance.now() - startedAt).toBeLessThan(50 + CANCEL);
    await expect.poll(() => server.connections()).toBe(0);
  });

  it('before the start connects to nothing', async () => {
    await using server = await startScripted(honest.imap);
    const target = { protocol: 'imap', port: server.port, security: 'none' } as const;
    await expect(probe(target, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(server.heard).toEqual([]);
  });

  it('by closing the iterator works while an event is awaited', async () => {
    await using server = await startScripted({ ...honest.imap, 'EXAMINE INBOX': () => undefined });
    const events = check(planFor({ protocol: 'imap', port: server.port, security: 'none' }));
    const drained = (async () => {
      for await (const event of { [Symbol.asyncIterator]: () => ({ next: () => events.next() }) }) void event;
    })();
    await server.hearing('p2 EXAMINE');
    const closedAt = performance.now();
    await Promise.allSettled([events.return(), drained]);
    expect(performance.now() - closedAt).toBeLessThan(CANCEL);
    await expect.poll(() => server.connections()).toBe(0);
  });
});

describe('input that would break the dialogue', () => {
  it('is refused: a token with a line break', async () => {
    await using server = await startScripted(honest.imap);
    const target = {
      protocol: 'imap',
      port: server.port,
      security: 'none',
      token: 'abc\r\np9 LOGOUT',
    } as const;
    await expect(probe(target)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: 'POSTKEY_CONTROL_CHARACTER accessToken',
    });
    expect(server.heard).toEqual([]);
  });

  it('is refused: a recipient with a line break', async () => {
    await using server = await startScripted(honest.smtp);
    const { failed } = await probe(
      { protocol: 'smtp', port: server.port, security: 'none' },
      { recipient: 'a@example.com>\r\nDATA' },
    );
    expect(failed.evidence).toBe('POSTKEY_CONTROL_CHARACTER');
    expect(server.heard).not.toContain('DATA');
  });

  it('is refused: a protocol without a server', async () => {
    const target = { protocol: 'imap', port: 1, security: 'none' } as const;
    await expect(probe(target, { protocols: ['smtp'] })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: 'POSTKEY_NO_SERVER smtp',
    });
  });
});
