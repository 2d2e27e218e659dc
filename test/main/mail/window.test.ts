import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Account, CheckEvent, Client } from '../../../preload/contract/index.ts';
import { type RunningApp, startApp } from '../../app.ts';
import { signIn } from '../practice/oauth-client.ts';

let running: RunningApp;
let client: Client;
let account: Account;

beforeAll(async () => {
  running = await startApp();
  client = running.app.client;
  const practice = await running.app.services.startPractice();
  if (!practice) throw new Error('practice runs elsewhere');
  const { id } = await client.onboarding.add({ provider: 'practice', address: practice.address });
  account = running.app.services.accounts.find(id);
  const { access_token: accessToken } = await signIn(practice);
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
  await running.app.services.vault.write(account.id, { accessToken, accessTokenExpiresAt: expiresAt });
}, 30_000);
afterAll(() => running.close());

async function check(wish: Partial<Parameters<Client['mail']['check']>[0]> = {}) {
  const events: CheckEvent[] = [];
  for await (const event of await client.mail.check({ account: account.id, ...wish })) events.push(event);
  const done = events.at(-1);
  if (done?.event !== 'done') throw new Error('not done');
  return done;
}

describe('what the window asks of one mailbox', () => {
  it('a check is kept, compared, told again and put into a report', async () => {
    const first = await check();
    const second = await check({ servers: { smtp: { host: '127.0.0.1', port: 1, security: 'tls' } } });
    expect([first.report.ok, second.report.ok]).toEqual([true, false]);
    const runs = await client.mail.history.list({ account: account.id });
    expect(runs.map(({ id }) => id)).toEqual([second.run, first.run]);
    const run = second.run ?? '';
    const compared = await client.mail.history.compare({ account: account.id, run });
    expect(compared.with?.id).toBe(first.run);
    expect(compared.changes).toContainEqual({ change: 'broke', protocol: 'smtp', step: 'connect' });
    const kept = await client.mail.history.run({ account: account.id, run });
    expect(kept.report).toEqual(second.report);
    const { text } = await client.mail.history.report({ account: account.id, run });
    expect(text).toContain('## SMTP: failed');
    await client.mail.history.clear({ account: account.id });
    expect(await client.mail.history.list({ account: account.id })).toEqual([]);
  });

  it('a message is sent with a map of attachments, listed and its attachment is saved', async () => {
    const { bytes: limit } = await client.mail.sizeLimit({ account: account.id });
    const attachments = ['one.txt', 'two.txt'].map((fileName) => ({ fileName, file: new Blob([fileName]) }));
    const to = [account.address];
    const sent = await client.mail.send({ account: account.id, to, subject: 'map', text: 'x', attachments });
    expect(sent).toMatchObject({ serverLimit: limit, response: expect.stringMatching(/^250 /) });
    const { messages } = await client.mail.inbox.messages({
      account: account.id,
      search: { subject: 'map' },
    });
    expect(messages[0]).toMatchObject({ subject: 'map', attachments: 2 });
    const where = { account: account.id, uid: messages[0]?.uid ?? 0 };
    const message = await client.mail.inbox.message(where);
    const part = message.attachmentList[1]?.part ?? '';
    const saved = await client.mail.inbox.attachment({ ...where, part });
    expect([saved.fileName, await saved.file.text()]).toEqual(['two.txt', 'two.txt']);
    expect((await client.mail.inbox.source(where)).truncated).toBe(false);
    expect(await client.mail.inbox.folders({ account: account.id })).not.toHaveLength(0);
  });

  it.each([
    ['a line break in the subject', { subject: 'a\r\nBcc: x@example.com' }],
    ['no recipient', { to: [] }],
    ['what is no address', { to: ['a@b\r\n'] }],
    ['a line break in a file name', { attachments: [{ fileName: 'a\r\n', file: new Blob([]) }] }],
  ])('a message with %s is refused', async (_what, change) => {
    const message = { account: account.id, to: [account.address], subject: 's', text: 't', ...change };
    await expect(client.mail.send(message)).rejects.toThrow();
  });

  it('the login at a proxy goes into the vault and not into the account', async () => {
    await client.mail.setProxy({ account: account.id, proxy: 'socks5://ann:p%40ss@proxy.example:1080' });
    const { services } = running.app;
    expect(services.accounts.find(account.id).proxy).toBe('socks5://proxy.example:1080');
    const { proxy } = await services.connect(services.accounts.find(account.id));
    expect(proxy?.login).toEqual({ user: 'ann', password: 'p@ss' });
    expect((await client.mail.servers({ account: account.id })).proxy).toBe('socks5://proxy.example:1080');
    await client.mail.setProxy({ account: account.id, proxy: null });
    expect(services.accounts.find(account.id).proxy).toBeUndefined();
    expect((await services.connect(services.accounts.find(account.id))).proxy).toBeUndefined();
    expect(await services.vault.read(`${account.id}-proxy`)).toEqual({});
  });

  it('a schedule is kept, and forgotten with the account', async () => {
    const set = await client.mail.watch.set({ account: account.id, every: '1h', roundTrip: true });
    expect(await client.mail.watch.get({ account: account.id })).toMatchObject({
      every: '1h',
      roundTrip: true,
    });
    expect(set.nextAt).not.toBeNull();
    await client.accounts.remove({ account: account.id });
    expect((await running.app.services.mail.watch.get(account.id)).every).toBe('off');
  });
});
