import { trusting } from '../trust.ts';
import { resolve } from './connect.ts';
import type { Conversation } from './conversation.ts';
import { Interrupted, startDeadline } from './deadline.ts';
import { Dialogue } from './dialogue.ts';
import { cancelled, failuresOf, missingServer } from './failures.ts';
import type { ImapLimits } from './imap-client.ts';
import type { Mailbox } from './mailbox.ts';
import { introduce } from './smtp.ts';
import { startTranscript } from './transcript.ts';

/**
 * How large a message may be, bytes, as the server says after EHLO (RFC 1870); nobody logs in.
 *
 * @returns null where it does not say, or says that there is no limit
 * @throws Failure
 */
export async function askSizeLimit(
  mailbox: Mailbox,
  { timeoutMs, signal }: ImapLimits,
): Promise<number | null> {
  const server = mailbox.servers.smtp;
  if (server === undefined) throw missingServer(mailbox, 'smtp');
  const fail = failuresOf(mailbox, 'smtp', server);
  const deadline = startDeadline(timeoutMs, signal);
  const transcript = startTranscript(() => 0, []);
  const trust = () => trusting(mailbox.ca);
  const dialogue = new Dialogue({ server, proxy: mailbox.proxy, deadline, transcript, fail, trust });
  const step: Conversation['step'] = async (_name, run) => {
    await run();
  };
  try {
    const { addresses } = await resolve(server, mailbox.proxy, deadline, fail);
    await dialogue.connect(addresses);
    if (server.security === 'tls') await dialogue.secure();
    const { address: recipient } = mailbox;
    const extensions = await introduce({ server, mailbox, recipient, dialogue, transcript, fail, step });
    dialogue.send('QUIT');
    return sizeIn(extensions);
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    if (error.by === 'cancel') throw cancelled('smtp');
    throw fail('network', `POSTKEY_TIMEOUT size ${timeoutMs} ms`);
  } finally {
    deadline.clear();
    dialogue.end();
  }
}

function sizeIn(extensions: readonly string[]): number | null {
  const [, digits] = extensions.map((line) => /^SIZE (\d{1,15})$/.exec(line)).find((found) => found) ?? [];
  return Number(digits ?? 0) || null;
}
