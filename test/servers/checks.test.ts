import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { check } from '../../main/mail/check.ts';
import { listFolders, listMessages, readAttachment, readSource } from '../../main/mail/inbox/inbox.ts';
import { watchFolder } from '../../main/mail/inbox/live.ts';
import { readMessage } from '../../main/mail/inbox/message.ts';
import type { Mailbox } from '../../main/mail/mailbox.ts';
import type { CheckPlan, CheckProgress } from '../../main/mail/progress.ts';
import { sendMessage } from '../../main/mail/send.ts';
import { askSizeLimit } from '../../main/mail/size-limit.ts';
import { signIn } from '../main/practice/oauth-client.ts';
import { runPractice } from '../main/practice/running-practice.ts';
import { type MailServers, mailServersAvailable, startMailServers } from './mail-servers.ts';

const availability = mailServersAvailable();
const skipped = availability.available ? '' : ` (SKIPPED: ${availability.why})`;
if (!availability.available) process.stderr.write(`Skipping Dovecot and Postfix: ${availability.why}\n`);

const never = new AbortController().signal;
const limits = { timeoutMs: 10_000, signal: never };
const noPictures = async () => new Map<string, string>();

describe.skipIf(!availability.available)(`checks against Dovecot and Postfix${skipped}`, () => {
  const running = runPractice();
  let folder: string;
  let servers: MailServers;
  let mailbox: Mailbox;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'postkey-checks-'));
    const { introspectionEndpoint: url, resourceServer, address } = running.practice;
    servers = await startMailServers({ folder, introspection: { url, resourceServer } });
    const { access_token: accessToken } = await signIn(running.practice);
    const { smtp, imap, pop3, caPem: ca } = servers;
    mailbox = { address, user: address, accessToken, ca, servers: { smtp, imap, pop3 }, provider: 'custom' };
  }, 30_000);
  afterAll(async () => {
    await servers?.close();
    await rm(folder, { recursive: true });
  });

  const plan = (over: Partial<CheckPlan> = {}): CheckPlan => ({
    mailbox,
    protocols: ['smtp', 'imap', 'pop3'],
    recipient: mailbox.address,
    roundTrip: false,
    timeoutMs: 10_000,
    ...over,
  });

  async function run(wish: CheckPlan): Promise<Extract<CheckProgress, { event: 'done' }>['report']> {
    for await (const event of check(wish)) if (event.event === 'done') return event.report;
    throw new Error('the check did not finish');
  }

  test('prove all three protocols and bring a message round', async () => {
    const report = await run(plan({ roundTrip: true }));
    expect(report.ok).toBe(true);
    expect(report.roundTrip?.route.at(-1)).toMatchObject({ by: expect.any(String), at: expect.any(String) });
    expect(report.roundTrip?.route.some(({ tls }) => tls)).toBe(true);
  });

  test('prove them by STARTTLS instead of TLS as well, and the other way round', async () => {
    const report = await run(plan({ mailbox: { ...mailbox, servers: servers.otherwise }, roundTrip: true }));
    const failures = Object.values(report.protocols).map(({ steps }) => steps.at(-1)?.failure?.message);
    expect(failures).toEqual([undefined, undefined, undefined]);
    expect(report).toMatchObject({ ok: true, roundTrip: { ok: true } });
  });

  test('describe the TLS connection and the certificate of each server', async () => {
    const { protocols } = await run(plan());
    for (const result of Object.values(protocols)) {
      const step = result.steps.find(({ tls }) => tls !== undefined);
      expect(step?.tls).toMatchObject({ version: 'TLSv1.3', cipher: expect.stringMatching(/^TLS_/) });
      expect(step?.tls?.chain[0]).toMatchObject({
        names: expect.arrayContaining(['localhost', '127.0.0.1']),
      });
      expect(result.steps.some(({ capabilities }) => (capabilities?.length ?? 0) > 0)).toBe(true);
    }
  });

  test('show the certificate also where nobody trusts it', async () => {
    const { ca: _, ...untrusting } = mailbox;
    const { protocols } = await run(plan({ mailbox: untrusting, protocols: ['imap'] }));
    const step = protocols.imap?.steps.at(-1);
    expect(step).toMatchObject({
      name: 'tls',
      ok: false,
      tls: { chain: [{ fingerprint: expect.any(String) }] },
    });
  });

  test('refuse a wrong token in each protocol, and repeat it nowhere', async () => {
    const accessToken = 'a-token-that-nobody-has-ever-given-out';
    const report = await run(plan({ mailbox: { ...mailbox, accessToken } }));
    for (const { steps } of Object.values(report.protocols))
      expect(steps.at(-1)).toMatchObject({ name: 'authenticate', ok: false });
    expect(JSON.stringify(report)).not.toContain(accessToken);
  });

  test('keep their deadline when fifty run at once', async () => {
    const reports = await Promise.all(Array.from({ length: 50 }, () => run(plan({ timeoutMs: 30_000 }))));
    expect(reports.filter(({ ok }) => !ok)).toEqual([]);
  });

  test('end within 100 ms of a cancel', async () => {
    const cancel = new AbortController();
    const events = check(plan({ signal: cancel.signal }));
    await events.next();
    const cancelledAt = performance.now();
    cancel.abort();
    await expect(
      (async () => {
        for await (const _ of events);
      })(),
    ).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(performance.now() - cancelledAt).toBeLessThan(100);
  });

  test('a message with attachments is sent, listed, shown, searched and saved', async () => {
    const content = Buffer.from('%PDF-1.4 \u0000\u00ff', 'latin1');
    const sent = await sendMessage(
      mailbox,
      {
        to: [mailbox.address],
        subject: 'Übersicht',
        text: 'as text',
        html: '<p onclick="x()">as <b>HTML</b></p>',
        attachments: [{ fileName: 'Übersicht.pdf', content }],
      },
      never,
    );
    expect(sent.serverLimit).toBe(await askSizeLimit(mailbox, limits));
    expect(sent.bytes).toBeGreaterThan(content.length);

    const wish = { folder: 'INBOX', offset: 0, limit: 5, search: { subject: 'Übersicht' } };
    await expect
      .poll(async () => (await listMessages(mailbox, wish, limits)).messages[0], { timeout: 10_000 })
      .toMatchObject({ subject: 'Übersicht', attachments: 1 });
    const [listed] = (await listMessages(mailbox, wish, limits)).messages;
    const uid = listed?.uid ?? 0;
    const where = { folder: 'INBOX', uid };
    const message = await readMessage(mailbox, { ...where, allowRemote: false }, limits, noPictures);
    expect(message).toMatchObject({
      text: expect.stringContaining('as text'),
      remoteContent: 'none',
      seen: false,
    });
    expect(message.html).toContain('<p>as <b>HTML</b></p>');
    const [attachment] = message.attachmentList;
    expect(attachment).toMatchObject({ fileName: 'Übersicht.pdf', type: 'application/pdf' });
    const saved = await readAttachment(mailbox, { ...where, part: attachment?.part ?? '' }, limits);
    expect(saved.content.equals(content)).toBe(true);
    const source = await readSource(mailbox, where, limits);
    expect(source.content.toString('latin1')).toContain(`Message-ID: ${sent.messageId}`);
    expect(source.truncated).toBe(false);
  });

  test('a message larger than the server takes is refused before anything is sent', async () => {
    const limit = (await askSizeLimit(mailbox, limits)) ?? 0;
    const attachments = [{ fileName: 'large.bin', content: Buffer.alloc(limit) }];
    const sending = sendMessage(
      mailbox,
      { to: mailbox.address, subject: 'large', text: '', attachments },
      never,
    );
    await expect(sending).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      facts: { evidence: expect.stringMatching(new RegExp(`^POSTKEY_MESSAGE_TOO_LARGE \\d+ > ${limit}$`)) },
    });
  });

  test('folders are listed, and INBOX tells of news by itself', async () => {
    expect((await listFolders(mailbox, limits)).map(({ role }) => role)).toContain('inbox');
    const events = watchFolder(mailbox, 'INBOX', undefined);
    expect((await events.next()).value).toMatchObject({ event: 'listening', idle: true });
    await sendMessage(mailbox, { to: mailbox.address, subject: 'news', text: 'x', attachments: [] }, never);
    expect((await events.next()).value).toMatchObject({ event: 'arrived', message: { subject: 'news' } });
    await events.return();
  });
});
