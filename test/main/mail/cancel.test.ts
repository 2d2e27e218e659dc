import { createServer } from 'node:net';
import { beforeAll, describe, expect, it } from 'vitest';
import { check } from '../../../main/mail/check.ts';
import type { CheckPlan } from '../../../main/mail/progress.ts';
import type { StepName } from '../../../preload/contract/index.ts';
import { failureOf } from '../failure-of.ts';
import { type Certificates, makeCertificates } from './certificates.ts';
import { moments, startUntil } from './hostile/moments.ts';
import { planFor, probe } from './probe.ts';
import { honest, startScripted } from './scripted-server.ts';
import { within } from './within.ts';

let certificates: Certificates;
beforeAll(async () => {
  certificates = await makeCertificates();
});

/** Milliseconds for a check to end once it is cancelled. */
const AT_ONCE = 100;
/** Milliseconds for the other end to hear of it. */
const SOON = 1_000;

/** Runs a check to its end and tells when it comes to a step. */
async function run(plan: CheckPlan, step: StepName, come: () => void): Promise<void> {
  for await (const event of check(plan)) if (event.event === 'step-started' && event.name === step) come();
}

/** A promise and what fulfils it. */
function latch() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

describe.concurrent('a cancel', () => {
  it.each(moments)(
    'ends $protocol by $security waiting for $at ($phase) at once and leaves no socket',
    async (moment) => {
      const asked = latch();
      const waits = latch();
      const silent = startUntil(moment, (peer) => [peer.goDeaf(), asked.open()], certificates.good);
      await using server = await silent;
      const { protocol, security, token, step } = moment;
      const target = { protocol, security, token, port: server.port, ca: certificates.ca };
      const cancel = new AbortController();
      const ended = failureOf(run(planFor(target, { signal: cancel.signal }), step, waits.open));
      await Promise.all([asked.opened, waits.opened]);
      cancel.abort();
      expect(await within(AT_ONCE, ended)).toMatchObject({ code: 'CANCELLED' });
      await within(SOON, server.emptied());
    },
  );

  it.each(['http', 'socks5'] as const)('ends a wait for the %s proxy at once', async (kind) => {
    const asked = latch();
    const left = latch();
    const proxy = createServer((socket) => socket.once('data', asked.open).once('close', left.open));
    await new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening));
    const { port } = proxy.address() as { port: number };
    const cancel = new AbortController();
    const plan = planFor({ protocol: 'smtp', port: 587, security: 'tls' }, { signal: cancel.signal });
    const mailbox = { ...plan.mailbox, proxy: { kind, host: '127.0.0.1', port } };
    const ended = failureOf(run({ ...plan, mailbox }, 'connect', () => undefined));
    await asked.opened;
    cancel.abort();
    expect(await within(AT_ONCE, ended)).toMatchObject({ code: 'CANCELLED' });
    await within(SOON, left.opened);
    proxy.close();
  });

  it('before the start connects to nothing', async () => {
    await using server = await startScripted(honest.imap);
    const target = { protocol: 'imap', port: server.port, security: 'none' } as const;
    await expect(probe(target, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(server.heard).toEqual([]);
  });

  it('by closing the iterator works while an event is awaited', async () => {
    await using server = await startScripted({ ...honest.imap, 'EXAMINE INBOX': (peer) => peer.goDeaf() });
    const events = check(planFor({ protocol: 'imap', port: server.port, security: 'none' }));
    const drained = (async () => {
      for await (const event of { [Symbol.asyncIterator]: () => ({ next: () => events.next() }) }) void event;
    })();
    await server.hearing('p2 EXAMINE');
    await within(AT_ONCE, Promise.allSettled([events.return(), drained]));
    await within(SOON, server.emptied());
  });
});
