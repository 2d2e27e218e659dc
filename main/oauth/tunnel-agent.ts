import { once } from 'node:events';
import type { ClientRequestArgs } from 'node:http';
import { type AgentOptions, Agent as HttpsAgent } from 'node:https';
import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { ProxyServer } from '../proxy/proxy-server.ts';
import { openTunnel, ProxyFailed, type Target } from '../proxy/tunnel.ts';
import { errorCode } from '../vault/durable-file.ts';

/** Milliseconds for the way through the proxy. */
const patience = 20_000;

/** Keeps connections to https servers that go through a proxy. Its failures are `ProxyFailed`. */
export class TunnelAgent extends HttpsAgent {
  readonly #proxy: ProxyServer;

  constructor(proxy: ProxyServer, options: AgentOptions) {
    super(options);
    this.#proxy = proxy;
  }

  override createConnection(
    options: ClientRequestArgs,
    done: (error: Error | null, stream: Duplex) => void,
  ): undefined {
    const target = { host: String(options.host), port: Number(options.port) };
    dial(this.#proxy, target).then(
      (socket) => done(null, super.createConnection({ ...options, socket } as ClientRequestArgs) as Duplex),
      (error: Error) => done(error, undefined as unknown as Duplex),
    );
  }
}

async function dial(proxy: ProxyServer, target: Target): Promise<Socket> {
  const { host, port } = proxy;
  const socket = connect({ host, port, noDelay: true });
  socket.setTimeout(patience, () => socket.destroy(new Error('no answer')));
  try {
    await once(socket, 'connect').catch((error: unknown) => {
      throw new ProxyFailed(`POSTKEY_PROXY_UNREACHABLE ${errorCode(error) ?? 'no answer'} ${host}:${port}`);
    });
    await openTunnel(socket, proxy, target);
    socket.setTimeout(0);
    return socket;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}
