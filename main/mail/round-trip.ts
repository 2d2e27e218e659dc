import { randomUUID } from 'node:crypto';
import type { SecureContext } from 'node:tls';
import type { ImapFlow } from 'imapflow';
import type { Failure } from '../explain/failure.ts';
import { readVerdicts } from './authentication-results.ts';
import { refusePlaintext } from './connect.ts';
import { type Deadline, Interrupted, startDeadline } from './deadline.ts';
import { cancelled, type Fail, failuresOf, missingServer } from './failures.ts';
import { parseHeaders, valuesOf } from './headers.ts';
import { imapClient, imapFailure } from './imap-client.ts';
import type { CheckPlan, RoundTripOutcome } from './progress.ts';
import { readRoute } from './received.ts';
import { sendMessage } from './send.ts';

/** Milliseconds between looks at INBOX where the server does not tell of new messages by itself: short at first. */
const FIRST_PAUSE = 200;
const LONGEST_PAUSE = 2_000;

type Arrival = Pick<RoundTripOutcome, 'bytes' | 'authenticationResults' | 'verdicts' | 'route'>;

/**
 * Sends a message and waits until it is in INBOX. It stays there: a mailbox is not ours to tidy.
 *
 * @throws Failure `CANCELLED`
 */
export async function roundTrip(
  plan: CheckPlan,
  signal: AbortSignal,
  trust: () => SecureContext,
): Promise<RoundTripOutcome> {
  const { mailbox, recipient } = plan;
  const server = mailbox.servers.imap;
  if (server === undefined) return failed(missingServer(mailbox, 'imap'), 0);
  const fail = failuresOf(mailbox, 'imap', server);
  const deadline = startDeadline(plan.timeoutMs, signal);
  const startedAt = performance.now();
  let acceptedAt: number | undefined;
  let inbox: ImapFlow | undefined;
  try {
    refusePlaintext(server, mailbox.proxy, fail);
    inbox = await imapClient(mailbox, server, trust(), deadline, fail);
    const firstUid = await deadline.race(openInbox(inbox));
    const mark = randomUUID();
    const message = { to: recipient, subject: `Postkey ${mark}`, text: mark, attachments: [] };
    await sendMessage(mailbox, message, deadline.signal, trust());
    acceptedAt = performance.now();
    const arrival = await waitFor(inbox, mark, firstUid, deadline);
    return { ok: true, ms: milliseconds(acceptedAt), ...arrival };
  } catch (error) {
    if (signal.aborted) throw cancelled('imap');
    return failed(
      failureOf(error, acceptedAt !== undefined, deadline, fail),
      milliseconds(acceptedAt ?? startedAt),
    );
  } finally {
    deadline.clear();
    inbox?.close();
  }
}

/** @returns the lowest UID a new message can have */
async function openInbox(client: ImapFlow): Promise<number> {
  await client.connect();
  const { uidNext } = await client.mailboxOpen('INBOX', { readOnly: true });
  return uidNext;
}

/** New messages are read, not searched for: search indexes lag behind, and not every server keeps a Message-ID. */
async function waitFor(
  client: ImapFlow,
  mark: string,
  firstUid: number,
  deadline: Deadline,
): Promise<Arrival> {
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE)) {
    const arrival = await deadline.race(look(client, mark, firstUid));
    if (arrival !== undefined) return arrival;
    await news(client, pause, deadline);
  }
}

async function look(client: ImapFlow, mark: string, firstUid: number): Promise<Arrival | undefined> {
  await client.noop();
  const query = { envelope: true, size: true, headers: ['authentication-results', 'received'] };
  for (const message of await client.fetchAll(`${firstUid}:*`, query, { uid: true })) {
    if (!message.envelope?.subject?.includes(mark)) continue;
    const headers = parseHeaders(message.headers ?? Buffer.alloc(0));
    const authenticationResults = valuesOf(headers, 'authentication-results');
    return {
      ...(message.size !== undefined && { bytes: message.size }),
      authenticationResults,
      verdicts: readVerdicts(authenticationResults),
      route: readRoute(valuesOf(headers, 'received')),
    };
  }
  return undefined;
}

/** Waits until the server says that there is something new, or for `pause` milliseconds. */
async function news(client: ImapFlow, pause: number, deadline: Deadline): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let onExists: (() => void) | undefined;
  const told = new Promise<void>((wake) => {
    onExists = wake;
    timer = setTimeout(wake, pause);
    client.on('exists', wake);
  });
  const idle = client.capabilities.has('IDLE') ? client.idle().then(() => told) : told;
  try {
    await deadline.race(Promise.race([told, idle]));
  } finally {
    clearTimeout(timer);
    if (onExists) client.off('exists', onExists);
  }
}

function failureOf(error: unknown, accepted: boolean, deadline: Deadline, fail: Fail): Failure {
  const phase = accepted ? 'POSTKEY_ROUND_TRIP_NOT_ARRIVED' : 'POSTKEY_TIMEOUT round-trip';
  if (error instanceof Interrupted || deadline.signal.aborted) {
    return fail('protocol', `${phase} ${deadline.milliseconds} ms`);
  }
  return imapFailure(error, fail);
}

function failed(failure: Failure, ms: number): RoundTripOutcome {
  return { ok: false, ms, authenticationResults: [], verdicts: [], route: [], failure };
}

function milliseconds(since: number): number {
  return Math.round((performance.now() - since) * 100) / 100;
}
