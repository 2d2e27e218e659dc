import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink as FetchLink } from '@orpc/client/fetch';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCHandler as PortHandler } from '@orpc/server/message-port';
import type { App } from '../../main/app.ts';
import { openHttpDoor } from '../../main/host/browser/door.ts';
import type { Client } from '../../preload/contract/index.ts';

/** One way to reach the app. */
export interface Transport {
  readonly client: Client;
  /** Calls a procedure by a path that need not exist. */
  call(path: readonly string[], input?: unknown): Promise<unknown>;
  close(): Promise<void>;
}

export interface TransportKind {
  readonly name: string;
  readonly open: (app: App) => Promise<Transport>;
}

export const wires: readonly TransportKind[] = [
  { name: 'a MessagePort', open: overPort },
  { name: 'HTTP', open: overHttp },
];

export const transports: readonly TransportKind[] = [{ name: 'a direct call', open: directly }, ...wires];

async function directly({ client }: App): Promise<Transport> {
  return {
    client,
    call: () => Promise.reject(new Error('a direct call has no paths')),
    close: async () => undefined,
  };
}

async function overPort({ router }: App): Promise<Transport> {
  const { port1, port2 } = new MessageChannel();
  new PortHandler(router).upgrade(port1);
  const link = new PortLink({ port: port2 });
  port1.start();
  port2.start();
  return {
    client: createORPCClient(link),
    call: (path, input) => link.call(path, input, { context: {} }),
    async close() {
      port1.close();
      port2.close();
    },
  };
}

async function overHttp({ router }: App): Promise<Transport> {
  const page = async () => new Response('the window');
  const door = await openHttpDoor({ router, page, port: 0, refusal: async (status) => `refused: ${status}` });
  const { origin } = new URL(door.launchUrl);
  const entered = await fetch(door.launchUrl, { redirect: 'manual' });
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
  const link = new FetchLink({ url: `${origin}/rpc`, headers: { cookie, origin } });
  return {
    client: createORPCClient(link),
    call: (path, input) => link.call(path, input, { context: {} }),
    close: door.close,
  };
}
