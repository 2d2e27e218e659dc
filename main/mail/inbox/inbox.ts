import { buffer } from 'node:stream/consumers';
import type { FetchMessageObject, ImapFlow, ListResponse, SearchObject } from 'imapflow';
import {
  type AttachmentInfo,
  type FolderRole,
  inboxLimits,
  type MailFolder,
  type MessageSummary,
} from '../../../preload/contract/index.ts';
import { Failure } from '../../explain/failure.ts';
import { type ImapLimits, withImap } from '../imap-client.ts';
import type { Mailbox } from '../mailbox.ts';
import { safeFileName, takeApart } from './structure.ts';
import { summarise, summaryQuery } from './summary.ts';

/** Bytes that are asked for at a time. */
const CHUNK = 1_048_576;

/** @throws Failure */
export async function listFolders(mailbox: Mailbox, limits: ImapLimits): Promise<MailFolder[]> {
  return withImap(mailbox, limits, async ({ client }) => {
    const folders = await client.list({ statusQuery: { messages: true, unseen: true } });
    return folders.slice(0, inboxLimits.folders).map(describeFolder);
  });
}

export interface MessagesWish {
  readonly folder: string;
  readonly offset: number;
  readonly limit: number;
  readonly search?:
    | {
        readonly text?: string | undefined;
        readonly from?: string | undefined;
        readonly subject?: string | undefined;
        /** `YYYY-MM-DD` */
        readonly since?: string | undefined;
      }
    | undefined;
}

/** Newest first. @throws Failure */
export async function listMessages(
  mailbox: Mailbox,
  wish: MessagesWish,
  limits: ImapLimits,
): Promise<{ messages: MessageSummary[]; total: number }> {
  return withImap(mailbox, limits, async ({ client }) => {
    const { exists } = await client.mailboxOpen(wish.folder, { readOnly: true });
    const query = queryOf(wish.search);
    if (query === undefined) return page(client, wish, exists);
    const found = (await client.search(query, { uid: true })) || [];
    const uids = [...found].sort((a, b) => b - a);
    const chosen = uids.slice(wish.offset, wish.offset + wish.limit);
    return { messages: await summaries(client, chosen.join(','), true), total: uids.length };
  });
}

/** @throws Failure `NOT_FOUND` */
export async function readAttachment(
  mailbox: Mailbox,
  { folder, uid, part }: { readonly folder: string; readonly uid: number; readonly part: string },
  limits: ImapLimits,
): Promise<AttachmentInfo & { readonly content: Buffer }> {
  return withImap(mailbox, limits, async ({ client, fail }) => {
    const message = await openMessage(client, folder, uid, { uid: true, bodyStructure: true });
    const info = takeApart(message.bodyStructure).attachments.find((attachment) => attachment.part === part);
    if (!info) throw notFound(`${uid} part ${part}`, mailbox);
    // Base64 is a third longer than what it stands for.
    if (info.bytes > inboxLimits.attachment * 1.4) throw fail('protocol', 'POSTKEY_RESPONSE_TOO_LARGE');
    return { ...info, content: await download(client, uid, part, inboxLimits.attachment) };
  });
}

export interface MessageSource {
  readonly fileName: string;
  readonly content: Buffer;
  /** Of the whole message. */
  readonly bytes: number;
  readonly truncated: boolean;
}

/** @throws Failure `NOT_FOUND` */
export async function readSource(
  mailbox: Mailbox,
  { folder, uid }: { readonly folder: string; readonly uid: number },
  limits: ImapLimits,
): Promise<MessageSource> {
  return withImap(mailbox, limits, async ({ client }) => {
    const message = await openMessage(client, folder, uid, { uid: true, size: true, envelope: true });
    const content = await download(client, uid, undefined, inboxLimits.source);
    const bytes = Math.max(message.size ?? 0, content.length);
    return {
      fileName: safeFileName(`${message.envelope?.subject ?? ''}.eml`, 'message.eml'),
      content,
      bytes,
      truncated: content.length < bytes,
    };
  });
}

/** @throws Failure `NOT_FOUND` */
export async function openMessage(
  client: ImapFlow,
  folder: string,
  uid: number,
  query: Parameters<ImapFlow['fetchOne']>[1],
): Promise<FetchMessageObject> {
  await client.mailboxOpen(folder, { readOnly: true });
  const message = await client.fetchOne(String(uid), query, { uid: true });
  if (!message) throw notFound(String(uid));
  return message;
}

/** A part, decoded, or without `part` the whole message as it is; cut off at `most` bytes. */
export async function download(
  client: ImapFlow,
  uid: number,
  part: string | undefined,
  most: number,
): Promise<Buffer> {
  const loaded = await client.download(String(uid), part, { uid: true, maxBytes: most, chunkSize: CHUNK });
  if (!('content' in loaded) || !loaded.content) throw notFound(`${uid} part ${part ?? ''}`);
  return buffer(loaded.content);
}

/** Messages of a range of sequence numbers, or of UIDs with `uid`, the newest first. */
export async function summaries(client: ImapFlow, range: string, uid: boolean): Promise<MessageSummary[]> {
  if (range === '') return [];
  const messages = await client.fetchAll(range, summaryQuery, { uid });
  return messages.sort((a, b) => b.uid - a.uid).map(summarise);
}

/** Without a search the page is a range of sequence numbers: nothing is listed that is not shown. */
async function page(client: ImapFlow, { offset, limit }: MessagesWish, exists: number) {
  const last = exists - offset;
  const first = Math.max(1, last - limit + 1);
  return { messages: last < 1 ? [] : await summaries(client, `${first}:${last}`, false), total: exists };
}

function queryOf(search: MessagesWish['search']): SearchObject | undefined {
  const { text, from, subject, since } = search ?? {};
  if (!text && !from && !subject && !since) return undefined;
  return {
    ...(text && { text }),
    ...(from && { from }),
    ...(subject && { subject }),
    ...(since && { since: new Date(`${since}T00:00:00Z`) }),
  };
}

const roles: Readonly<Record<string, FolderRole>> = {
  '\\Inbox': 'inbox',
  '\\Sent': 'sent',
  '\\Drafts': 'drafts',
  '\\Trash': 'trash',
  '\\Junk': 'junk',
  '\\Archive': 'archive',
  '\\All': 'all',
  '\\Flagged': 'flagged',
};

function describeFolder({ path, name, parent, flags, specialUse, status }: ListResponse): MailFolder {
  return {
    path,
    name,
    depth: parent.length,
    role: roles[specialUse ?? ''] ?? null,
    selectable: !flags.has('\\Noselect') && !flags.has('\\NonExistent'),
    messages: status?.messages ?? null,
    unseen: status?.unseen ?? null,
  };
}

function notFound(what: string, mailbox?: Mailbox): Failure {
  return new Failure('NOT_FOUND', {
    where: 'imap',
    evidence: `POSTKEY_MESSAGE_NOT_FOUND ${what}`,
    ...(mailbox && { provider: mailbox.provider, context: { mailbox: mailbox.address } }),
  });
}
