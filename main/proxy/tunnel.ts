import { isIP, type Socket } from 'node:net';
import { ByteReader } from './byte-reader.ts';
import { basicCredentials, bracketed, type ProxyServer } from './proxy-server.ts';

/** A proxy did not let a connection through. */
export class ProxyFailed extends Error {
  override readonly name = 'ProxyFailed';
  /** What it said; whoever passes the error on may change its message. */
  readonly evidence: string;

  constructor(evidence: string) {
    super(evidence);
    this.evidence = evidence;
  }
}

/** Where to, as a person would type it. */
export interface Target {
  readonly host: string;
  readonly port: number;
}

const MAX_HTTP_HEAD = 16_384;

/**
 * Asks a proxy that is connected to for the way to a server. What the server says by itself stays in the socket.
 * Whoever grows tired of waiting destroys the socket.
 *
 * @throws ProxyFailed
 */
export async function openTunnel(socket: Socket, proxy: ProxyServer, target: Target): Promise<void> {
  const reader = new ByteReader(socket);
  const ask = proxy.kind === 'http' ? askHttp : askSocks;
  try {
    await ask(socket, reader, proxy, target);
  } catch (error) {
    if (error instanceof ProxyFailed) throw error;
    throw new ProxyFailed(`POSTKEY_PROXY_BROKEN ${error instanceof Error ? error.message : ''}`);
  } finally {
    reader.release();
  }
}

/** RFC 9110 §9.3.6. */
async function askHttp(
  socket: Socket,
  reader: ByteReader,
  proxy: ProxyServer,
  server: Target,
): Promise<void> {
  const target = `${bracketed(server.host)}:${server.port}`;
  const login = proxy.login ? `Proxy-Authorization: Basic ${basicCredentials(proxy.login)}\r\n` : '';
  socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n${login}\r\n`);
  const head = await reader.until('\r\n\r\n', MAX_HTTP_HEAD);
  const [statusLine = ''] = head
    .toString('latin1', 0, 200)
    .replace(/[^\x20-\x7e\r]/g, '?')
    .split('\r');
  const status = /^HTTP\/1\.[01] (\d{3})\b/.exec(statusLine)?.[1];
  if (status === undefined) throw new ProxyFailed(`POSTKEY_PROXY_BROKEN ${statusLine}`);
  if (status === '407') throw new ProxyFailed(`POSTKEY_PROXY_LOGIN ${statusLine}`);
  if (!status.startsWith('2')) throw new ProxyFailed(`POSTKEY_PROXY_REFUSED ${statusLine}`);
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
  proxy: ProxyServer,
  server: Target,
): Promise<void> {
  const { login } = proxy;
  socket.write(Buffer.from(login ? [5, 2, NO_LOGIN, USER_AND_PASSWORD] : [5, 1, NO_LOGIN]));
  const [version, method] = await reader.take(2);
  if (version !== 5) throw new ProxyFailed('POSTKEY_PROXY_BROKEN not SOCKS5');
  if (method === USER_AND_PASSWORD && login) {
    socket.write(Buffer.concat([Buffer.from([1]), counted(login.user), counted(login.password)]));
    const [, status] = await reader.take(2);
    if (status !== 0) throw new ProxyFailed(`POSTKEY_PROXY_LOGIN SOCKS5 ${status}`);
  } else if (method !== NO_LOGIN) throw new ProxyFailed(`POSTKEY_PROXY_LOGIN SOCKS5 method ${method}`);

  socket.write(Buffer.concat([Buffer.from([5, 1, 0]), socksAddress(server.host), bigEndian(server.port)]));
  const [, reply = 1, , addressType] = await reader.take(4);
  if (reply !== 0)
    throw new ProxyFailed(`POSTKEY_PROXY_REFUSED SOCKS5 ${reply} ${SOCKS_REPLIES[reply] ?? ''}`.trim());
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
  if (bytes.length > 255) throw new ProxyFailed('POSTKEY_PROXY_BROKEN more than 255 bytes');
  return Buffer.concat([Buffer.from([bytes.length]), bytes]);
}

function bigEndian(port: number): Buffer {
  return Buffer.from([port >> 8, port & 0xff]);
}
