import type { CommandHandler, ImapCommand, ImapConnection, ImapServer, Plugin } from 'hoodiecrow-imap';
import type { LoginAnswer, MailLogin } from './mail-login.ts';
import { readScope } from './scopes.ts';
import { readXoauth2 } from './xoauth2-response.ts';

/**
 * AUTHENTICATE XOAUTH2 as the only way in, with the initial response on the command line (RFC 4959) or after `+`.
 * hoodiecrow's own plugin knows neither the two-step form nor tokens that come and go.
 */
export function xoauth2(login: MailLogin): Plugin {
  return (server: ImapServer) => {
    const beforeLogin = (connection: ImapConnection) => connection.state === 'Not Authenticated';
    server.registerCapability('AUTH=XOAUTH2', beforeLogin);
    server.registerCapability('LOGINDISABLED', beforeLogin);
    server.setCommandHandler('LOGIN', (connection, parsed, data, done) => {
      reply(connection, parsed, data, 'NO', 'PRIVACYREQUIRED', 'Passwords are switched off, use XOAUTH2');
      done();
    });
    server.setCommandHandler('AUTHENTICATE XOAUTH2', authenticate(login));
  };
}

function authenticate(login: MailLogin): CommandHandler {
  return (connection, parsed, data, done) => {
    if (connection.state !== 'Not Authenticated') {
      reply(connection, parsed, data, 'BAD', null, 'Already authenticated');
      return done();
    }
    const finish = async (response: string) => {
      const credentials = readXoauth2(response);
      if (!credentials) {
        reply(connection, parsed, data, 'BAD', null, 'Invalid SASL response');
        return done();
      }
      const answer = await login(credentials.user, credentials.accessToken, readScope);
      if (answer.ok) {
        connection.state = 'Authenticated';
        reply(connection, parsed, data, 'OK', null, 'Authenticated');
        return done();
      }
      askForEmptyLine(connection, answer, () => {
        reply(connection, parsed, data, 'NO', 'AUTHENTICATIONFAILED', 'Invalid credentials');
        done();
      });
    };
    const initial = parsed.attributes?.[0]?.value;
    if (initial !== undefined) return void finish(initial);
    nextLine(connection, (line) => void finish(line));
    connection.socket?.write('+ \r\n');
  };
}

/** The client has to acknowledge the challenge before it is told NO. */
function askForEmptyLine(
  connection: ImapConnection,
  { challenge }: LoginAnswer & { ok: false },
  then: () => void,
): void {
  nextLine(connection, then);
  connection.socket?.write(`+ ${Buffer.from(JSON.stringify(challenge)).toString('base64')}\r\n`);
}

function nextLine(connection: ImapConnection, take: (line: string) => void): void {
  connection.inputHandler = (line) => {
    connection.inputHandler = false;
    take(line);
  };
}

function reply(
  connection: ImapConnection,
  parsed: ImapCommand,
  data: string,
  command: 'OK' | 'NO' | 'BAD',
  code: string | null,
  words: string,
): void {
  const codeAttribute = code === null ? [] : [{ type: 'SECTION', section: [{ type: 'ATOM', value: code }] }];
  const attributes = [...codeAttribute, { type: 'TEXT', value: words }];
  connection.send({ tag: parsed.tag, command, attributes }, `AUTHENTICATE ${command}`, parsed, data);
}
