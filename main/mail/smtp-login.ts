import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { MailServer } from '../../preload/contract/index.ts';
import { Failure } from '../explain/failure.ts';
import type { Fail } from './failures.ts';
import { type Mailbox, smtpUser } from './mailbox.ts';
import { answerToError, chooseMechanism, decodeErrorChallenge, initialResponse } from './sasl.ts';
import { fitsCommandLine } from './smtp.ts';

/** Nodemailer takes it for the name of a mechanism. */
const METHOD = 'POSTKEY';

/** How nodemailer logs in for us: it would know XOAUTH2 only, try everything twice and lose the challenge. */
export interface SmtpLogin {
  /** Options of a transport. */
  readonly transport: object;
  /** Why the login was not done or was refused. */
  refusal(): Failure | undefined;
  /** Bytes, once the server has said so. */
  serverLimit(): number | null;
}

/** @param bytes of the message: one that is too large is refused before the token is sent */
export function smtpLogin(mailbox: Mailbox, server: MailServer, bytes: number, fail: Fail): SmtpLogin {
  let refusal: Failure | undefined;
  let serverLimit: number | null = null;

  const login = async (context: SMTPConnection.CustomAuthenticationContext): Promise<void> => {
    serverLimit = context.maxAllowedSize || null;
    if (serverLimit !== null && bytes > serverLimit) throw tooLarge(mailbox, server, bytes, serverLimit);
    // Nodemailer's list of what the server offers leaves OAUTHBEARER out.
    const mechanism = chooseMechanism(context.authMethods) ?? 'OAUTHBEARER';
    const { accessToken } = mailbox;
    const { host, port } = server;
    const say = async (line: string) => (await context.sendCommand(line)).response;
    const identity = { user: smtpUser(mailbox), accessToken, host, port };
    const response = initialResponse(mechanism, identity);
    const command = `AUTH ${mechanism}`;
    const atOnce = fitsCommandLine(`${command} ${response}`);
    let reply = await say(atOnce ? `${command} ${response}` : command);
    let sent = atOnce;
    if (atOnce && /^50[01]/.test(reply)) {
      reply = await say(command);
      sent = false;
    }
    if (!sent && /^50[0-4]/.test(reply))
      throw fail('protocol', `POSTKEY_NO_OAUTH_MECHANISM ${context.authMethods.join(' ')}`.trim());
    if (reply.startsWith('334') && (!sent || reply.slice(4).trim() === '')) reply = await say(response);
    let challenge = '';
    if (reply.startsWith('334')) {
      const said = reply.slice(4).trim();
      challenge = `\n${decodeErrorChallenge(said) ?? said}`;
      reply = await say(answerToError(mechanism));
    }
    if (!reply.startsWith('235')) throw fail('protocol', reply + challenge);
  };

  return {
    transport: {
      auth: { type: 'custom', method: METHOD, user: smtpUser(mailbox), pass: '' },
      forceAuth: true,
      customAuth: {
        [METHOD]: (context: SMTPConnection.CustomAuthenticationContext) =>
          login(context).catch((error: unknown) => {
            if (!(error instanceof Failure)) throw error;
            refusal = error;
            // Nodemailer writes its own code over that of the error it gets.
            throw new Error(error.message);
          }),
      },
    },
    refusal: () => refusal,
    serverLimit: () => serverLimit,
  };
}

function tooLarge(mailbox: Mailbox, server: MailServer, bytes: number, limit: number): Failure {
  return new Failure('INVALID_INPUT', {
    where: 'smtp',
    provider: mailbox.provider,
    evidence: `POSTKEY_MESSAGE_TOO_LARGE ${bytes} > ${limit}`,
    context: {
      mailbox: mailbox.address,
      host: server.host,
      size: megabytes(bytes),
      limit: megabytes(limit),
    },
  });
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_048_576).toFixed(1)} MB`;
}
