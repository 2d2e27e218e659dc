import type { Socket } from 'node:net';
import { connect, type DetailedPeerCertificate, type SecureContext, type TLSSocket } from 'node:tls';
import type { Certificate, TlsFacts } from '../../preload/contract/index.ts';
import { verifiedTls } from '../trust.ts';
import type { Deadline } from './deadline.ts';
import { errorText, type Fail } from './failures.ts';
import { escapeControls } from './printable.ts';

const DAY = 86_400_000;
const MAX_CHAIN = 10;
const MAX_NAMES = 100;
const MAX_NAME = 500;

/**
 * TLS over a connected socket, with the certificate verified for `host`.
 *
 * @param seen called with what the server showed, before that is verified
 * @throws Failure `MAIL_FAILED` with Node's code, such as `CERT_HAS_EXPIRED`
 */
export async function handshake(
  socket: Socket,
  host: string,
  trust: SecureContext,
  deadline: Deadline,
  fail: Fail,
  seen: (facts: TlsFacts) => void,
): Promise<TLSSocket> {
  const secured = connect({ socket, host, ...verifiedTls(host, trust) });
  // Once a certificate is refused the socket has forgotten it; `secure` comes before it is looked at.
  secured.prependOnceListener('secure', () => seen(tlsFacts(secured)));
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

function tlsFacts(secured: TLSSocket): TlsFacts {
  return {
    version: secured.getProtocol() ?? '',
    cipher: secured.getCipher().standardName,
    chain: chainOf(secured.getPeerCertificate(true)).map(describeCertificate),
  };
}

function describeCertificate(certificate: DetailedPeerCertificate): Certificate {
  return {
    subject: distinguishedName(certificate.subject),
    issuer: distinguishedName(certificate.issuer),
    names: (certificate.subjectaltname ?? '')
      .split(', ')
      .slice(0, MAX_NAMES)
      .map((name) => shown(name.replace(/^(DNS|IP Address):/, '')))
      .filter((name) => name !== ''),
    validFrom: instant(certificate.valid_from),
    validTo: instant(certificate.valid_to),
    fingerprint: certificate.fingerprint256,
  };
}

/** RFC 4514 in spirit: the most particular part first. */
function distinguishedName(name: DetailedPeerCertificate['subject']): string {
  const parts = Object.entries(name).flatMap(([type, value]) =>
    [value].flat().map((one) => `${type}=${one}`),
  );
  return shown(parts.reverse().join(', '));
}

function instant(date: string): string | null {
  const time = Date.parse(date);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

function shown(text: string): string {
  return escapeControls(text).slice(0, MAX_NAME);
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
    `chain ${chainOf(certificate).length}`,
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

/** A self-signed certificate is its own issuer. */
function chainOf(leaf: DetailedPeerCertificate): DetailedPeerCertificate[] {
  const chain = new Map<string, DetailedPeerCertificate>();
  for (
    let certificate: DetailedPeerCertificate | undefined = leaf;
    certificate?.fingerprint256 && !chain.has(certificate.fingerprint256) && chain.size < MAX_CHAIN;
    certificate = certificate.issuerCertificate
  ) {
    chain.set(certificate.fingerprint256, certificate);
  }
  return [...chain.values()];
}
