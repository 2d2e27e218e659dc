import type { Socket } from 'node:net';
import type { MailServer } from '../../preload/contract/index.ts';
import type { ProxyServer } from '../proxy/proxy-server.ts';
import { openTunnel as askProxy } from '../proxy/tunnel.ts';
import type { Deadline } from './deadline.ts';
import { errorText, type Fail } from './failures.ts';

export type { ProxyServer as MailProxy } from '../proxy/proxy-server.ts';

/**
 * Asks a proxy that is connected to for the way to a mail server, within the deadline of the whole connection.
 *
 * @throws Failure `NETWORK_FAILED` with what the proxy said
 */
export async function openTunnel(
  socket: Socket,
  proxy: ProxyServer,
  server: MailServer,
  deadline: Deadline,
  fail: Fail,
): Promise<void> {
  try {
    await deadline.race(askProxy(socket, proxy, server));
  } catch (error) {
    socket.destroy();
    deadline.signal.throwIfAborted();
    throw fail('network', errorText(error));
  }
}
