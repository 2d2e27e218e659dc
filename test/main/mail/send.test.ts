import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Mailbox } from '../../../main/mail/mailbox.ts';
import { sendMessage } from '../../../main/mail/send.ts';
import { startMailServers } from './mail-servers.ts';
import { planFor, TOKEN } from './probe.ts';
import { honest, startScripted } from './scripted-server.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postkey-send-'));
});
afterAll(() => rm(folder, { recursive: true }));

const never = new AbortController().signal;
const greeting = { to: 'info@example.com', subject: 'Hello', text: 'plain', attachments: [] };

function plainMailbox(port: number, host = 'localhost'): Mailbox {
  return planFor({ protocol: 'smtp', port, security: 'none', host }).mailbox;
}

describe('sending a message', () => {
  it('delivers text, HTML and attachments over STARTTLS with the account’s authority', async () => {
    await using servers = await startMailServers();
    const paths = [join(folder, 'one.txt'), join(folder, 'two.pdf')];
    for (const path of paths) await writeFile(path, `content of ${path}`);
    const message = {
      to: 'info@example.com',
      subject: 'Grüße',
      text: 'plain part',
      html: '<p>rich part</p>',
      attachments: paths.map((path) => ({ path })),
    };
    const { messageId, response } = await sendMessage(servers.mailbox, message, never);
    expect(response).toMatch(/^250 /);
    const [taken = ''] = servers.taken;
    expect(taken).toContain(messageId);
    for (const part of ['plain part', '<p>rich part</p>', 'filename=one.txt', 'filename=two.pdf']) {
      expect(taken).toContain(part);
    }
    expect(taken).not.toContain(folder);
  });

  it('fails with the server’s reply when the token is refused', async () => {
    await using servers = await startMailServers();
    const mailbox = { ...servers.mailbox, accessToken: 'another-token-that-nobody-knows' };
    const sending = sendMessage(mailbox, greeting, never);
    await expect(sending).rejects.toMatchObject({
      code: 'MAIL_FAILED',
      facts: { where: 'smtp', evidence: expect.stringMatching(/^535 /) },
    });
  });

  it('fails where the certificate is not trusted', async () => {
    await using servers = await startMailServers();
    const { ca: _ca, ...mailbox } = servers.mailbox;
    await expect(sendMessage(mailbox, greeting, never)).rejects.toMatchObject({
      code: 'MAIL_FAILED',
      facts: { where: 'tls', evidence: expect.stringMatching(/certificate/i) },
    });
    expect(servers.taken).toEqual([]);
  });

  it('does not send the token where STARTTLS is asked for and not offered', async () => {
    await using server = await startScripted({ ...honest.smtp, STARTTLS: '502 5.5.1 not here' });
    const mailbox = planFor({ protocol: 'smtp', port: server.port, security: 'starttls' }).mailbox;
    await expect(sendMessage(mailbox, greeting, never)).rejects.toMatchObject({ code: 'MAIL_FAILED' });
    expect(server.heard.join('\n')).not.toContain('AUTH');
  });

  it('refuses to send the token in the clear to another machine', async () => {
    const sending = sendMessage(plainMailbox(25, 'mail.example.com'), greeting, never);
    await expect(sending).rejects.toMatchObject({
      facts: { evidence: 'POSTKEY_PLAINTEXT_REFUSED mail.example.com:25' },
    });
  });

  it('names an attachment that cannot be read, before connecting', async () => {
    await using server = await startScripted(honest.smtp);
    const path = join(folder, 'missing.pdf');
    const sending = sendMessage(plainMailbox(server.port), { ...greeting, attachments: [{ path }] }, never);
    await expect(sending).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      facts: { where: 'file', context: { file: path } },
    });
    expect(server.heard).toEqual([]);
  });

  it('masks a token that the server repeats', async () => {
    await using server = await startScripted({ ...honest.smtp, 'MAIL FROM:': `550 no ${TOKEN}` });
    const failure = await sendMessage(plainMailbox(server.port), greeting, never).catch((error) => error);
    expect(failure.facts.evidence).toBe('550 no ***');
  });

  it.each(['greeting', 'EHLO', 'AUTH XOAUTH2 ', 'MAIL FROM:'])('is cancelled at %s', async (moment) => {
    await using server = await startScripted({ ...honest.smtp, [moment]: (peer) => peer.goDeaf() });
    const cancel = new AbortController();
    const sending = sendMessage(plainMailbox(server.port), greeting, cancel.signal);
    setTimeout(() => cancel.abort(), 50);
    await expect(sending).rejects.toMatchObject({ code: 'CANCELLED' });
    await expect.poll(() => server.connections()).toBe(0);
  });
});
