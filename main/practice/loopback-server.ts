import { createServer, type Socket } from 'node:net';
import { Failure } from '../explain/failure.ts';

export const loopbackHost = '127.0.0.1';

export interface LoopbackServer {
  readonly port: number;
  /** Stops listening and ends every connection at once. */
  close(): Promise<void>;
}

/**
 * Listens on the loopback interface only and hands over each connection as it comes.
 *
 * @param port 0 lets the system choose
 * @throws Failure `NETWORK_FAILED` where the port cannot be had
 */
export async function listenOnLoopback(
  port: number,
  accept: (socket: Socket) => void,
): Promise<LoopbackServer> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    // A client that resets its connection is no fault of ours; `close` follows.
    socket.on('error', () => socket.destroy());
    accept(socket);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(portRefused(port, error)));
    server.listen(port, loopbackHost, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}

function portRefused(port: number, cause: NodeJS.ErrnoException): Failure {
  return new Failure(
    'NETWORK_FAILED',
    {
      where: 'network',
      evidence: `POSTKEY_PRACTICE_PORT_UNAVAILABLE ${cause.code ?? cause.message}`,
      context: { host: loopbackHost, port: String(port) },
    },
    { cause },
  );
}
