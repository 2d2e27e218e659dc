import { connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** What a proxy does with each chunk. */
export type Answer = (client: Socket, chunk: Buffer, turn: number) => void;

/** A proxy that does as it is told, for one test. @returns its port on loopback */
export async function proxyThat(answer: Answer): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    let turn = 0;
    sockets.add(client.on('error', () => undefined));
    client.on('data', (chunk) => answer(client, chunk, turn++));
  });
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return (server.address() as { port: number }).port;
}

/**
 * Lets connections through to this machine, whatever name they are for.
 *
 * @param credentials that it wants: user, a colon, password
 * @param asked gets the names it was asked for
 */
export function httpProxy(credentials?: string, asked: string[] = []): Answer {
  return (client, chunk) => {
    const head = chunk.toString();
    const [, host = '', port = ''] = /^CONNECT ([^:]+):(\d+) HTTP\/1\.1\r\n/.exec(head) ?? [];
    asked.push(host);
    const given = /Proxy-Authorization: Basic (\S+)/i.exec(head)?.[1];
    if (credentials && given !== Buffer.from(credentials).toString('base64'))
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    else join(client, Number(port), 'HTTP/1.1 200 OK\r\nX: y\r\n\r\n');
  };
}

/** As {@link httpProxy}, by RFC 1928. */
export function socksProxy(credentials?: string, asked: string[] = []): Answer {
  return (client, chunk, turn) => {
    if (turn === 0) client.write(Buffer.from([5, credentials ? 2 : 0]));
    else if (credentials && turn === 1) {
      const user = chunk.subarray(2, 2 + (chunk[1] ?? 0));
      const password = chunk.subarray(3 + user.length);
      client.write(Buffer.from([1, `${user}:${password}` === credentials ? 0 : 1]));
    } else {
      asked.push(chunk[3] === 3 ? chunk.subarray(5, -2).toString() : 'an address');
      join(client, chunk.readUInt16BE(chunk.length - 2), Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
    }
  };
}

function join(client: Socket, port: number, greeting: Buffer | string): void {
  client.removeAllListeners('data');
  const onward = connect(port, '127.0.0.1', () => {
    client.write(greeting);
    client.pipe(onward).pipe(client);
  });
  onward.on('error', () => client.destroy());
}
