import { promises as dns, type LookupAddress } from 'node:dns';
import { connect, type LookupFunction, type Socket } from 'node:net';
import type { MailServer } from '../../preload/contract/index.ts';
import { isLoopback } from '../loopback.ts';
import type { Deadline } from './deadline.ts';
import { errorText, type Fail } from './failures.ts';
import type { Mailbox } from './mailbox.ts';
import { type MailProxy, openTunnel } from './proxy.ts';

/** Milliseconds an address may take before the next one is tried beside it (RFC 8305 §5, with room for far servers). */
const NEXT_ADDRESS_AFTER = 500;

/** The addresses to connect to, and what a person reads of them. */
export interface Resolved {
  readonly addresses: readonly LookupAddress[];
  readonly detail: string;
}

/**
 * Looks a server's addresses up; where there is a proxy, that one's. A server without TLS is accepted on this machine
 * only.
 *
 * @throws Failure `NETWORK_FAILED`; `POSTKEY_PLAINTEXT_REFUSED` where a token would travel in the clear
 */
export async function resolve(
  server: MailServer,
  proxy: MailProxy | undefined,
  deadline: Deadline,
  fail: Fail,
): Promise<Resolved> {
  refusePlaintext(server, proxy, fail);
  let addresses: readonly LookupAddress[];
  try {
    addresses = await deadline.race(dns.lookup((proxy ?? server).host, { all: true, verbatim: true }));
  } catch (error) {
    deadline.signal.throwIfAborted();
    throw fail('dns', errorText(error));
  }
  if (server.security === 'none' && !addresses.every(({ address }) => isLoopback(address)))
    throw plaintextRefused(server, fail);
  const detail = addresses.map(({ address }) => address).join(', ');
  return { addresses, detail: proxy ? `resolved by the proxy ${proxy.host} (${detail})` : detail };
}

/**
 * A connection to a server, by whichever way, before TLS.
 *
 * @throws Failure `NETWORK_FAILED`
 */
export async function dial(
  server: MailServer,
  { proxy }: Pick<Mailbox, 'proxy'>,
  deadline: Deadline,
  fail: Fail,
): Promise<Socket> {
  const { addresses } = await resolve(server, proxy, deadline, fail);
  return openSocket(addresses, server, proxy, deadline, fail);
}

/**
 * Connects to the first address that answers, and through the proxy where there is one.
 *
 * @throws Failure `NETWORK_FAILED` with what each address or the proxy said
 */
export async function openSocket(
  addresses: readonly LookupAddress[],
  server: MailServer,
  proxy: MailProxy | undefined,
  deadline: Deadline,
  fail: Fail,
): Promise<Socket> {
  const { host, port } = proxy ?? server;
  const socket = connect({
    host,
    port,
    lookup: alreadyKnown(addresses),
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: NEXT_ADDRESS_AFTER,
    noDelay: true,
  });
  try {
    await deadline.race(
      new Promise<void>((connected, refused) => {
        socket.once('connect', connected);
        socket.on('error', refused);
      }),
    );
  } catch (error) {
    socket.destroy();
    deadline.signal.throwIfAborted();
    throw fail('network', errorText(error));
  }
  if (proxy) await openTunnel(socket, proxy, server, deadline, fail);
  return socket;
}

/** A proxy's loopback is not ours. */
export function refusePlaintext(server: MailServer, proxy: MailProxy | undefined, fail: Fail): void {
  if (server.security !== 'none') return;
  if (proxy || !isLoopback(server.host)) throw plaintextRefused(server, fail);
}

function plaintextRefused(server: MailServer, fail: Fail) {
  return fail('network', `POSTKEY_PLAINTEXT_REFUSED ${server.host}:${server.port}`);
}

function alreadyKnown(addresses: readonly LookupAddress[]): LookupFunction {
  return (_host, options, callback) => {
    const [first] = addresses;
    if (options.all) callback(null, [...addresses]);
    else callback(null, first?.address ?? '', first?.family);
  };
}
