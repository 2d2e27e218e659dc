import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import type { MailServer } from '../../../preload/contract/index.ts';

/** What practice and the real servers have in common. */
interface Servers {
  readonly imap: MailServer;
  readonly smtp: MailServer;
  readonly pop3: MailServer;
  readonly caPem: string;
}

/** A line protocol spoken by hand. */
export interface Dialogue {
  /** The next line of the server; null once it has hung up. */
  line(): Promise<string | null>;
  /** Lines up to the first that matches, which is returned. */
  until(wanted: RegExp): Promise<string>;
  say(line: string): void;
  readonly socket: Socket;
}

export function speak(socket: Socket): Dialogue {
  // A hang-up is seen as the end of the lines.
  socket.on('error', () => socket.destroy());
  const reader = createInterface({ input: socket });
  const lines = reader[Symbol.asyncIterator]();
  async function line(): Promise<string | null> {
    const next = await lines.next();
    return next.done ? null : next.value;
  }
  return {
    socket,
    line,
    say: (text) => void socket.write(`${text}\r\n`),
    until: async (wanted) => {
      const seen: string[] = [];
      for (let text = await line(); text !== null; text = await line()) {
        if (wanted.test(text)) return text;
        seen.push(text);
      }
      throw new Error(`hung up before ${wanted} after ${seen.join(' / ')}`);
    },
  };
}

/** The IMAP server, greeting and all, over verified TLS. */
export function openImap({ imap, caPem }: Pick<Servers, 'imap' | 'caPem'>): Dialogue {
  return speak(connectTls({ host: imap.host, port: imap.port, ca: caPem, servername: 'localhost' }));
}

/** The POP3 server, greeting and all, over verified TLS. */
export function openPop3({ pop3, caPem }: Pick<Servers, 'pop3' | 'caPem'>): Dialogue {
  return speak(connectTls({ host: pop3.host, port: pop3.port, ca: caPem, servername: 'localhost' }));
}

export function openSmtp({ smtp }: Pick<Servers, 'smtp'>): Dialogue {
  return speak(connect(smtp.port, smtp.host));
}

/** The SMTP server after STARTTLS and the second EHLO, over verified TLS. */
export async function openSmtpOverTls(servers: Pick<Servers, 'smtp' | 'caPem'>): Promise<Dialogue> {
  const plain = openSmtp(servers);
  await plain.until(/^220 /);
  plain.say('EHLO client.test');
  await plain.until(/^250 /);
  plain.say('STARTTLS');
  await plain.until(/^220 /);
  const dialogue = speak(upgrade(plain.socket, servers));
  dialogue.say('EHLO client.test');
  await dialogue.until(/^250 /);
  return dialogue;
}

export function upgrade(socket: Socket, { caPem }: Pick<Servers, 'caPem'>): TLSSocket {
  socket.removeAllListeners('data');
  return connectTls({ socket, ca: caPem, servername: 'localhost' });
}

/** The initial response of XOAUTH2, in base64. */
export function xoauth2(user: string, accessToken: string): string {
  return Buffer.from(`user=${user}\x01auth=Bearer ${accessToken}\x01\x01`).toString('base64');
}

export function decodeChallenge(line: string): unknown {
  return JSON.parse(Buffer.from(line.replace(/^(\+|334) /, ''), 'base64').toString());
}
