import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { ImapFlow } from 'imapflow';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeChallenge, openImap, openSmtpOverTls, speak, xoauth2 } from '../main/practice/dialogue.ts';
import { signIn } from '../main/practice/oauth-client.ts';
import { runPractice } from '../main/practice/running-practice.ts';
import { type MailServers, mailServersAvailable, startMailServers } from './mail-servers.ts';

const availability = mailServersAvailable();
const skipped = availability.available ? '' : ` (SKIPPED: ${availability.why})`;
if (!availability.available) process.stderr.write(`Skipping Dovecot and Postfix: ${availability.why}\n`);

describe.skipIf(!availability.available)(`Dovecot and Postfix${skipped}`, () => {
  const running = runPractice();
  let folder: string;
  let servers: MailServers;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'postkey-servers-'));
    const { introspectionEndpoint: url, resourceServer } = running.practice;
    servers = await startMailServers({ folder, introspection: { url, resourceServer } });
  }, 30_000);
  afterAll(async () => {
    await servers?.close();
    await rm(folder, { recursive: true });
  });

  async function token(): Promise<string> {
    return (await signIn(running.practice)).access_token;
  }

  test('IMAP lets a practice token in', async () => {
    const imap = openImap(servers);
    await imap.until(/^\* OK/);
    imap.say(`a AUTHENTICATE XOAUTH2 ${xoauth2(running.practice.address, await token())}`);
    expect(await imap.until(/^a /)).toMatch(/^a OK /);
    imap.say('b SELECT INBOX');
    expect(await imap.until(/^b /)).toMatch(/^b OK /);
    imap.socket.destroy();
  });

  test.each([
    ['an unknown token', async () => 'made-up'],
    [
      'an expired token',
      async () => {
        const expired = await token();
        running.practice.expireAccessTokens();
        return expired;
      },
    ],
  ])('IMAP refuses %s by a challenge and then NO', async (_name, wrongToken) => {
    const imap = openImap(servers);
    await imap.until(/^\* OK/);
    imap.say(`a AUTHENTICATE XOAUTH2 ${xoauth2(running.practice.address, await wrongToken())}`);
    expect(decodeChallenge(await imap.until(/^\+/))).toMatchObject({ status: '401', schemes: 'bearer' });
    imap.say('');
    expect(await imap.until(/^a /)).toMatch(/^a NO \[AUTHENTICATIONFAILED\]/);
    imap.socket.destroy();
  });

  test('IMAP refuses a good token for another mailbox', async () => {
    const imap = openImap(servers);
    await imap.until(/^\* OK/);
    imap.say(`a AUTHENTICATE XOAUTH2 ${xoauth2('else@postkey.test', await token())}`);
    await imap.until(/^\+/);
    imap.say('');
    expect(await imap.until(/^a /)).toMatch(/^a NO /);
    imap.socket.destroy();
  });

  test('POP3 lets a practice token in, in two lines', async () => {
    const { host, port } = servers.pop3;
    const pop3 = speak(connectTls({ host, port, ca: servers.caPem, servername: 'localhost' }));
    await pop3.until(/^\+OK/);
    pop3.say('AUTH XOAUTH2');
    expect(await pop3.line()).toBe('+ ');
    pop3.say(xoauth2(running.practice.address, await token()));
    expect(await pop3.line()).toMatch(/^\+OK/);
    pop3.say('STAT');
    expect(await pop3.line()).toMatch(/^\+OK \d+ \d+/);
    pop3.socket.destroy();
  });

  test('submission refuses a wrong token', async () => {
    const smtp = await openSmtpOverTls(servers);
    smtp.say(`AUTH XOAUTH2 ${xoauth2(running.practice.address, 'made-up')}`);
    const challenge = await smtp.until(/^(334|535)/);
    if (challenge.startsWith('334')) {
      smtp.say('');
      expect(await smtp.until(/^5/)).toMatch(/^535 5\.7\.8 /);
    } else expect(challenge).toMatch(/^535 5\.7\.8 /);
    smtp.socket.destroy();
  });

  test('submission takes no mail without a login', async () => {
    const smtp = await openSmtpOverTls(servers);
    smtp.say(`MAIL FROM:<${running.practice.address}>`);
    smtp.say(`RCPT TO:<${running.practice.address}>`);
    expect(await smtp.until(/^5/)).toMatch(/^554 5\.7\.1 /);
    smtp.socket.destroy();
  });

  test('mail goes from submission to the mailbox', async () => {
    const { address } = running.practice;
    const auth = { user: address, accessToken: await token() };
    const tls = { ca: servers.caPem };
    const imap = new ImapFlow({ ...endpoint(servers.imap), secure: true, tls, auth, logger: false });
    await imap.connect();
    await imap.mailboxOpen('INBOX');
    const arrived = new Promise((resolve) => {
      imap.on('exists', resolve);
    });
    const idling = imap.idle();
    const transport = createTransport({
      ...endpoint(servers.smtp),
      requireTLS: true,
      tls,
      auth: { type: 'OAuth2', ...auth },
    });
    const { messageId } = await transport.sendMail({ from: address, to: address, subject: 'On its way' });
    transport.close();
    await arrived;
    await imap.noop();
    await idling;
    const found = await imap.search({ header: { 'message-id': messageId } }, { uid: true });
    expect(found).toHaveLength(1);
    await imap.logout();
  });
});

function endpoint({ host, port }: { readonly host: string; readonly port: number }) {
  return { host, port };
}
