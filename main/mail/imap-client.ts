import type { SecureContext } from 'node:tls';
import { ImapFlow } from 'imapflow';
import type { MailServer } from '../../preload/contract/index.ts';
import { Failure } from '../explain/failure.ts';
import { proxyUrl } from '../proxy/proxy-server.ts';
import { trusting, verifiedTls } from '../trust.ts';
import { dial, refusePlaintext } from './connect.ts';
import { type Deadline, Interrupted, startDeadline } from './deadline.ts';
import { cancelled, errorText, type Fail, failuresOf, missingServer } from './failures.ts';
import type { Mailbox } from './mailbox.ts';

/** What one response may make us remember, bytes. Parts of messages are asked for in pieces. */
const MAX_LITERAL = 8 * 1_048_576;
const MAX_RESPONSE = 16 * 1_048_576;

export interface ImapWork {
  readonly client: ImapFlow;
  readonly deadline: Deadline;
  readonly fail: Fail;
}

export interface ImapLimits {
  /** For all of it, from the connection to the last answer. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/**
 * Works in the mailbox over a connection of its own, which is closed afterwards.
 *
 * @throws Failure of the connection, the login or a command; `POSTKEY_TIMEOUT`; `CANCELLED`
 */
export async function withImap<T>(
  mailbox: Mailbox,
  { timeoutMs, signal }: ImapLimits,
  work: (work: ImapWork) => Promise<T>,
): Promise<T> {
  const server = mailbox.servers.imap;
  if (server === undefined) throw missingServer(mailbox, 'imap');
  const fail = failuresOf(mailbox, 'imap', server);
  refusePlaintext(server, mailbox.proxy, fail);
  const deadline = startDeadline(timeoutMs, signal);
  let client: ImapFlow | undefined;
  try {
    const opened = await imapClient(mailbox, server, trusting(mailbox.ca), deadline, fail);
    client = opened;
    return await deadline.race(opened.connect().then(() => work({ client: opened, deadline, fail })));
  } catch (error) {
    if (signal.aborted) throw cancelled('imap');
    if (error instanceof Interrupted) throw fail('network', `POSTKEY_TIMEOUT imap ${timeoutMs} ms`);
    throw imapFailure(error, fail);
  } finally {
    deadline.clear();
    client?.close();
  }
}

/**
 * A client that has not greeted yet.
 *
 * @throws Failure `NETWORK_FAILED` with what a proxy said
 */
export async function imapClient(
  mailbox: Mailbox,
  server: MailServer,
  trust: SecureContext,
  deadline: Deadline,
  fail: Fail,
): Promise<ImapFlow> {
  const { proxy } = mailbox;
  // Our own tunnel, which tells more and takes any password. For STARTTLS imapflow takes no socket but its own.
  const tunnel = proxy && server.security === 'tls' && (await dial(server, mailbox, deadline, fail));
  const client = new ImapFlow({
    host: server.host,
    port: server.port,
    secure: server.security === 'tls',
    ...(server.security !== 'tls' && { doSTARTTLS: server.security === 'starttls' }),
    ...(proxy && !tunnel && { proxy: proxyUrl(proxy) }),
    tls: { ...verifiedTls(server.host, trust), ...(tunnel && { socket: tunnel }) },
    auth: { user: mailbox.user, accessToken: mailbox.accessToken },
    disableAutoIdle: true,
    maxLineLength: MAX_LITERAL,
    maxLiteralSize: MAX_LITERAL,
    maxResponseSize: MAX_RESPONSE,
    logger: false,
  });
  // Errors also reject the command in progress; without a listener they would end the process.
  client.on('error', () => undefined);
  return client;
}

/** What imapflow says of an error, in the words of who made it: the server, the proxy, TLS or the network. */
export function imapFailure(error: unknown, fail: Fail): Failure {
  if (error instanceof Failure) return error;
  if (!(error instanceof Error)) throw error;
  const { code, responseText, responseStatus, serverResponseCode, oauthError, _err } = error as ImapError;
  if (responseText) {
    const marked = serverResponseCode ? `[${serverResponseCode}] ${responseText}` : responseText;
    const challenge = oauthError ? `\n${JSON.stringify(oauthError)}` : '';
    return fail('protocol', `${responseStatus ?? 'NO'} ${marked}${challenge}`);
  }
  const text = errorText(_err ?? error);
  if (_err !== undefined && /proxy/i.test(error.message)) return fail('network', proxyEvidence(text));
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return fail('dns', text);
  if (/certificate|CERT_|SSL|TLS/.test(text)) return fail('tls', text);
  if (/TooLarge$/.test(code ?? '')) return fail('protocol', 'POSTKEY_RESPONSE_TOO_LARGE');
  return fail(/^E[A-Z]+$|TIMEOUT|NoConnection/.test(code ?? '') ? 'network' : 'protocol', text);
}

/** Imapflow and its SOCKS client say in English what went wrong; where they say nothing, the network does. */
function proxyEvidence(text: string): string {
  if (/proxy: 407\b|authentication (?:failed|type)/i.test(text)) return `POSTKEY_PROXY_LOGIN ${text}`;
  if (/proxy: \d{3}\b|rejected/i.test(text)) return `POSTKEY_PROXY_REFUSED ${text}`;
  return /proxy|socks|socket closed/i.test(text) ? `POSTKEY_PROXY_BROKEN ${text}` : text;
}

interface ImapError extends Error {
  readonly code?: string;
  readonly responseText?: string;
  readonly responseStatus?: string;
  readonly serverResponseCode?: string;
  readonly oauthError?: unknown;
  readonly _err?: unknown;
}
