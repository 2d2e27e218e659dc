import { access, constants } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { basename } from 'node:path';
import type { SecureContext } from 'node:tls';
import { createTransport } from 'nodemailer';
import type { MailServer } from '../../preload/contract/index.ts';
import { Failure } from '../explain/failure.ts';
import { trusting, verifiedTls } from '../trust.ts';
import { dial } from './connect.ts';
import { Interrupted, startDeadline } from './deadline.ts';
import { cancelled, errorText, type Fail, failuresOf, missingServer } from './failures.ts';
import type { Mailbox } from './mailbox.ts';
import { smtpLogin } from './smtp-login.ts';

/** Milliseconds to connect, and for each answer of the server after that. */
const CONNECT_PATIENCE = 30_000;
const ANSWER_PATIENCE = 60_000;

export interface OutgoingMessage {
  readonly to: string | readonly string[];
  readonly cc?: readonly string[];
  readonly replyTo?: string;
  readonly subject: string;
  readonly text?: string;
  readonly html?: string;
  readonly attachments: readonly OutgoingAttachment[];
}

/** A file on this machine, or what is in one. */
export type OutgoingAttachment =
  | { readonly path: string }
  | { readonly fileName: string; readonly content: Buffer };

export interface SentMessage {
  readonly messageId: string;
  /** What the server said when it took the message. */
  readonly response: string;
  /** Of the message as it went. */
  readonly bytes: number;
  /** The largest that the server takes, bytes; null where it does not say (RFC 1870). */
  readonly serverLimit: number | null;
}

/**
 * Sends a message from the mailbox by OAUTHBEARER or XOAUTH2, over verified TLS. A message that is too large for the
 * server is found out before the login.
 *
 * @throws Failure `MAIL_FAILED` or `NETWORK_FAILED` with the server's reply; `INVALID_INPUT` where an attachment
 * cannot be read, or as `POSTKEY_MESSAGE_TOO_LARGE` with both sizes; `CANCELLED`
 */
export async function sendMessage(
  mailbox: Mailbox,
  message: OutgoingMessage,
  signal: AbortSignal,
  trust: SecureContext = trusting(mailbox.ca),
): Promise<SentMessage> {
  const server = mailbox.servers.smtp;
  if (server === undefined) throw missingServer(mailbox, 'smtp');
  const fail = failuresOf(mailbox, 'smtp', server);
  const { raw, envelope, messageId } = await compose(mailbox, message);
  const socket = await connectTo(server, mailbox, signal, fail);
  const login = smtpLogin(mailbox, server, raw.length, fail);
  const transport = createTransport({
    ...transportSecurity(server),
    host: server.host,
    port: server.port,
    tls: verifiedTls(server.host, trust),
    getSocket: (_options, use) => use(null, { connection: socket }),
    greetingTimeout: CONNECT_PATIENCE,
    socketTimeout: ANSWER_PATIENCE,
    ...login.transport,
  });
  try {
    const { response } = await transport.sendMail({ raw, envelope, signal });
    return { messageId, response, bytes: raw.length, serverLimit: login.serverLimit() };
  } catch (error) {
    if (signal.aborted) throw cancelled('smtp');
    throw login.refusal() ?? explained(error, fail);
  } finally {
    transport.close();
    socket.destroy();
  }
}

/** The whole message as it will go: only then its size is known. */
async function compose(mailbox: Mailbox, message: OutgoingMessage) {
  const { to, cc, replyTo, subject, text, html, attachments } = message;
  await Promise.all(attachments.map(requireReadable));
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const composed = await composer.sendMail({
    from: mailbox.address,
    to: [to].flat(),
    ...(cc && { cc: [...cc] }),
    ...(replyTo !== undefined && { replyTo }),
    subject,
    ...(text !== undefined && { text }),
    ...(html !== undefined && { html }),
    attachments: attachments.map((attachment) =>
      'path' in attachment
        ? { path: attachment.path, filename: basename(attachment.path) }
        : { content: attachment.content, filename: attachment.fileName },
    ),
    disableUrlAccess: true,
  });
  if (!Buffer.isBuffer(composed.message)) throw new Error('the composer did not buffer');
  return { raw: composed.message, envelope: composed.envelope, messageId: composed.messageId };
}

async function connectTo(
  server: MailServer,
  mailbox: Mailbox,
  signal: AbortSignal,
  fail: Fail,
): Promise<Socket> {
  const deadline = startDeadline(CONNECT_PATIENCE, signal);
  try {
    return await dial(server, mailbox, deadline, fail);
  } catch (error) {
    if (signal.aborted) throw cancelled('smtp');
    if (error instanceof Interrupted) throw fail('network', `POSTKEY_TIMEOUT connect ${CONNECT_PATIENCE} ms`);
    throw error;
  } finally {
    deadline.clear();
  }
}

function transportSecurity({ security }: MailServer) {
  return {
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
  };
}

async function requireReadable(attachment: OutgoingAttachment): Promise<void> {
  if (!('path' in attachment)) return;
  try {
    await access(attachment.path, constants.R_OK);
  } catch (error) {
    throw new Failure('INVALID_INPUT', {
      where: 'file',
      evidence: errorText(error),
      context: { file: attachment.path },
    });
  }
}

/** Nodemailer's errors carry the server's reply, or what the network or TLS said. */
function explained(error: unknown, fail: Fail): Failure {
  if (!(error instanceof Error)) throw error;
  const { code, response } = error as { code?: string; response?: string };
  if (response) return fail('protocol', response);
  const text = errorText(error);
  if (code === 'ETLS' || /certificate|SSL|TLS/.test(text)) return fail('tls', text);
  if (code === 'EDNS') return fail('dns', text);
  return fail(/^E(SOCKET|CONNECTION|TIMEDOUT)/.test(code ?? '') ? 'network' : 'protocol', text);
}
