import {
  type Conversation,
  type Protocol,
  requireStartTls,
  startLogin,
  startTlsRefused,
  unexpected,
} from './conversation.ts';
import { smtpUser } from './mailbox.ts';

const MAX_COMMAND = 512;

/** RFC 4954 §4: an AUTH command with its initial response is a command line, at most 512 octets with CRLF. */
export function fitsCommandLine(line: string): boolean {
  return Buffer.byteLength(line) + 2 <= MAX_COMMAND;
}

interface Reply {
  readonly code: number;
  /** The text of each line, without code. */
  readonly lines: readonly string[];
  /** The whole reply as it came. */
  readonly raw: string;
}

/** SMTP submission (RFC 5321, RFC 6409): a sender and a recipient are offered and taken back. */
export const smtp: Protocol = {
  proofs: ['sender', 'recipient'],

  async converse(conversation) {
    const { dialogue, mailbox, recipient, step } = conversation;
    const extensions = await introduce(conversation);
    await step('authenticate', () => authenticate(conversation, extensions));

    const pipelining = extensions.includes('PIPELINING');
    const from = `MAIL FROM:<${mailbox.address}>`;
    const to = `RCPT TO:<${recipient}>`;
    await step('sender', async () => {
      // RFC 2920: QUIT may end a group of commands.
      if (pipelining) dialogue.send(from, to, 'RSET', 'QUIT');
      else dialogue.send(from);
      return firstLine(await expect(conversation, 250));
    });
    await step('recipient', async () => {
      if (!pipelining) dialogue.send(to);
      return firstLine(await expect(conversation, 250, 251, 252));
    });
    return async () => {
      if (!pipelining) dialogue.send('RSET');
      await readReply(conversation);
      if (!pipelining) dialogue.send('QUIT');
      await readReply(conversation);
    };
  },
};

/**
 * From the greeting to TLS.
 *
 * @returns the extensions that count, as EHLO lists them
 */
export async function introduce(conversation: Conversation): Promise<readonly string[]> {
  const { dialogue, server, step } = conversation;
  let extensions: readonly string[] = [];
  await step('greeting', async () => firstLine(await expect(conversation, 220)));
  await step('capabilities', async () => {
    extensions = await hello(conversation);
    return { detail: extensions.join(', '), capabilities: extensions };
  });
  if (server.security === 'starttls') {
    await step('starttls', async () => {
      requireStartTls(conversation, extensions, 'STARTTLS');
      dialogue.send('STARTTLS');
      const reply = await readReply(conversation);
      if (reply.code !== 220) throw startTlsRefused(conversation, reply.raw);
      const secured = await dialogue.secure();
      extensions = await hello(conversation);
      return { detail: secured, capabilities: extensions };
    });
  }
  return extensions;
}

/** @returns the extensions, as EHLO lists them */
async function hello(conversation: Conversation): Promise<readonly string[]> {
  // RFC 5321 §4.1.3: an address literal where there is no name; the real one is nobody's business.
  conversation.dialogue.send('EHLO [127.0.0.1]');
  const reply = await expect(conversation, 250);
  return reply.lines.slice(1).map((line) => line.trim().toUpperCase());
}

async function authenticate(conversation: Conversation, extensions: readonly string[]): Promise<string> {
  const login = startLogin(conversation, mechanisms(extensions), smtpUser(conversation.mailbox));
  const { dialogue, fail } = conversation;
  const command = `AUTH ${login.mechanism}`;
  const blob = { line: login.response, shown: login.shown };
  const atOnce = `${command} ${login.response}`;

  let reply: Reply | undefined;
  let sent = false;
  if (fitsCommandLine(atOnce)) {
    dialogue.send({ line: atOnce, shown: `${command} ${login.shown}` });
    reply = await readReply(conversation);
    sent = true;
  }
  // Some servers know the two-step form only, and say so or ignore the initial response.
  if (reply === undefined || reply.code === 500 || reply.code === 501) {
    dialogue.send(command);
    reply = await readReply(conversation);
    sent = false;
  }
  if (reply.code === 334 && (!sent || firstLine(reply) === '')) {
    dialogue.send(blob);
    reply = await readReply(conversation);
  }
  let challenge = '';
  if (reply.code === 334) {
    challenge = `\n${login.refuse(firstLine(reply))}`;
    reply = await readReply(conversation);
  }
  if (reply.code !== 235) throw fail('protocol', reply.raw + challenge);
  return `${login.mechanism} · ${firstLine(reply)}`;
}

function mechanisms(extensions: readonly string[]): readonly string[] {
  // `AUTH=` is how some servers repeat the list for clients of the last century.
  return extensions.filter((line) => /^AUTH[ =]/.test(line)).flatMap((line) => line.slice(5).split(/[ =]+/));
}

async function expect(conversation: Conversation, ...codes: readonly number[]): Promise<Reply> {
  const reply = await readReply(conversation);
  if (!codes.includes(reply.code)) throw conversation.fail('protocol', reply.raw);
  return reply;
}

/** RFC 5321 §4.2.1: every line but the last has a hyphen after the code. */
async function readReply(conversation: Conversation): Promise<Reply> {
  const raw: string[] = [];
  const lines: string[] = [];
  for (;;) {
    const line = await conversation.dialogue.readLine();
    const [, code, mark, text = ''] = /^(\d{3})(?:([ -])(.*))?$/s.exec(line) ?? [];
    raw.push(line);
    lines.push(text);
    if (code === undefined || !raw[0]?.startsWith(code)) throw unexpected(conversation, raw.join('\n'));
    if (mark !== '-') return { code: Number(code), lines, raw: raw.join('\n') };
  }
}

function firstLine(reply: Reply): string {
  return reply.lines[0]?.trim() ?? '';
}
