import { expect, test } from 'vitest';
import { check } from '../../../main/mail/check.ts';
import { sendMessage } from '../../../main/mail/send.ts';
import { type Dialogue, decodeChallenge, openPop3, xoauth2 } from './dialogue.ts';
import { allow, signIn } from './oauth-client.ts';
import { runPractice } from './running-practice.ts';

const running = runPractice();

async function goodLogin(): Promise<string> {
  return xoauth2(running.practice.address, (await signIn(running.practice)).access_token);
}

async function opened(): Promise<Dialogue> {
  const pop3 = openPop3(running.practice);
  await pop3.until(/^\+OK /);
  return pop3;
}

async function loggedIn(): Promise<Dialogue> {
  const pop3 = await opened();
  pop3.say(`AUTH XOAUTH2 ${await goodLogin()}`);
  expect(await pop3.line()).toBe('+OK Logged in');
  return pop3;
}

/** The lines of an answer up to the dot. */
async function list(pop3: Dialogue): Promise<string[]> {
  const lines: string[] = [];
  for (let line = await pop3.line(); line !== null && line !== '.'; line = await pop3.line())
    lines.push(line);
  return lines;
}

async function mailbox() {
  const { address, caPem: ca, smtp, imap, pop3 } = running.practice;
  const { access_token: accessToken } = await signIn(running.practice);
  return { address, user: address, accessToken, ca, servers: { smtp, imap, pop3 }, provider: 'practice' };
}

test('offers XOAUTH2 only, and nothing before it', async () => {
  const pop3 = await opened();
  pop3.say('CAPA');
  expect(await list(pop3)).toEqual(['+OK', 'SASL XOAUTH2', 'UIDL', 'PIPELINING', 'RESP-CODES']);
  for (const command of ['USER practice', 'STAT', 'AUTH PLAIN AHgAeQ==']) {
    pop3.say(command);
    expect(await pop3.line()).toMatch(/^-ERR /);
  }
  pop3.socket.destroy();
});

test('takes a good token in two steps', async () => {
  const pop3 = await opened();
  pop3.say('AUTH XOAUTH2');
  expect(await pop3.line()).toBe('+ ');
  pop3.say(await goodLogin());
  expect(await pop3.line()).toBe('+OK Logged in');
  pop3.socket.destroy();
});

test.each([
  ['an unknown token', async () => xoauth2(running.practice.address, 'made-up')],
  [
    'a token without the scope for reading',
    async () => {
      const { access_token: token } = await signIn(running.practice, { ...allow, untick: ['mail.read'] });
      return xoauth2(running.practice.address, token);
    },
  ],
])('refuses %s by a challenge and then -ERR', async (_name, login) => {
  const pop3 = await opened();
  pop3.say(`AUTH XOAUTH2 ${await login()}`);
  expect(decodeChallenge((await pop3.line()) ?? '')).toMatchObject({ schemes: 'Bearer', scope: 'mail.read' });
  pop3.say('');
  expect(await pop3.line()).toBe('-ERR [AUTH] Invalid credentials');
  pop3.say('STAT');
  expect(await pop3.line()).toMatch(/^-ERR /);
  pop3.socket.destroy();
});

test('calls a SASL response that makes no sense an error', async () => {
  const pop3 = await opened();
  pop3.say('AUTH XOAUTH2 bm9uc2Vuc2U=');
  expect(await pop3.line()).toBe('-ERR Invalid SASL response');
  pop3.socket.destroy();
});

test('gives out what SMTP took, byte by byte, and deletes nothing', async () => {
  const text = '.dot first\r\n..two\r\nGr\u00fc\u00dfe';
  const { address: to } = running.practice;
  await sendMessage(
    await mailbox(),
    { to, subject: 'by POP3', text, attachments: [] },
    new AbortController().signal,
  );
  const pop3 = await loggedIn();
  pop3.say('STAT');
  const [, count = '0', bytes] = (await pop3.line())?.split(' ') ?? [];
  expect(Number(count)).toBeGreaterThanOrEqual(2);
  pop3.say('LIST');
  const sizes = (await list(pop3)).slice(1).map((line) => Number(line.split(' ')[1]));
  expect(sizes).toHaveLength(Number(count));
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(Number(bytes));
  pop3.say(`UIDL ${count}`);
  expect(await pop3.line()).toBe(`+OK ${count} practice-${count}`);
  pop3.say(`RETR ${count}`);
  const message = (await list(pop3)).join('\n');
  expect(message).toContain('Subject: by POP3');
  expect(message).toContain('\n...two\n');
  pop3.say(`DELE ${count}`);
  expect(await pop3.line()).toMatch(/^-ERR /);
  pop3.say('RETR 9999');
  expect(await pop3.line()).toMatch(/^-ERR /);
  pop3.say('QUIT');
  expect(await pop3.line()).toMatch(/^\+OK/);
  expect(await pop3.line()).toBeNull();
});

test('is proven by a check, beside SMTP and IMAP', async () => {
  const plan = {
    mailbox: await mailbox(),
    protocols: ['smtp', 'imap', 'pop3'] as const,
    recipient: running.practice.address,
    roundTrip: false,
    timeoutMs: 10_000,
  };
  for await (const event of check(plan)) {
    if (event.event !== 'done') continue;
    expect(event.report.ok).toBe(true);
    expect(event.report.protocols.pop3?.steps.at(-1)).toMatchObject({ name: 'count', ok: true });
  }
  expect.hasAssertions();
});
