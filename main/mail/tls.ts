import type { Socket } from 'node:net';
import { connect, type DetailedPeerCertificate, type SecureContext, type TLSSocket } from 'node:tls';
import { verifiedTls } from '../trust.ts';
import type { Deadline } from './deadline.ts';
import { errorText, type Fail } from './failures.ts';

const DAY = 86_400_000;

/**
 * TLS over a connected socket, with the certificate verified for `host`.
 *
 * @throws Failure `MAIL_FAILED` with Node's code, such as `CERT_HAS_EXPIRED`
 */
export async function handshake(
  socket: Socket,
  host: string,
  trust: SecureContext,
  deadline: Deadline,
  fail: Fail,
): Promise<TLSSocket> {
  const secured = connect({ socket, host, ...verifiedTls(host, trust) });
  try {
    await deadline.race(
      new Promise<void>((done, refused) => {
        secured.once('secureConnect', done);
        secured.on('error', refused);
      }),
    );
  } catch (error) {
    secured.destroy();
    socket.destroy();
    deadline.signal.throwIfAborted();
    throw fail('tls', errorText(error));
  }
  return secured;
}

/** Version, cipher and certificate of a connection, for the detail of a step. */
export function describeTls(secured: TLSSocket, now: number): string {
  const certificate = secured.getPeerCertificate(true);
  return [
    secured.getProtocol() ?? '',
    secured.getCipher().standardName,
    named('CN=', certificate.subject.CN),
    certificate.subjectaltname ?? '',
    named('issuer ', certificate.issuer.O ?? certificate.issuer.CN),
    `chain ${chainLength(certificate)}`,
    expiry(Date.parse(certificate.valid_to), now),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

function named(label: string, name: string | string[] | undefined): string {
  return name === undefined ? '' : label + [name].flat().join(', ');
}

function expiry(expires: number, now: number): string {
  if (Number.isNaN(expires)) return '';
  return `${new Date(expires).toISOString().slice(0, 10)} (${Math.floor((expires - now) / DAY)} d)`;
}

function chainLength(leaf: DetailedPeerCertificate): number {
  const seen = new Set<string>();
  for (
    let certificate: DetailedPeerCertificate | undefined = leaf;
    certificate !== undefined && !seen.has(certificate.fingerprint256);
    certificate = certificate.issuerCertificate
  ) {
    seen.add(certificate.fingerprint256);
  }
  return seen.size;
}
