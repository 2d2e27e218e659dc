import hoodiecrow from 'hoodiecrow-imap';
import type { Certificate } from './certificate.ts';
import { xoauth2 } from './imap-xoauth2.ts';
import { type LoopbackServer, listenOnLoopback } from './loopback-server.ts';
import type { MailLogin } from './mail-login.ts';
import type { BehaviourNow } from './misbehaviour.ts';

export interface ImapServer extends LoopbackServer {
  /** Puts a message (RFC 5322 bytes) into INBOX and tells whoever has it open. */
  deliver(message: Buffer): void;
}

export interface ImapOptions {
  readonly certificate: Certificate;
  readonly login: MailLogin;
  readonly behaviour: BehaviourNow;
}

/** Starts the IMAP server, TLS from the first byte, with one INBOX in memory. */
export async function startImap({ certificate, login, behaviour }: ImapOptions): Promise<ImapServer> {
  const imap = hoodiecrow({
    secureConnection: true,
    credentials: { key: certificate.keyPem, cert: certificate.certPem },
    plugins: ['ID', 'IDLE', 'UNSELECT', 'NAMESPACE', 'LITERALPLUS', 'SASL-IR', xoauth2(login)],
    users: {},
    // A new validity a run: clients must not take this INBOX for the one of the run before (RFC 3501 §2.3.1.1).
    storage: { INBOX: { uidvalidity: Math.floor(Date.now() / 1000) }, '': {} },
  });
  // Every connection listens for new mail; a dozen of them is no leak.
  imap.setMaxListeners(0);
  // A client that gives up during the handshake.
  imap.server.on('tlsClientError', (_error, socket) => socket.destroy());
  imap.connectionHandlers.push((connection) => {
    if (behaviour().imap === 'stall') connection.socket?.removeAllListeners('data').resume();
  });
  const listener = await listenOnLoopback(0, (socket) => {
    if (behaviour().imap === 'drop-tls') socket.once('data', () => socket.destroy());
    else imap.server.emit('connection', socket);
  });
  return {
    ...listener,
    // hoodiecrow keeps a message as one character a byte.
    deliver: (message) => imap.appendMessage('INBOX', [], new Date(), message.toString('latin1')),
  };
}
