import { setTimeout as wait } from 'node:timers/promises';
import type { ImapFlow } from 'imapflow';
import type { LiveEvent } from '../../../preload/contract/index.ts';
import type { Failure } from '../../explain/failure.ts';
import { closingAborts, EventQueue } from '../event-queue.ts';
import { cancelled, failuresOf, missingServer } from '../failures.ts';
import { withImap } from '../imap-client.ts';
import type { Mailbox } from '../mailbox.ts';
import { summaries } from './inbox.ts';

/** Milliseconds between two questions to a server that does not tell by itself. */
const ASK_EVERY = 15_000;
/** Of many that come at once, the newest. */
const MAX_TOLD = 20;
/** Milliseconds until IDLE is renewed: servers end it after half an hour (RFC 2177). */
const LONGEST = 24 * 3_600_000;

/**
 * News of a folder as it happens, over one connection. Closing the iterator ends it, even while news is awaited.
 *
 * @throws Failure also where the server ends the connection
 */
export function watchFolder(
  mailbox: Mailbox,
  folder: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<LiveEvent, void> {
  const closed = new AbortController();
  const both = signal ? AbortSignal.any([signal, closed.signal]) : closed.signal;
  return closingAborts(watch(mailbox, folder, both), closed);
}

async function* watch(
  mailbox: Mailbox,
  folder: string,
  signal: AbortSignal,
): AsyncGenerator<LiveEvent, void> {
  const events = new EventQueue<LiveEvent>();
  const listening = withImap(mailbox, { timeoutMs: LONGEST, signal }, ({ client }) =>
    listen(client, folder, mailbox, signal, events.push),
  );
  yield* events.until(listening);
}

async function listen(
  client: ImapFlow,
  folder: string,
  mailbox: Mailbox,
  signal: AbortSignal,
  tell: (event: LiveEvent) => void,
): Promise<void> {
  const { exists, uidNext } = await client.mailboxOpen(folder, { readOnly: true });
  const idle = client.capabilities.has('IDLE');
  let messages = exists;
  let nextUid = uidNext;
  let news = new News(client);
  tell({ event: 'listening', messages, idle });
  while (!signal.aborted) {
    const waiting = news;
    if (idle) {
      // Ends when another command has to be sent.
      const idling = client.idle().catch(() => undefined);
      await waiting.told;
      news = new News(client);
      await client.noop();
      await idling;
    } else {
      // A cancel closes the client, which is news too.
      const enough = new AbortController();
      await Promise.race([waiting.told, wait(ASK_EVERY, null, { signal: enough.signal }).catch(() => null)]);
      enough.abort();
      news = new News(client);
      await client.noop();
    }
    waiting.dispose();
    if (!client.usable) throw ended(mailbox);
    const arrived = (await summaries(client, `${nextUid}:*`, true)).filter(({ uid }) => uid >= nextUid);
    const now = client.mailbox ? client.mailbox.exists : messages;
    for (const message of arrived.slice(0, MAX_TOLD).reverse())
      tell({ event: 'arrived', messages: now, message });
    if (arrived.length === 0 && (waiting.changed || now !== messages))
      tell({ event: 'changed', messages: now });
    nextUid = Math.max(nextUid, (arrived[0]?.uid ?? 0) + 1);
    messages = now;
  }
  throw cancelled('imap');
}

/** Resolves once the server tells of anything, or is gone. */
class News {
  readonly told: Promise<void>;
  changed = false;
  readonly #client: ImapFlow;
  #wake: () => void = () => undefined;

  constructor(client: ImapFlow) {
    this.#client = client;
    this.told = new Promise((wake) => {
      this.#wake = wake;
    });
    client.on('exists', this.#onNews).on('close', this.#onNews);
    client.on('expunge', this.#onChange).on('flags', this.#onChange);
  }

  dispose(): void {
    this.#client.off('exists', this.#onNews).off('close', this.#onNews);
    this.#client.off('expunge', this.#onChange).off('flags', this.#onChange);
  }

  readonly #onNews = () => this.#wake();
  readonly #onChange = () => {
    this.changed = true;
    this.#wake();
  };
}

function ended(mailbox: Mailbox): Failure {
  const server = mailbox.servers.imap;
  if (server === undefined) return missingServer(mailbox, 'imap');
  return failuresOf(mailbox, 'imap', server)('network', 'POSTKEY_CONNECTION_CLOSED');
}
