import { createServer, type Server, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Identity } from './certificates.ts';

/**
 * What the server does when a line comes in that starts with the key. `greeting` is what it does first; `handshake`, if
 * given, is what it does with the first bytes of TLS instead of answering them.
 */
export type Replies = Readonly<Record<string, Reply>>;
export type Reply = string | ((peer: Peer, line: string) => unknown);

/** The server's end of one connection. */
export interface Peer {
  /** `$tag` becomes the tag of the line being answered; CRLF is added. */
  say(text: string): void;
  write(bytes: Buffer | string): boolean;
  drained(): Promise<void>;
  startTls(identity: Identity): void;
  /** Whether TLS has been started. */
  readonly secured: boolean;
  /** Hears no further line. */
  goDeaf(): void;
  reset(): void;
  /** Says no more, in good order, and goes on listening. */
  hangUp(): void;
  /** Says no more, below TLS: its end is not announced. */
  cutOff(): void;
  /** Until the client is gone. */
  readonly gone: Promise<void>;
}

export interface ScriptedServer {
  readonly port: number;
  /** Lines of the client, in order. */
  readonly heard: readonly string[];
  /** Everything that came without TLS. */
  inClear(): string;
  /** Bytes the system took from the server, on all connections. */
  sent(): number;
  /** What the client said in one go, each time after the server had spoken: its round trips above TLS. */
  turns(): readonly (readonly string[])[];
  connections(): number;
  /** Resolves when nobody is connected any more. */
  emptied(): Promise<void>;
  /** Resolves when the server got a line that starts so. */
  hearing(start: string): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
  close(): Promise<void>;
}

/** A server on loopback that says exactly what it is told, with real sockets and TLS. */
export async function startScripted(replies: Replies, identity?: Identity): Promise<ScriptedServer> {
  const heard: string[] = [];
  const waiting = new Map<string, () => void>();
  const sockets = new Set<Socket>();
  const left: (() => void)[] = [];
  const state: Overheard = { turns: [], sent: 0, clear: '' };

  const server = createServer((raw) => {
    sockets.add(raw);
    raw.on('close', () => {
      state.sent += raw.bytesWritten;
      sockets.delete(raw);
      if (sockets.size === 0) for (const wake of left.splice(0)) wake();
    });
    converse(raw, replies, identity, state, (line) => {
      heard.push(line);
      for (const [start, wake] of waiting) if (line.startsWith(start)) wake();
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const close = async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((closed) => server.close(closed));
  };
  return {
    port: portOf(server),
    heard,
    inClear: () => state.clear,
    sent: () => state.sent,
    turns: () => state.turns,
    connections: () => sockets.size,
    emptied: () => (sockets.size === 0 ? Promise.resolve() : new Promise((wake) => left.push(wake))),
    hearing: (start) =>
      heard.some((line) => line.startsWith(start))
        ? Promise.resolve()
        : new Promise((wake) => waiting.set(start, wake)),
    close,
    [Symbol.asyncDispose]: close,
  };
}

interface Overheard {
  turns: string[][];
  sent: number;
  clear: string;
}

function converse(
  raw: Socket,
  replies: Replies,
  identity: Identity | undefined,
  state: Overheard,
  onLine: (line: string) => void,
): void {
  let socket: Socket = raw;
  let rest = '';
  let tag = '';
  let spoke = false;
  let deaf = false;
  let secured = false;
  const gone = new Promise<void>((closed) => raw.on('close', () => closed()));

  const peer: Peer = {
    say: (text) => peer.write(`${text.replaceAll('$tag', tag)}\r\n`),
    write(bytes) {
      spoke = true;
      return socket.destroyed || socket.write(bytes);
    },
    drained: () => Promise.race([gone, new Promise<void>((drain) => socket.once('drain', drain))]),
    startTls(own) {
      secured = true;
      socket.removeAllListeners('data');
      const { handshake } = replies;
      if (handshake !== undefined) {
        raw.once('data', () => act(handshake, peer)).resume();
        return;
      }
      socket = new TLSSocket(raw, { isServer: true, ...own });
      listen();
    },
    get secured() {
      return secured;
    },
    goDeaf() {
      deaf = true;
    },
    reset: () => raw.resetAndDestroy(),
    hangUp: () => socket.end(),
    cutOff: () => raw.end(),
    gone,
  };

  const listen = () => {
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      if (spoke) state.turns.push([]);
      spoke = false;
      if (!secured) state.clear += chunk.toString('latin1');
      const lines = (rest + chunk.toString('latin1')).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (deaf) return;
        onLine(line);
        state.turns.at(-1)?.push(line);
        const [, itsTag = '', command = line] = /^(p\d+|[0-9A-F]{1,2}) (.*)$/.exec(line) ?? [];
        if (itsTag !== '') tag = itsTag;
        act(find(replies, command), peer, command);
      }
    });
  };

  raw.on('error', () => undefined);
  if (identity === undefined) {
    listen();
    act(replies['greeting'], peer);
  } else {
    peer.startTls(identity);
    socket.once('secure', () => act(replies['greeting'], peer));
  }
}

/** Does what a reply says. */
export function act(reply: Reply | undefined, peer: Peer, line = ''): void {
  if (typeof reply === 'string') peer.say(reply);
  else reply?.(peer, line);
}

/** The longest key that the line starts with; `*` is any line. */
function find(replies: Replies, line: string): Reply | undefined {
  const keys = Object.keys(replies).filter(
    (key) => !['greeting', 'handshake'].includes(key) && line.startsWith(key),
  );
  const best = keys.sort((a, b) => b.length - a.length)[0];
  return replies[best ?? '*'];
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening on a port');
  return address.port;
}

const farewell =
  (text: string): Reply =>
  (peer) => {
    peer.say(text);
    peer.hangUp();
  };

/** Servers that do everything right; tests replace what is to go wrong. */
export const honest = {
  smtp: {
    greeting: '220 scripted ESMTP',
    EHLO: '250-scripted\r\n250-PIPELINING\r\n250-SIZE 1000\r\n250 AUTH LOGIN XOAUTH2',
    'AUTH XOAUTH2 ': '235 2.7.0 Accepted',
    'AUTH XOAUTH2': '334 ',
    'AUTH OAUTHBEARER ': '235 2.7.0 Accepted',
    'AUTH OAUTHBEARER': '334 ',
    '*': '235 2.7.0 Accepted',
    'MAIL FROM:': '250 2.1.0 Sender OK',
    'RCPT TO:': '250 2.1.5 Recipient OK',
    RSET: '250 2.0.0 Flushed',
    QUIT: farewell('221 2.0.0 Bye'),
  },
  imap: {
    greeting: '* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN AUTH=XOAUTH2] ready',
    CAPABILITY: '* CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN AUTH=XOAUTH2\r\n$tag OK done',
    'AUTHENTICATE XOAUTH2 ': '$tag OK Logged in',
    'AUTHENTICATE XOAUTH2': '+ ',
    'AUTHENTICATE OAUTHBEARER ': '$tag OK Logged in',
    '*': '$tag OK Logged in',
    'EXAMINE INBOX': '* 3 EXISTS\r\n* OK [UIDVALIDITY 1] valid\r\n$tag OK [READ-ONLY] done',
    LOGOUT: farewell('* BYE see you\r\n$tag OK done'),
  },
  pop3: {
    greeting: '+OK scripted',
    CAPA: '+OK\r\nUSER\r\nSASL PLAIN XOAUTH2\r\n.',
    'AUTH XOAUTH2': '+ ',
    'AUTH OAUTHBEARER': '+ ',
    '*': '+OK Logged in',
    STAT: '+OK 2 320',
    QUIT: farewell('+OK bye'),
  },
} as const satisfies Record<string, Replies>;

/** The same server behind STARTTLS: it offers OAuth only after TLS, where it can be told to do otherwise. */
export function behindStartTls(
  protocol: 'smtp' | 'imap' | 'pop3',
  identity: Identity,
  inTls: Replies = {},
): Replies {
  const plain: Replies = { ...honest[protocol], ...inTls };
  const upgrade =
    (reply: string): Reply =>
    (peer) => {
      peer.say(reply);
      peer.startTls(identity);
    };
  const either =
    (before: string, after: Reply | undefined): Reply =>
    (peer) =>
      act(peer.secured ? after : before, peer);
  switch (protocol) {
    case 'smtp':
      return {
        ...plain,
        EHLO: either('250-scripted\r\n250 STARTTLS', plain['EHLO']),
        STARTTLS: upgrade('220 go'),
      };
    case 'imap':
      return {
        ...plain,
        greeting: '* OK ready',
        CAPABILITY: either(
          '* CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED\r\n$tag OK done',
          plain['CAPABILITY'],
        ),
        STARTTLS: upgrade('$tag OK go'),
      };
    case 'pop3':
      return { ...plain, CAPA: either('+OK\r\nSTLS\r\n.', plain['CAPA']), STLS: upgrade('+OK go') };
  }
}
