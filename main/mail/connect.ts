import { promises as dns, type LookupAddress } from 'node:dns';
import { connect, type LookupFunction, type Socket } from 'node:net';
import type { MailServer } from '../../preload/contract/index.ts';
import type { Deadline } from './deadline.ts';
import { errorText, type Fail } from './failures.ts';
import { isLoopback } from './mailbox.ts';

/** Milliseconds an address may take before the next one is tried beside it (RFC 8305 §5, with room for far servers). */
const NEXT_ADDRESS_AFTER = 500;

/**
 * Looks a server's addresses up. A server without TLS is accepted on this machine only.
 *
 * @throws Failure `NETWORK_FAILED`; `POSTKEY_PLAINTEXT_REFUSED` where a token would travel in the clear
 */
export async function resolve(
  server: MailServer,
  deadline: Deadline,
  fail: Fail,
): Promise<readonly LookupAddress[]> {
  const plaintext = server.security === 'none';
  if (plaintext && !isLoopback(server.host)) throw plaintextRefused(server, fail);
  let addresses: readonly LookupAddress[];
  try {
    addresses = await deadline.race(dns.lookup(server.host, { all: true, verbatim: true }));
  } catch (error) {
    deadline.signal.throwIfAborted();
    throw fail('dns', errorText(error));
  }
  if (plaintext && !addresses.every(({ address }) => isLoopback(address)))
    throw plaintextRefused(server, fail);
  return addresses;
}

/**
 * Connects to the first address that answers.
 *
 * @throws Failure `NETWORK_FAILED` with what each address said
 */
export async function openSocket(
  addresses: readonly LookupAddress[],
  server: MailServer,
  deadline: Deadline,
  fail: Fail,
): Promise<Socket> {
  const socket = connect({
    host: server.host,
    port: server.port,
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
  return socket;
}

export function refusePlaintext(server: MailServer, fail: Fail): void {
  if (server.security === 'none' && !isLoopback(server.host)) throw plaintextRefused(server, fail);
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
