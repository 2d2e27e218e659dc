import { createInterface } from 'node:readline';
import { TLSSocket } from 'node:tls';
import type { Certificate } from '../../main/practice/certificate.ts';
import { type LoopbackServer, listenOnLoopback } from '../../main/practice/loopback-server.ts';
import type { MailLogin } from '../../main/practice/mail-login.ts';
import { readScope } from '../../main/practice/scopes.ts';

export interface Pop3Options {
  readonly certificate: Certificate;
  readonly login: MailLogin;
}

/** An empty mailbox over POP3, TLS from the first byte, XOAUTH2 in two lines as Exchange wants it (RFC 5034). */
export function startPop3({ certificate, login }: Pop3Options): Promise<LoopbackServer> {
  return listenOnLoopback(0, (raw) => {
    const { keyPem: key, certPem: cert } = certificate;
    const socket = new TLSSocket(raw, { isServer: true, key, cert });
    socket.on('error', () => raw.destroy());
    const say = (text: string) => socket.write(`${text}\r\n`);
    let authenticating = false;
    let admitted = false;

    createInterface({ input: socket }).on('line', (line) => {
      if (authenticating) {
        authenticating = false;
        const { user, accessToken } = credentialsIn(line);
        void login(user, accessToken, readScope).then(({ ok }) => {
          admitted = ok;
          say(ok ? '+OK' : '-ERR Authentication failure: unknown user name or bad password.');
        });
        return;
      }
      switch (line.toUpperCase()) {
        case 'CAPA':
          return say('+OK\r\nSASL XOAUTH2\r\n.');
        case 'AUTH XOAUTH2':
          authenticating = true;
          return say('+ ');
        case 'STAT':
          return say(admitted ? '+OK 0 0' : '-ERR Not signed in');
        case 'QUIT':
          say('+OK');
          return socket.end();
        default:
          return say('-ERR Unknown command');
      }
    });
    say('+OK POP3 ready');
  });
}

function credentialsIn(response: string): { readonly user: string; readonly accessToken: string } {
  const [user = '', auth = ''] = Buffer.from(response, 'base64').toString('utf8').split('\x01');
  return { user: user.replace('user=', ''), accessToken: auth.replace('auth=Bearer ', '') };
}
