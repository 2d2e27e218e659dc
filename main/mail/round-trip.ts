import { randomUUID } from 'node:crypto';
import type { SecureContext } from 'node:tls';
import { ImapFlow } from 'imapflow';
import type { MailServer } from '../../preload/contract/index.ts';
import { Failure } from '../explain/failure.ts';
import { verifiedTls } from '../trust.ts';
import { refusePlaintext } from './connect.ts';
import { type Deadline, Interrupted, startDeadline } from './deadline.ts';
import { cancelled, errorText, type Fail, failuresOf } from './failures.ts';
import type { Mailbox } from './mailbox.ts';
import type { CheckPlan, RoundTripOutcome } from './progress.ts';
import { sendMessage } from './send.ts';

/** Milliseconds between looks at INBOX where the server does not tell of new messages by itself: short at first. */
const FIRST_PAUSE = 200;
const LONGEST_PAUSE = 2_000;

interface Arrival {
  readonly bytes?: number;
  readonly authenticationResults: readonly string[];
}

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
  if (server === undefined) return failed(missingServer(), 0);
  const fail = failuresOf(mailbox, 'imap', server);
  const deadline = startDeadline(plan.timeoutMs, signal);
  const startedAt = performance.now();
  let acceptedAt: number | undefined;
  let inbox: ImapFlow | undefined;
  try {
    refusePlaintext(server, fail);
    inbox = imapClient(mailbox, server, trust());
    const firstUid = await deadline.race(openInbox(inbox));
    const mark = randomUUID();
    const message = { to: recipient, subject: `Postkey ${mark}`, text: mark, attachments: [] };
    await sendMessage(mailbox, message, deadline.signal, trust());
    acceptedAt = performance.now();
    const arrival = await waitFor(inbox, mark, firstUid, deadline);
    return {
      ok: true,
      ms: milliseconds(acceptedAt),
      ...(arrival.bytes !== undefined && { bytes: arrival.bytes }),
      authenticationResults: [...arrival.authenticationResults],
    };
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

function imapClient(mailbox: Mailbox, server: MailServer, trust: SecureContext): ImapFlow {
  const client = new ImapFlow({
    host: server.host,
    port: server.port,
    secure: server.security === 'tls',
    ...(server.security !== 'tls' && { doSTARTTLS: server.security === 'starttls' }),
    tls: verifiedTls(server.host, trust),
    auth: { user: mailbox.user, accessToken: mailbox.accessToken },
    disableAutoIdle: true,
    logger: false,
  });
  // Errors also reject the command in progress; without a listener they would end the process.
  client.on('error', () => undefined);
  return client;
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
  const query = { envelope: true, size: true, headers: ['authentication-results'] };
  for (const message of await client.fetchAll(`${firstUid}:*`, query, { uid: true })) {
    if (!message.envelope?.subject?.includes(mark)) continue;
    return {
      ...(message.size !== undefined && { bytes: message.size }),
      authenticationResults: headerValues(message.headers?.toString('utf8') ?? ''),
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

/** The values of folded header fields (RFC 5322 §2.2.3), one each. */
function headerValues(block: string): string[] {
  return block
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
    .filter((field) => /^authentication-results:/i.test(field))
    .map((field) => field.slice(field.indexOf(':') + 1).trim());
}

function failureOf(error: unknown, accepted: boolean, deadline: Deadline, fail: Fail): Failure {
  const phase = accepted ? 'POSTKEY_ROUND_TRIP_NOT_ARRIVED' : 'POSTKEY_TIMEOUT round-trip';
  if (error instanceof Interrupted || deadline.signal.aborted) {
    return fail('protocol', `${phase} ${deadline.milliseconds} ms`);
  }
  if (error instanceof Failure) return error;
  if (!(error instanceof Error)) throw error;
  const { responseText, responseStatus } = error as { responseText?: string; responseStatus?: string };
  return fail('protocol', responseText ? `${responseStatus ?? 'NO'} ${responseText}` : errorText(error));
}

function missingServer(): Failure {
  return new Failure('INVALID_INPUT', { where: 'imap', evidence: 'POSTKEY_NO_SERVER imap' });
}

function failed(failure: Failure, ms: number): RoundTripOutcome {
  return { ok: false, ms, authenticationResults: [], failure };
}

function milliseconds(since: number): number {
  return Math.round((performance.now() - since) * 100) / 100;
}
