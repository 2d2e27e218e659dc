import { createORPCClient } from '@orpc/client';
import type { Client } from './contract/index.ts';

declare global {
  interface Window {
    /** Set by the preload: this page runs in the desktop app and will be handed a port. */
    readonly postkeyDesktop?: true;
  }
}

/** The message by which the preload hands its one port to the page. */
const PORT_MESSAGE = 'postkey:port';

/**
 * Makes the typed client for whichever door the page came through: the preload's port in the desktop app, HTTP
 * on the page's own origin elsewhere. Call it while the page's first script runs, or the port may be missed.
 */
export function createClient(): Promise<Client> {
  return window.postkeyDesktop ? overPort(nextPort()) : overHttp();
}

async function overHttp(): Promise<Client> {
  const { RPCLink } = await import('@orpc/client/fetch');
  return createORPCClient(
    new RPCLink({
      url: `${window.location.origin}/rpc`,
      headers: { 'x-postkey': '1' },
      method: 'POST',
      fetch: (request, init, _, path, input) =>
        fetch(request, { ...init, keepalive: outlivesPage(path, input) }),
    }),
  );
}

/** What is typed last before the window closes must arrive. A browser takes no more than 64 KiB along. */
function outlivesPage(path: readonly string[], input: unknown): boolean {
  return path.includes('drafts') && JSON.stringify(input ?? null).length < 30_000;
}

async function overPort(arriving: Promise<MessagePort>): Promise<Client> {
  const [{ RPCLink }, port] = await Promise.all([import('@orpc/client/message-port'), arriving]);
  const client: Client = createORPCClient(new RPCLink({ port }));
  port.start();
  return client;
}

function nextPort(): Promise<MessagePort> {
  return new Promise((resolve) => {
    const listen = (event: MessageEvent<unknown>) => {
      const [port] = event.ports;
      if (event.source !== window || event.data !== PORT_MESSAGE || !port) return;
      window.removeEventListener('message', listen);
      resolve(port);
    };
    window.addEventListener('message', listen);
  });
}
