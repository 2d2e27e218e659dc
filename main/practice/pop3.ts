import { createInterface } from 'node:readline';
import { createSecureContext, TLSSocket } from 'node:tls';
import type { Certificate } from './certificate.ts';
import { type LoopbackServer, listenOnLoopback } from './loopback-server.ts';
import type { MailLogin } from './mail-login.ts';
import type { BehaviourNow } from './misbehaviour.ts';
import { readScope } from './scopes.ts';
import { readXoauth2 } from './xoauth2-response.ts';

export interface Pop3Options {
  readonly certificate: Certificate;
  readonly login: MailLogin;
  readonly behaviour: BehaviourNow;
  /** What was delivered so far (RFC 5322 bytes), the oldest first; each login sees what is there by then. */
  readonly messages: readonly Buffer[];
}

/** One client's connection, line by line. */
interface Line {
  /** The client's next line without its end; null once it has hung up. */
  hear(): Promise<string | null>;
  say(line: string): void;
}

/**
 * Starts the POP3 server (RFC 1939, RFC 2449), TLS from the first byte, with XOAUTH2 as the only way in. Mail is read
 * and never deleted: INBOX of the IMAP server is the same mailbox.
 */
export function startPop3(options: Pop3Options): Promise<LoopbackServer> {
  const { certificate, behaviour } = options;
  const secureContext = createSecureContext({ key: certificate.keyPem, cert: certificate.certPem });
  return listenOnLoopback(0, (raw) => {
    const fault = behaviour().pop3;
    if (fault === 'drop-tls') {
      raw.once('data', () => raw.destroy());
      return;
    }
    const socket = new TLSSocket(raw, { isServer: true, secureContext });
    // A client that gives up, in the handshake or later.
    socket.on('error', () => socket.destroy());
    socket.write('+OK Postkey practice\r\n');
    if (fault === 'stall') {
      socket.resume();
      return;
    }
    const lines = createInterface({ input: socket })[Symbol.asyncIterator]();
    const line: Line = {
      hear: async () => (await lines.next()).value ?? null,
      say: (text) => void socket.write(`${text}\r\n`, 'latin1'),
    };
    converse(line, options).then(
      () => socket.end(),
      () => socket.destroy(),
    );
  });
}

async function converse(line: Line, { login, messages }: Pop3Options): Promise<void> {
  let maildrop: readonly Buffer[] | undefined;
  for (let text = await line.hear(); text !== null; text = await line.hear()) {
    const [word = '', ...words] = text.trim().split(/ +/);
    const command = word.toUpperCase();
    if (command === 'QUIT') return line.say('+OK Goodbye');
    if (command === 'CAPA') line.say(capabilities);
    else if (maildrop !== undefined) line.say(transaction[command]?.(maildrop, Number(words[0])) ?? unknown);
    else if (command !== 'AUTH') line.say('-ERR [AUTH] Only AUTH XOAUTH2 lets you in');
    else if (await authenticate(line, words, login)) maildrop = [...messages];
  }
}

const capabilities = ['+OK', 'SASL XOAUTH2', 'UIDL', 'PIPELINING', 'RESP-CODES', '.'].join('\r\n');
const unknown = '-ERR Not known here';

/** RFC 5034, with the initial response on the line of the command or after `+`. @returns whether the login is good */
async function authenticate(
  line: Line,
  [mechanism = '', initial]: readonly string[],
  login: MailLogin,
): Promise<boolean> {
  if (mechanism.toUpperCase() !== 'XOAUTH2') {
    line.say('-ERR Only XOAUTH2 is known here');
    return false;
  }
  if (initial === undefined) line.say('+ ');
  const credentials = readXoauth2(initial ?? (await line.hear()) ?? '');
  if (!credentials) {
    line.say('-ERR Invalid SASL response');
    return false;
  }
  const answer = await login(credentials.user, credentials.accessToken, readScope);
  if (!answer.ok) {
    line.say(`+ ${Buffer.from(JSON.stringify(answer.challenge)).toString('base64')}`);
    // The client has to acknowledge the challenge before it is refused.
    await line.hear();
  }
  line.say(answer.ok ? '+OK Logged in' : '-ERR [AUTH] Invalid credentials');
  return answer.ok;
}

type Answer = (maildrop: readonly Buffer[], message: number) => string;

/** Message numbers start at 1; a command that wants one and got none has NaN. */
const transaction: Readonly<Record<string, Answer>> = {
  STAT: (maildrop) => `+OK ${maildrop.length} ${maildrop.reduce((bytes, { length }) => bytes + length, 0)}`,
  LIST: listing(({ length }) => String(length)),
  UIDL: listing((_, number) => `practice-${number}`),
  RETR: (maildrop, number) => {
    const message = maildrop[number - 1];
    return message === undefined ? noSuchMessage : `+OK\r\n${stuffed(message)}\r\n.`;
  },
  NOOP: () => '+OK',
  RSET: () => '+OK',
  DELE: () => '-ERR Practice keeps its mail',
};

const noSuchMessage = '-ERR No such message';

function listing(tell: (message: Buffer, number: number) => string): Answer {
  return (maildrop, wanted) => {
    const lines = maildrop.map((message, index) => `${index + 1} ${tell(message, index + 1)}`);
    if (Number.isNaN(wanted)) return ['+OK', ...lines, '.'].join('\r\n');
    const line = lines[wanted - 1];
    return line === undefined ? noSuchMessage : `+OK ${line}`;
  };
}

/** RFC 1939 §3: a line that begins with a dot gets one more. */
function stuffed(message: Buffer): string {
  return message.toString('latin1').replace(/^\./gm, '..').replace(/\r\n$/, '');
}
