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

/** What a server showed in the TLS handshake. */
export interface SeenTls {
  readonly facts: TlsFacts;
  /** Version, cipher and certificate, for the detail of a step. */
  readonly detail: string;
}

export interface Handshake {
  readonly socket: Socket;
  /** The name the certificate has to carry. */
  readonly host: string;
  readonly trust: SecureContext;
  readonly deadline: Deadline;
  readonly fail: Fail;
  /** Called with what the server showed, before that is verified. */
  seen(tls: SeenTls): void;
}

export interface Secured {
  readonly socket: TLSSocket;
  /** Settles once the server has nothing to add to the handshake by itself; see `ticketOf`. */
  readonly ticket: Promise<void>;
}

/**
 * TLS over a connected socket, with the certificate verified for `host`.
 *
 * @throws Failure `MAIL_FAILED` with Node's code, such as `CERT_HAS_EXPIRED`
 */
export async function handshake({ socket, host, trust, deadline, fail, seen }: Handshake): Promise<Secured> {
  const secured = connect({ socket, host, ...verifiedTls(host, trust) });
  const ticket = ticketOf(secured);
  // Once a certificate is refused the socket has forgotten it; `secure` comes before it is looked at.
  secured.prependOnceListener('secure', () => seen(lookAt(secured, Date.now())));
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
  return { socket: secured, ticket };
}

/**
 * In TLS 1.3 servers send a ticket after the handshake. One that leaves Nagle's algorithm on, as Postfix does, holds its
 * next answer back until the ticket is acknowledged, which takes the client's system 40 ms where nothing it sends can
 * carry the acknowledgement.
 */
function ticketOf(secured: TLSSocket): Promise<void> {
  return new Promise((settled) => {
    // A turn later: the event comes out of the middle of OpenSSL's reading, and what is written there is lost.
    secured.once('session', () => setImmediate(settled));
    secured.once('secureConnect', () => {
      if (secured.getProtocol() !== 'TLSv1.3') settled();
    });
    secured.once('close', () => settled());
  });
}

/** Asking for the chain is the dearest part of a handshake: it is asked for once. */
function lookAt(secured: TLSSocket, now: number): SeenTls {
  const chain = chainOf(secured.getPeerCertificate(true));
  const version = secured.getProtocol() ?? '';
  const cipher = secured.getCipher().standardName;
  return {
    facts: { version, cipher, chain: chain.map(describeCertificate) },
    detail: [version, cipher, ...describeChain(chain, now)].filter((part) => part !== '').join(' · '),
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

function describeChain(chain: readonly DetailedPeerCertificate[], now: number): string[] {
  const [certificate] = chain;
  if (certificate === undefined) return [];
  return [
    named('CN=', certificate.subject.CN),
    certificate.subjectaltname ?? '',
    named('issuer ', certificate.issuer.O ?? certificate.issuer.CN),
    `chain ${chain.length}`,
    expiry(Date.parse(certificate.valid_to), now),
  ];
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
