import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import type { Certificate } from './certificate.ts';
import { hideAuthBeforeTls } from './hide-auth-before-tls.ts';
import { type LoopbackServer, listenOnLoopback } from './loopback-server.ts';
import type { MailLogin } from './mail-login.ts';
import type { BehaviourNow } from './misbehaviour.ts';
import { sendScope } from './scopes.ts';
import { stampReceived } from './stamp-received.ts';

export interface SmtpOptions {
  readonly certificate: Certificate;
  /** The mailbox: the only sender, and its domain the only one that mail is taken for. */
  readonly address: string;
  readonly login: MailLogin;
  readonly behaviour: BehaviourNow;
  /** Takes an accepted message (RFC 5322 bytes), its trace headers in place. */
  deliver(message: Buffer): void;
}

/** Bytes, as Gmail's limit. */
const largestMessage = 25 * 1024 * 1024;

/** Starts the submission server (RFC 6409): STARTTLS, then XOAUTH2, then mail from and to the practice mailbox. */
export async function startSmtp(options: SmtpOptions): Promise<LoopbackServer> {
  const { certificate, address, login, behaviour } = options;
  const name = `mail.${address.slice(address.indexOf('@') + 1)}`;
  const smtp = new SMTPServer({
    name,
    banner: 'Postkey practice',
    key: certificate.keyPem,
    cert: certificate.certPem,
    authMethods: ['XOAUTH2'],
    hideENHANCEDSTATUSCODES: false,
    disableReverseLookup: true,
    size: largestMessage,
    logger: false,
    onAuth({ username = '', accessToken = '' }, _session, done) {
      login(username, accessToken, sendScope).then(
        (answer) => done(null, answer.ok ? { user: username } : { data: answer.challenge }),
        (error) => done(error),
      );
    },
    onMailFrom({ address: sender }, { user }, done) {
      if (sender.toLowerCase() === String(user).toLowerCase()) done();
      else done(refusal(553, 'The sender is not the mailbox that signed in'));
    },
    onRcptTo({ address: recipient }, _session, done) {
      if (recipient.toLowerCase() === address.toLowerCase()) done();
      else done(refusal(550, 'No such mailbox here: practice delivers to its own mailbox only'));
    },
    onData(stream, session, done) {
      buffer(stream).then((message) => {
        if (stream.sizeExceeded) return done(refusal(552, 'The message is too large'));
        options.deliver(stampReceived(message, { name, session, now: new Date() }));
        done();
      }, done);
    },
  });
  // A client that gives up during the handshake; the connection is over already.
  smtp.on('error', () => undefined);
  return listenOnLoopback(0, (socket) => {
    const fault = behaviour().smtp;
    if (fault !== null) return greetAndFail(socket, name, fault);
    hideAuthBeforeTls(socket);
    smtp.server.emit('connection', socket);
  });
}

/** Just enough of a dialogue to get the client to the point where it is let down. */
function greetAndFail(socket: Socket, name: string, fault: 'stall' | 'drop-tls'): void {
  socket.write(`220 ${name} ESMTP Postkey practice\r\n`);
  if (fault === 'stall') {
    socket.resume();
    return;
  }
  const lines = createInterface({ input: socket });
  lines.on('line', (line) => {
    if (/^EHLO\b/i.test(line)) socket.write(`250-${name}\r\n250 STARTTLS\r\n`);
    else if (/^STARTTLS\b/i.test(line)) {
      lines.close();
      socket.once('data', () => socket.destroy());
      socket.resume().write('220 2.0.0 Ready to start TLS\r\n');
    } else socket.write('502 5.5.1 Not now\r\n');
  });
}

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
