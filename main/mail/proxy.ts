import { isIP, type Socket } from 'node:net';
import type { MailServer } from '../../preload/contract/index.ts';
import type { Deadline } from './deadline.ts';
import { errorText, type Fail } from './failures.ts';
import { printable } from './printable.ts';

/** An HTTP (CONNECT) or SOCKS5 proxy; it looks the mail server's name up. */
export interface MailProxy {
  readonly kind: 'http' | 'socks5';
  readonly host: string;
  readonly port: number;
  readonly login?: { readonly user: string; readonly password: string };
}

const MAX_HTTP_HEAD = 16_384;
const DEFAULT_PORTS = { http: 80, socks5: 1080 } as const;

/** @param address as the account has it, without user and password */
export function proxyAt(address: string, login: MailProxy['login']): MailProxy {
  const { protocol, hostname, port } = new URL(address);
  const kind = protocol === 'http:' ? 'http' : 'socks5';
  return {
    kind,
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || DEFAULT_PORTS[kind],
    ...(login && { login }),
  };
}

/** The proxy as one address with all it takes, for libraries that dial themselves. */
export function proxyUrl({ kind, host, port, login }: MailProxy): string {
  const who = login ? `${encodeURIComponent(login.user)}:${encodeURIComponent(login.password)}@` : '';
  return `${kind}://${who}${bracketed(host)}:${port}`;
}

/** What of a proxy must not be repeated. */
export function proxySecrets(proxy: MailProxy | undefined): readonly string[] {
  return proxy?.login ? [proxy.login.password, basicCredentials(proxy.login)] : [];
}

/**
 * Asks a proxy that is connected to for the way to a server. What the server says by itself stays in the socket.
 *
 * @throws Failure `NETWORK_FAILED` with what the proxy said
 */
export async function openTunnel(
  socket: Socket,
  proxy: MailProxy,
  server: MailServer,
  deadline: Deadline,
  fail: Fail,
): Promise<void> {
  const reader = new ByteReader(socket);
  const ask = proxy.kind === 'http' ? askHttp : askSocks;
  try {
    await deadline.race(ask(socket, reader, proxy, server));
  } catch (error) {
    socket.destroy();
    deadline.signal.throwIfAborted();
    throw fail(
      'network',
      error instanceof Refused ? error.message : `POSTKEY_PROXY_BROKEN ${errorText(error)}`,
    );
  } finally {
    reader.release();
  }
}

class Refused extends Error {
  override readonly name = 'Refused';
}

/** RFC 9110 §9.3.6. */
async function askHttp(
  socket: Socket,
  reader: ByteReader,
  proxy: MailProxy,
  server: MailServer,
): Promise<void> {
  const target = `${bracketed(server.host)}:${server.port}`;
  const login = proxy.login ? `Proxy-Authorization: Basic ${basicCredentials(proxy.login)}\r\n` : '';
  socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n${login}\r\n`);
  const head = await reader.until('\r\n\r\n', MAX_HTTP_HEAD);
  const statusLine = printable(head).split('\\u{d}')[0]?.slice(0, 200) ?? '';
  const status = /^HTTP\/1\.[01] (\d{3})\b/.exec(statusLine)?.[1];
  if (status === undefined) throw new Refused(`POSTKEY_PROXY_BROKEN ${statusLine}`);
  if (status === '407') throw new Refused(`POSTKEY_PROXY_LOGIN ${statusLine}`);
  if (!status.startsWith('2')) throw new Refused(`POSTKEY_PROXY_REFUSED ${statusLine}`);
}

/** RFC 1928 §6, in its words. */
const SOCKS_REPLIES = [
  '',
  'general SOCKS server failure',
  'connection not allowed by ruleset',
  'network unreachable',
  'host unreachable',
  'connection refused',
  'TTL expired',
  'command not supported',
  'address type not supported',
] as const;
const NO_LOGIN = 0;
const USER_AND_PASSWORD = 2;

/** RFC 1928, RFC 1929. */
async function askSocks(
  socket: Socket,
  reader: ByteReader,
  proxy: MailProxy,
  server: MailServer,
): Promise<void> {
  const { login } = proxy;
  socket.write(Buffer.from(login ? [5, 2, NO_LOGIN, USER_AND_PASSWORD] : [5, 1, NO_LOGIN]));
  const [version, method] = await reader.take(2);
  if (version !== 5) throw new Refused('POSTKEY_PROXY_BROKEN not SOCKS5');
  if (method === USER_AND_PASSWORD && login) {
    socket.write(Buffer.concat([Buffer.from([1]), counted(login.user), counted(login.password)]));
    const [, status] = await reader.take(2);
    if (status !== 0) throw new Refused(`POSTKEY_PROXY_LOGIN SOCKS5 ${status}`);
  } else if (method !== NO_LOGIN) throw new Refused(`POSTKEY_PROXY_LOGIN SOCKS5 method ${method}`);

  socket.write(Buffer.concat([Buffer.from([5, 1, 0]), socksAddress(server.host), bigEndian(server.port)]));
  const [, reply = 1, , addressType] = await reader.take(4);
  if (reply !== 0)
    throw new Refused(`POSTKEY_PROXY_REFUSED SOCKS5 ${reply} ${SOCKS_REPLIES[reply] ?? ''}`.trim());
  // Where the proxy dials from tells nothing.
  const length = addressType === 1 ? 4 : addressType === 4 ? 16 : ((await reader.take(1))[0] ?? 0);
  await reader.take(length + 2);
}

/** Names go as names: the proxy looks them up, and sees more of the network. */
function socksAddress(host: string): Buffer {
  if (isIP(host) === 4) return Buffer.from([1, ...host.split('.').map(Number)]);
  return Buffer.concat([Buffer.from([3]), counted(host)]);
}

function counted(text: string): Buffer {
  const bytes = Buffer.from(text);
  if (bytes.length > 255) throw new Refused('POSTKEY_PROXY_BROKEN more than 255 bytes');
  return Buffer.concat([Buffer.from([bytes.length]), bytes]);
}

function bigEndian(port: number): Buffer {
  return Buffer.from([port >> 8, port & 0xff]);
}

function basicCredentials({ user, password }: NonNullable<MailProxy['login']>): string {
  return Buffer.from(`${user}:${password}`).toString('base64');
}

function bracketed(host: string): string {
  return isIP(host) === 6 ? `[${host}]` : host;
}

/** Takes from a socket exactly what is asked for; what is left goes back. */
class ByteReader {
  readonly #socket: Socket;
  #bytes = Buffer.alloc(0);
  #ended: Error | undefined;
  #wake: (() => void) | undefined;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket
      .on('data', this.#onData)
      .on('close', this.#onClose)
      .on('end', this.#onClose)
      .on('error', this.#onError);
  }

  take(count: number): Promise<Buffer> {
    return this.#when(() => (this.#bytes.length < count ? undefined : count));
  }

  until(end: string, most: number): Promise<Buffer> {
    return this.#when(() => {
      const at = this.#bytes.indexOf(end);
      if (at === -1 && this.#bytes.length > most) throw new Refused('POSTKEY_PROXY_BROKEN too long');
      return at === -1 ? undefined : at + end.length;
    });
  }

  release(): void {
    this.#socket.off('data', this.#onData).off('close', this.#onClose).off('end', this.#onClose);
    this.#socket.pause();
    if (this.#bytes.length > 0) this.#socket.unshift(this.#bytes);
  }

  async #when(length: () => number | undefined): Promise<Buffer> {
    for (;;) {
      const count = length();
      if (count !== undefined) {
        const taken = this.#bytes.subarray(0, count);
        this.#bytes = this.#bytes.subarray(count);
        return taken;
      }
      if (this.#ended) throw this.#ended;
      await new Promise<void>((wake) => {
        this.#wake = wake;
      });
    }
  }

  readonly #onData = (chunk: Buffer) => {
    this.#bytes = Buffer.concat([this.#bytes, chunk]);
    this.#wake?.();
  };

  readonly #onError = (error: Error) => {
    this.#ended ??= error;
    this.#wake?.();
  };

  readonly #onClose = () => {
    this.#ended ??= new Refused('POSTKEY_PROXY_BROKEN closed the connection');
    this.#wake?.();
  };
}
