import { ImapFlow } from 'imapflow';
import { createTransport } from 'nodemailer';
import { describe, expect, test } from 'vitest';
import { decodeChallenge, openImap, openSmtp, openSmtpOverTls, xoauth2 } from './dialogue.ts';
import { allow, requestRefresh, signIn } from './oauth-client.ts';
import { runPractice } from './running-practice.ts';

const running = runPractice();

/** Every way a login can be wrong; each must be refused by both servers. */
const wrongLogins: [string, (protocol: 'smtp' | 'imap') => Promise<[user: string, token: string]>][] = [
  ['an unknown token', async () => [running.practice.address, 'made-up']],
  [
    "a token for somebody else's mailbox",
    async () => ['else@postkey.test', (await signIn(running.practice)).access_token],
  ],
  [
    'a token without the scope of the protocol',
    async (protocol) => {
      const untick = [protocol === 'smtp' ? 'mail.send' : 'mail.read'];
      return [running.practice.address, (await signIn(running.practice, { ...allow, untick })).access_token];
    },
  ],
  [
    'a refresh token',
    async () => [running.practice.address, (await signIn(running.practice)).refresh_token ?? ''],
  ],
  [
    'an expired token',
    async () => {
      const { access_token: token } = await signIn(running.practice);
      running.practice.expireAccessTokens();
      return [running.practice.address, token];
    },
  ],
  [
    'a token whose grant was ended by a replayed refresh token',
    async () => {
      const { access_token: token, refresh_token: refreshToken = '' } = await signIn(running.practice);
      await requestRefresh(running.practice, refreshToken);
      await requestRefresh(running.practice, refreshToken);
      return [running.practice.address, token];
    },
  ],
];

async function goodLogin(): Promise<string> {
  return xoauth2(running.practice.address, (await signIn(running.practice)).access_token);
}

describe('SMTP', () => {
  test('offers XOAUTH2 only, and only after STARTTLS', async () => {
    const smtp = openSmtp(running.practice);
    await smtp.until(/^220 /);
    smtp.say('EHLO client.test');
    const before: string[] = [];
    for (let line = await smtp.line(); line !== null; line = await smtp.line()) {
      before.push(line);
      if (line.startsWith('250 ')) break;
    }
    expect(before.join('\n')).toContain('STARTTLS');
    expect(before.join('\n')).not.toContain('AUTH');
    smtp.say('AUTH XOAUTH2 eA==');
    expect(await smtp.line()).toMatch(/^538 /);
    smtp.socket.destroy();

    const secure = await openSmtpOverTls(running.practice);
    secure.say('EHLO client.test');
    expect(await secure.until(/AUTH/)).toMatch(/^250[- ]AUTH XOAUTH2$/);
    await secure.until(/^250 /);
    secure.say('AUTH PLAIN AHgAeQ==');
    expect(await secure.line()).toMatch(/^504 /);
    secure.socket.destroy();
  });

  test.each(wrongLogins)('refuses %s by a challenge and then 535', async (_name, login) => {
    const smtp = await openSmtpOverTls(running.practice);
    smtp.say(`AUTH XOAUTH2 ${xoauth2(...(await login('smtp')))}`);
    const challenge = decodeChallenge((await smtp.line()) ?? '');
    expect(challenge).toMatchObject({
      status: expect.stringMatching(/^40[01]$/),
      schemes: 'Bearer',
      scope: 'mail.send',
    });
    smtp.say('');
    expect(await smtp.line()).toMatch(/^535 5\.7\.8 /);
    smtp.socket.destroy();
  });

  test('takes a good token in one step and in two', async () => {
    const oneStep = await openSmtpOverTls(running.practice);
    oneStep.say(`AUTH XOAUTH2 ${await goodLogin()}`);
    expect(await oneStep.line()).toMatch(/^235 2\.7\.0 /);
    oneStep.socket.destroy();

    const twoSteps = await openSmtpOverTls(running.practice);
    twoSteps.say('AUTH XOAUTH2');
    expect(await twoSteps.line()).toMatch(/^334/);
    twoSteps.say(await goodLogin());
    expect(await twoSteps.line()).toMatch(/^235 2\.7\.0 /);
    twoSteps.socket.destroy();
  });

  test.each([
    ['somebody else as the sender', 'else@postkey.test', 'practice@postkey.test', /^553 5\./],
    ['a recipient that is not here', 'practice@postkey.test', 'else@postkey.test', /^550 5\.1\.1 /],
  ])('refuses %s', async (_name, from, to, refusal) => {
    const smtp = await openSmtpOverTls(running.practice);
    smtp.say(`AUTH XOAUTH2 ${await goodLogin()}`);
    await smtp.until(/^235 /);
    smtp.say(`MAIL FROM:<${from}>`);
    smtp.say(`RCPT TO:<${to}>`);
    expect(await smtp.until(/^5/)).toMatch(refusal);
    smtp.socket.destroy();
  });
});

describe('IMAP', () => {
  test('has no password login', async () => {
    const imap = openImap(running.practice);
    await imap.until(/^\* OK/);
    imap.say('a CAPABILITY');
    const capabilities = await imap.until(/^\* CAPABILITY/);
    expect(capabilities).toMatch(/AUTH=XOAUTH2/);
    expect(capabilities).toMatch(/SASL-IR/);
    expect(capabilities).toMatch(/LOGINDISABLED/);
    expect(capabilities).not.toMatch(/AUTH=PLAIN/);
    imap.say('b LOGIN testuser testpass');
    expect(await imap.until(/^b /)).toMatch(/^b NO \[PRIVACYREQUIRED\]/);
    imap.socket.destroy();
  });

  test.each(wrongLogins)('refuses %s by a challenge and then NO', async (_name, login) => {
    const imap = openImap(running.practice);
    await imap.until(/^\* OK/);
    imap.say(`a AUTHENTICATE XOAUTH2 ${xoauth2(...(await login('imap')))}`);
    const challenge = decodeChallenge(await imap.until(/^\+/));
    expect(challenge).toMatchObject({ schemes: 'Bearer', scope: 'mail.read' });
    imap.say('');
    expect(await imap.until(/^a /)).toMatch(/^a NO \[AUTHENTICATIONFAILED\]/);
    imap.say('b SELECT INBOX');
    expect(await imap.until(/^b /)).toMatch(/^b (NO|BAD) /);
    imap.socket.destroy();
  });

  test.each([
    ['with an initial response', true],
    ['after +', false],
  ])('takes a good token %s', async (_name, initial) => {
    const imap = openImap(running.practice);
    await imap.until(/^\* OK/);
    const response = await goodLogin();
    if (initial) imap.say(`a AUTHENTICATE XOAUTH2 ${response}`);
    else {
      imap.say('a AUTHENTICATE XOAUTH2');
      expect(await imap.until(/^\+/)).toBe('+ ');
      imap.say(response);
    }
    expect(await imap.until(/^a /)).toMatch(/^a OK /);
    imap.say('b SELECT INBOX');
    expect(await imap.until(/^b /)).toMatch(/^b OK/);
    imap.socket.destroy();
  });

  test('calls a SASL response that makes no sense BAD', async () => {
    const imap = openImap(running.practice);
    await imap.until(/^\* OK/);
    imap.say('a AUTHENTICATE XOAUTH2 bm9uc2Vuc2U=');
    expect(await imap.until(/^a /)).toMatch(/^a BAD /);
    imap.socket.destroy();
  });
});

test('a message that SMTP took is in INBOX at once, with the trace of its way', async () => {
  const { practice } = running;
  const { access_token: accessToken } = await signIn(practice);
  const auth = { user: practice.address, accessToken };
  const imap = new ImapFlow({
    host: practice.imap.host,
    port: practice.imap.port,
    secure: true,
    tls: { ca: practice.caPem },
    auth,
    logger: false,
  });
  await imap.connect();
  const { exists: before } = await imap.mailboxOpen('INBOX');
  const announced = new Promise((resolve) => {
    imap.on('exists', resolve);
  });
  const idling = imap.idle();

  const transport = createTransport({
    host: practice.smtp.host,
    port: practice.smtp.port,
    requireTLS: true,
    tls: { ca: practice.caPem },
    auth: { type: 'OAuth2', ...auth },
  });
  const { messageId } = await transport.sendMail({
    from: practice.address,
    to: practice.address,
    subject: 'Grüße',
    text: 'Übung ✓',
    textEncoding: 'base64',
  });
  transport.close();

  expect(await announced).toMatchObject({ count: before + 1 });
  await imap.noop();
  await idling;
  const found = await imap.search({ header: { 'message-id': messageId } }, { uid: true });
  expect(found).toHaveLength(1);
  const message = await imap.fetchOne(String(found || 'nothing'), { source: true }, { uid: true });
  const source = message ? message.source?.toString() : undefined;
  expect(source).toMatch(/^Return-Path: <practice@postkey\.test>\r\nReceived: from /);
  expect(source).toMatch(/^Authentication-Results: mail\.postkey\.test;\r\n\tauth=pass /m);
  expect(source).toContain(Buffer.from('Übung ✓').toString('base64'));
  await imap.logout();
});

test('the mailbox starts with a welcome message', async () => {
  const { practice } = running;
  const { access_token: accessToken } = await signIn(practice);
  const imap = new ImapFlow({
    host: practice.imap.host,
    port: practice.imap.port,
    secure: true,
    tls: { ca: practice.caPem },
    auth: { user: practice.address, accessToken },
    logger: false,
  });
  await imap.connect();
  await imap.mailboxOpen('INBOX');
  const first = await imap.fetchOne('1', { envelope: true });
  expect(first ? first.envelope?.subject : undefined).toBe('Welcome to your practice mailbox');
  await imap.logout();
});
