import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listFolders, listMessages, readAttachment, readSource } from '../../../../main/mail/inbox/inbox.ts';
import { watchFolder } from '../../../../main/mail/inbox/live.ts';
import { readMessage } from '../../../../main/mail/inbox/message.ts';
import type { LiveEvent } from '../../../../preload/contract/index.ts';
import { failureOf } from '../../failure-of.ts';
import { type MailServersUnderTest, startMailServers } from '../mail-servers.ts';
import { planFor } from '../probe.ts';
import { honest, startScripted } from '../scripted-server.ts';
import { messages, PIXEL } from './messages.ts';

const never = new AbortController().signal;
const limits = { timeoutMs: 5_000, signal: never };
const noPictures = async () => new Map<string, string>();
const INBOX = 'INBOX';

let servers: MailServersUnderTest;
beforeAll(async () => {
  servers = await startMailServers();
  for (const message of Object.values(messages)) servers.deliver(message);
});
afterAll(() => servers[Symbol.asyncDispose]());

async function list(wish: Partial<Parameters<typeof listMessages>[1]> = {}) {
  return listMessages(servers.mailbox, { folder: INBOX, offset: 0, limit: 50, ...wish }, limits);
}

async function uidOf(subject: string): Promise<number> {
  const found = (await list()).messages.find((message) => message.subject === subject);
  if (!found) throw new Error(`no message ${subject}`);
  return found.uid;
}

async function open(subject: string, allowRemote = false) {
  return readMessage(
    servers.mailbox,
    { folder: INBOX, uid: await uidOf(subject), allowRemote },
    limits,
    noPictures,
  );
}

describe('the folders', () => {
  it('are listed with INBOX and its count', async () => {
    const folders = await listFolders(servers.mailbox, limits);
    expect(folders.find(({ role }) => role === 'inbox')).toMatchObject({
      path: INBOX,
      depth: 0,
      selectable: true,
    });
  });
});

describe('the messages', () => {
  it('come newest first, with what a list shows of them', async () => {
    const { messages: found, total } = await list();
    expect(total).toBe(3);
    expect(found.map(({ subject }) => subject)).toEqual(['With everything', '안녕하', 'Plain']);
    expect(found[0]).toMatchObject({
      from: [{ name: 'Ann', address: 'ann@example.net' }],
      attachments: 1,
      bytes: messages.mixed.length,
      seen: false,
    });
  });

  it('come in pages', async () => {
    expect((await list({ offset: 1, limit: 1 })).messages.map(({ subject }) => subject)).toEqual(['안녕하']);
    expect(await list({ offset: 3 })).toEqual({ messages: [], total: 3 });
  });

  it.each([
    ['subject', { subject: 'plain' }, ['Plain']],
    ['from', { from: 'ann@example.net' }, ['With everything']],
    ['text', { text: 'Hello' }, ['Plain']],
    ['a day to come', { since: '2099-01-01' }, []],
    ['all of them together', { from: 'ann', subject: 'everything' }, ['With everything']],
  ])('are searched by %s', async (_what, search, subjects) => {
    const { messages: found } = await list({ search });
    expect(found.map(({ subject }) => subject)).toEqual(subjects);
  });

  it('of a folder that is not there are a failure of the server', async () => {
    expect(await failureOf(list({ folder: 'Nowhere' }))).toMatchObject({
      code: 'MAIL_FAILED',
      facts: { where: 'imap' },
    });
  });
});

describe('a message', () => {
  it('is decoded whatever its character set', async () => {
    expect(await open('안녕하')).toMatchObject({ text: expect.stringMatching(/^안녕\s*$/), html: null });
  });

  it('shows its parts, verdicts and way', async () => {
    const message = await open('With everything');
    expect(message.cc).toEqual([{ name: 'Bob', address: 'bob@example.com' }]);
    expect(message.replyTo).toEqual([expect.objectContaining({ address: 'desk@example.net' })]);
    expect(message.verdicts.map(({ meaning }) => meaning)).toEqual(['spf-pass', 'dkim-fail', 'dmarc-pass']);
    expect(message.route.map(({ tls }) => tls)).toEqual([false, true]);
    expect(message.headers[0]?.name).toBe('Received');
    expect(message.truncated).toBe(false);
  });

  it('keeps scripts and addresses of others out of its HTML, and embedded pictures in', async () => {
    const { html, remoteContent } = await open('With everything');
    expect(html).not.toMatch(/script|steal|onclick|tracker/);
    expect(html).toContain(`data:image/png;base64,${PIXEL}`);
    expect(remoteContent).toBe('blocked');
  });

  it('gets pictures from elsewhere only when it is allowed to', async () => {
    const asked: string[] = [];
    const load = async (addresses: readonly string[]) => {
      asked.push(...addresses);
      return new Map([['http://tracker.example/a.png', 'data:image/png;base64,AAAA']]);
    };
    const uid = await uidOf('With everything');
    const wish = { folder: INBOX, uid, allowRemote: true };
    const { html, remoteContent } = await readMessage(servers.mailbox, wish, limits, load);
    expect(asked).toEqual(['http://tracker.example/a.png']);
    expect(html).toContain('src="data:image/png;base64,AAAA"');
    expect(remoteContent).toBe('loaded');
  });

  it('stays unread', async () => {
    await open('Plain');
    expect((await list()).messages.map(({ seen }) => seen)).toEqual([false, false, false]);
  });

  it('that is not there is NOT_FOUND', async () => {
    const reading = readMessage(
      servers.mailbox,
      { folder: INBOX, uid: 9_999, allowRemote: false },
      limits,
      noPictures,
    );
    expect(await failureOf(reading)).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('has an attachment that is saved under a harmless name', async () => {
    const { attachmentList } = await open('With everything');
    const [attachment] = attachmentList.filter(({ inline }) => !inline);
    expect(attachment).toMatchObject({
      type: 'application/pdf',
      fileName: expect.not.stringMatching(/[/\\]|^\./),
    });
    const uid = await uidOf('With everything');
    const saved = await readAttachment(
      servers.mailbox,
      { folder: INBOX, uid, part: attachment?.part ?? '' },
      limits,
    );
    expect(saved.content.toString()).toBe('%PDF-1.4 content');
  });

  it('has a source that is what was delivered, byte by byte', async () => {
    const source = await readSource(
      servers.mailbox,
      { folder: INBOX, uid: await uidOf('With everything') },
      limits,
    );
    expect(source.content.equals(messages.mixed)).toBe(true);
    expect(source).toMatchObject({ truncated: false, bytes: messages.mixed.length });
  });
});

describe('the live view', () => {
  it('tells of a message as it arrives, and ends when it is closed', async () => {
    await using own = await startMailServers();
    const events = watchFolder(own.mailbox, INBOX, undefined);
    expect((await events.next()).value).toEqual({ event: 'listening', messages: 0, idle: true });
    own.deliver(messages.plain);
    const { value } = (await events.next()) as { value: LiveEvent };
    expect(value).toMatchObject({ event: 'arrived', messages: 1, message: { subject: 'Plain' } });
    const closedAt = performance.now();
    const waiting = events.next();
    await Promise.allSettled([events.return(), waiting]);
    expect(performance.now() - closedAt).toBeLessThan(100);
  });

  it('says so when the server ends the connection', async () => {
    const own = await startMailServers();
    const events = watchFolder(own.mailbox, INBOX, undefined);
    await events.next();
    const waiting = failureOf(events.next());
    await own[Symbol.asyncDispose]();
    expect(await waiting).toMatchObject({ code: 'NETWORK_FAILED' });
  });
});

describe('a hostile IMAP server', () => {
  it.each([
    ['says nothing', { greeting: () => undefined }, /^POSTKEY_TIMEOUT imap 300 ms$/],
    [
      'refuses the token',
      { 'AUTHENTICATE XOAUTH2 ': '$tag NO [AUTHENTICATIONFAILED] no' },
      /^NO \[AUTHENTICATIONFAILED\] no/,
    ],
    ['floods', { greeting: `* OK ${'x'.repeat(9 * 1_048_576)}` }, /POSTKEY_RESPONSE_TOO_LARGE|TIMEOUT/],
  ])('that %s is told as what it is, in time', async (_what, script, evidence) => {
    await using server = await startScripted({ ...honest.imap, ...script });
    const { mailbox } = planFor({ protocol: 'imap', port: server.port, security: 'none' });
    const startedAt = performance.now();
    const failure = await failureOf(listFolders(mailbox, { timeoutMs: 300, signal: never }));
    expect(failure.facts.evidence).toMatch(evidence);
    expect(performance.now() - startedAt).toBeLessThan(600);
  });
});
