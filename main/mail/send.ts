import { access, constants } from 'node:fs/promises';
import { basename } from 'node:path';
import type { SecureContext } from 'node:tls';
import { createTransport } from 'nodemailer';
import type { MailServer } from '../../preload/contract/index.ts';
import { Failure } from '../explain/failure.ts';
import { trusting, verifiedTls } from '../trust.ts';
import { refusePlaintext } from './connect.ts';
import { cancelled, errorText, type Fail, failuresOf } from './failures.ts';
import type { Mailbox } from './mailbox.ts';

export interface OutgoingMessage {
  readonly to: string;
  readonly subject: string;
  readonly text?: string;
  readonly html?: string;
  /** Files on this machine. */
  readonly attachments: readonly { readonly path: string }[];
}

export interface SentMessage {
  readonly messageId: string;
  /** What the server said when it took the message. */
  readonly response: string;
}

/**
 * Sends a message from the mailbox by XOAUTH2, over verified TLS.
 *
 * @throws Failure `MAIL_FAILED` or `NETWORK_FAILED` with the server's reply, `INVALID_INPUT` where an attachment
 * cannot be read, `CANCELLED`
 */
export async function sendMessage(
  mailbox: Mailbox,
  message: OutgoingMessage,
  signal: AbortSignal,
  trust: SecureContext = trusting(mailbox.ca),
): Promise<SentMessage> {
  const server = mailbox.servers.smtp;
  if (server === undefined) {
    throw new Failure('INVALID_INPUT', { where: 'smtp', evidence: 'POSTKEY_NO_SERVER smtp' });
  }
  const fail = failuresOf(mailbox, 'smtp', server);
  refusePlaintext(server, fail);
  await Promise.all(message.attachments.map(({ path }) => requireReadable(path)));

  const transport = createTransport({
    ...transportSecurity(server),
    host: server.host,
    port: server.port,
    tls: verifiedTls(server.host, trust),
    auth: { type: 'OAuth2', user: mailbox.user, accessToken: mailbox.accessToken },
    disableUrlAccess: true,
  });
  try {
    const { messageId, response } = await transport.sendMail({
      from: mailbox.address,
      to: message.to,
      subject: message.subject,
      ...(message.text !== undefined && { text: message.text }),
      ...(message.html !== undefined && { html: message.html }),
      attachments: message.attachments.map(({ path }) => ({ path, filename: basename(path) })),
      signal,
    });
    return { messageId, response };
  } catch (error) {
    if (signal.aborted) throw cancelled('smtp');
    throw explained(error, fail);
  } finally {
    transport.close();
  }
}

function transportSecurity({ security }: MailServer) {
  return {
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
  };
}

async function requireReadable(file: string): Promise<void> {
  try {
    await access(file, constants.R_OK);
  } catch (error) {
    throw new Failure('INVALID_INPUT', { where: 'file', evidence: errorText(error), context: { file } });
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
