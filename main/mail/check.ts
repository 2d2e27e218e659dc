import type { SecureContext } from 'node:tls';
import type { MailProtocol } from '../../preload/contract/index.ts';
import { trusting } from '../trust.ts';
import { checkProtocol } from './check-protocol.ts';
import { closingAborts, EventQueue } from './event-queue.ts';
import { missingServer } from './failures.ts';
import type { CheckOutcome, CheckPlan, CheckProgress, ProtocolOutcome } from './progress.ts';

/**
 * Proves a mailbox: each protocol step by step, side by side, then a message to oneself where the plan asks for it.
 * What a server does wrong is in the events. Closing the iterator cancels, even while an event is awaited.
 *
 * @throws Failure `CANCELLED` once `plan.signal` aborts, `INVALID_INPUT` where the plan names a protocol the mailbox
 * has no server for or the token cannot be sent
 */
export function check(plan: CheckPlan): AsyncGenerator<CheckProgress, void> {
  const closed = new AbortController();
  const signal = plan.signal ? AbortSignal.any([plan.signal, closed.signal]) : closed.signal;
  return closingAborts(run(plan, signal), closed);
}

async function* run(plan: CheckPlan, signal: AbortSignal): AsyncGenerator<CheckProgress, void> {
  const startedAt = performance.now();
  const elapsed = () => Math.round((performance.now() - startedAt) * 100) / 100;
  let shared: SecureContext | undefined;
  const trust = () => {
    shared ??= trusting(plan.mailbox.ca);
    return shared;
  };
  const stop = new AbortController();
  const events = new EventQueue<CheckProgress>();

  const work = async () => {
    const outcomes: Partial<Record<MailProtocol, ProtocolOutcome>> = {};
    await Promise.all(
      plan.protocols.map(async (protocol) => {
        const server = plan.mailbox.servers[protocol];
        if (server === undefined) throw missingServer(plan.mailbox, protocol);
        outcomes[protocol] = await checkProtocol({
          plan,
          protocol,
          server,
          trust,
          elapsed,
          signal: AbortSignal.any([signal, stop.signal]),
          report: events.push,
        });
      }),
    );
    const report = await finish(plan, outcomes, signal, trust, events.push);
    events.push({ event: 'done', report, at: new Date().toISOString() });
  };

  try {
    yield* events.until(work());
  } finally {
    stop.abort();
  }
}

async function finish(
  plan: CheckPlan,
  protocols: CheckOutcome['protocols'],
  signal: AbortSignal,
  trust: () => SecureContext,
  report: (event: CheckProgress) => void,
): Promise<CheckOutcome> {
  const ok = Object.values(protocols).every((outcome) => outcome.ok);
  // A message would only meet the same fault again.
  if (!plan.roundTrip || protocols.smtp?.ok === false || protocols.imap?.ok === false)
    return { ok, protocols };
  report({ event: 'round-trip-started' });
  // The mail libraries are loaded by those who need them only.
  const { roundTrip } = await import('./round-trip.ts');
  const result = await roundTrip(plan, signal, trust);
  report({ event: 'round-trip', result });
  return { ok: ok && result.ok, protocols, roundTrip: result };
}
