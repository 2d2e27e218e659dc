import type { MailProtocol } from '../../../../preload/contract/index.ts';
import type { Peer, Reply } from '../scripted-server.ts';
import type { Moment } from './moments.ts';

/** What a server does wrong, and what is made of it. */
export interface Misdeed {
  readonly reply: Reply;
  readonly evidence: RegExp;
  /** The diagnosis. */
  readonly id: string;
}

/** All that can go wrong at a moment. */
export function misdeedsAt(moment: Moment): Readonly<Record<string, Misdeed>> {
  if (moment.phase === 'handshake') return inHandshake;
  return { ...inLines, ...particular[moment.protocol](moment) };
}

/** Milliseconds between bytes that come one at a time: less than any patience. */
const TRICKLE = 20;

const trickle =
  (bytes: Buffer): Reply =>
  (peer) => {
    peer.goDeaf();
    let at = 0;
    const timer = setInterval(() => {
      peer.write(bytes.subarray(at, at + 1));
      at = (at + 1) % bytes.length;
    }, TRICKLE);
    peer.gone.then(() => clearInterval(timer));
  };

const rubbish = Buffer.from([0xff, 0xfe, 0x00, 0x1b, 0x5b, 0x32, 0x4a, 0xc3, 0x28, 0x0d, 0x0a]);
/** RFC 8446 §5.1: a record of the handshake, most of which is yet to come. */
const recordBegun = Buffer.from([0x16, 0x03, 0x03, 0x3f, 0xff, ...Buffer.alloc(100)]);
/** RFC 8446 §6: fatal, handshake_failure. */
const alert = Buffer.from([0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x28]);

const deaf =
  (act: (peer: Peer) => unknown): Reply =>
  (peer) => {
    peer.goDeaf();
    act(peer);
  };

/** Sends as fast as it is read, until the client is gone or `most` bytes have left. */
export const endlessly = (bytes: Buffer, most = Number.POSITIVE_INFINITY): Reply =>
  deaf(async (peer) => {
    let gone = false;
    peer.gone.then(() => {
      gone = true;
    });
    for (let sent = 0; !gone && sent < most; sent += bytes.length) {
      if (!peer.write(bytes)) await peer.drained();
    }
  });

/** Later than what was said before, which a reset would overtake. */
const reset = deaf((peer) => setTimeout(() => peer.reset(), TRICKLE));

const timeout = { evidence: /^POSTKEY_TIMEOUT \w+ \d+ ms$/, id: 'postkey-timeout' };
const wrongVersion = { evidence: /wrong version number|packet length too long/i, id: 'tls-wrong-version' };
const wasReset = { evidence: /ECONNRESET/, id: 'net-reset' };

/** Wherever the server speaks in lines. */
const inLines: Readonly<Record<string, Misdeed>> = {
  silence: { reply: (peer) => peer.goDeaf(), ...timeout },
  'one byte at a time': { reply: trickle(Buffer.from('2')), ...timeout },
  'a line without an end': {
    reply: endlessly(Buffer.alloc(65_536, 'a')),
    evidence: /^POSTKEY_LINE_TOO_LONG$/,
    id: 'postkey-line-too-long',
  },
  'a reset': { reply: reset, ...wasReset },
  'a half-close': {
    reply: deaf((peer) => peer.hangUp()),
    evidence: /^POSTKEY_CONNECTION_CLOSED$/,
    id: 'postkey-connection-closed',
  },
  'a half-close below TLS': {
    reply: deaf((peer) => peer.cutOff()),
    evidence: /^POSTKEY_CONNECTION_CLOSED$/,
    id: 'postkey-connection-closed',
  },
  '8-bit rubbish': {
    reply: (peer) => peer.write(rubbish),
    evidence: /^POSTKEY_UNEXPECTED_REPLY [^\p{Cc}]*\\u\{1b\}/u,
    id: 'postkey-unexpected-reply',
  },
};

/** Instead of the server's part of the TLS handshake. */
const inHandshake: Readonly<Record<string, Misdeed>> = {
  silence: { reply: () => undefined, ...timeout },
  'one byte at a time': { reply: trickle(recordBegun), ...timeout },
  'a line without an end': {
    reply: endlessly(Buffer.alloc(65_536, 'a')),
    ...wrongVersion,
  },
  'a reset': { reply: reset, ...wasReset },
  'a half-close': {
    reply: (peer) => peer.cutOff(),
    evidence: /disconnected before secure TLS connection/,
    id: 'tls-disconnected',
  },
  '8-bit rubbish': { reply: (peer) => peer.write(rubbish), ...wrongVersion },
  'TLS refused by an alert': {
    reply: (peer) => peer.write(alert),
    evidence: /handshake failure/i,
    id: 'tls-handshake-failure',
  },
  'TLS refused in words': {
    reply: (peer) => peer.say('454 4.7.0 TLS not available'),
    ...wrongVersion,
  },
};

/** What only IMAP lets a server do. */
const imapOnly: Readonly<Record<string, Misdeed>> = {
  BYE: { reply: '* BYE Too many connections', evidence: /^\* BYE Too many connections$/, id: 'imap-bye' },
  'a wrong tag': {
    reply: 'x9 OK done',
    evidence: /^POSTKEY_UNEXPECTED_REPLY x9 OK done$/,
    id: 'postkey-unexpected-reply',
  },
  'a literal of absurd size': {
    reply: '* OK {999999999999}',
    evidence: /^POSTKEY_LINE_TOO_LONG$/,
    id: 'postkey-line-too-long',
  },
};

const flood = (line: string): Misdeed => ({
  reply: endlessly(Buffer.from(`${line}\r\n`.repeat(4_096))),
  evidence: /^POSTKEY_RESPONSE_TOO_LARGE$/,
  id: 'postkey-response-too-large',
});

const smtpOnly = { 'a reply of lines without end': flood('250-more') };
const imapFloods = {
  'untagged responses without end': flood('* STATUS x'),
  'empty literals without end': flood('* LIST {0}\r\n{0}\r\n'),
};

const particular: Record<MailProtocol, (moment: Moment) => Readonly<Record<string, Misdeed>>> = {
  smtp: () => smtpOnly,
  imap: ({ at }) => (at === 'greeting' ? imapOnly : { ...imapOnly, ...imapFloods }),
  // Other replies are one line: what follows is taken for the next reply.
  pop3: ({ at }) => (at === 'CAPA' ? { 'a list without end': flood('+OK') } : {}),
};
