import { describe, expect, it } from 'vitest';
import { check } from '../../../main/mail/check.ts';
import type { CheckPlan, CheckProgress } from '../../../main/mail/progress.ts';
import { type MailServersUnderTest, startMailServers } from './mail-servers.ts';
import { TOKEN } from './probe.ts';

function planOf({ mailbox }: MailServersUnderTest, over: Partial<CheckPlan> = {}): CheckPlan {
  return {
    mailbox,
    protocols: ['smtp', 'imap'],
    recipient: mailbox.address,
    roundTrip: true,
    timeoutMs: 5_000,
    ...over,
  };
}

async function run(plan: CheckPlan): Promise<CheckProgress[]> {
  const events: CheckProgress[] = [];
  for await (const event of check(plan)) events.push(event);
  return events;
}

describe('a round trip', () => {
  it('sends a message to oneself and finds it with its size and delay', async () => {
    await using servers = await startMailServers();
    const events = await run(planOf(servers));
    const done = events.at(-1);
    if (done?.event !== 'done') throw new Error('not done');
    expect(done.report).toMatchObject({ ok: true, roundTrip: { ok: true } });
    expect(done.report.roundTrip?.bytes).toBe(Buffer.byteLength(servers.taken[0] ?? ''));
    expect(done.report.roundTrip?.ms).toBeGreaterThan(0);
    expect(events.map(({ event }) => event)).toContain('round-trip-started');
    expect(JSON.stringify(events)).not.toContain(TOKEN);
  });

  it('reports what the receiver says of the message', async () => {
    await using servers = await startMailServers();
    const done = (await run(planOf(servers))).at(-1);
    const results = done?.event === 'done' ? done.report.roundTrip?.authenticationResults : undefined;
    const stamped = [...(servers.taken[0] ?? '').matchAll(/^Authentication-Results:/gim)];
    expect(results).toHaveLength(stamped.length);
    for (const result of results ?? []) expect(result).not.toMatch(/\r|\n|^Authentication-Results/i);
  });

  it('says so when the message was taken and did not arrive in time', async () => {
    await using servers = await startMailServers('never');
    const done = (await run(planOf(servers, { timeoutMs: 1_500 }))).at(-1);
    if (done?.event !== 'done') throw new Error('not done');
    expect(done.report.ok).toBe(false);
    expect(done.report.roundTrip?.failure?.facts.evidence).toBe('POSTKEY_ROUND_TRIP_NOT_ARRIVED 1500 ms');
    expect(servers.taken).toHaveLength(1);
  });

  it('is not tried where the check of a protocol it needs has failed', async () => {
    await using servers = await startMailServers();
    const mailbox = { ...servers.mailbox, accessToken: 'another-token-that-nobody-knows' };
    const events = await run(planOf(servers, { mailbox }));
    expect(events.map(({ event }) => event)).not.toContain('round-trip-started');
    expect(servers.taken).toEqual([]);
  });

  it('is cancelled while it waits', async () => {
    await using servers = await startMailServers('never');
    const cancel = new AbortController();
    const watch = async () => {
      for await (const { event } of check(planOf(servers, { signal: cancel.signal }))) {
        if (event === 'round-trip-started') setTimeout(() => cancel.abort(), 200);
      }
    };
    await expect(watch()).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});
