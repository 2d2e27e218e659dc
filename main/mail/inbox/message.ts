import type { ImapFlow, MessageStructureObject } from 'imapflow';
import { inboxLimits, type MailMessage } from '../../../preload/contract/index.ts';
import { readVerdicts } from '../authentication-results.ts';
import { parseHeaders, valuesOf } from '../headers.ts';
import { type ImapLimits, withImap } from '../imap-client.ts';
import type { Mailbox } from '../mailbox.ts';
import { readRoute } from '../received.ts';
import { download, openMessage } from './inbox.ts';
import { safeHtml } from './safe-html.ts';
import { type MessageParts, partNumber, takeApart } from './structure.ts';
import { correspondents, summarise, summaryQuery } from './summary.ts';

const MAX_EMBEDDED = 30;

export interface MessageWish {
  readonly folder: string;
  readonly uid: number;
  readonly allowRemote: boolean;
}

/** Gets pictures by their addresses; what cannot be had is left out. The values are `data:` addresses. */
export type PictureLoader = (
  addresses: readonly string[],
  signal: AbortSignal,
) => Promise<ReadonlyMap<string, string>>;

/**
 * A message to look at. It stays unread.
 *
 * @throws Failure `NOT_FOUND`
 */
export async function readMessage(
  mailbox: Mailbox,
  { folder, uid, allowRemote }: MessageWish,
  limits: ImapLimits,
  loadPictures: PictureLoader,
): Promise<MailMessage> {
  return withImap(mailbox, limits, async ({ client, deadline }) => {
    const message = await openMessage(client, folder, uid, { ...summaryQuery, headers: true });
    const block = message.headers ?? Buffer.alloc(0);
    const headers = parseHeaders(block.subarray(0, inboxLimits.headers));
    const parts = takeApart(message.bodyStructure);
    const text = await body(client, uid, parts.text);
    const html = await body(client, uid, parts.html);
    const load = allowRemote ? (urls: readonly string[]) => loadPictures(urls, deadline.signal) : nothing;
    return {
      ...summarise(message),
      cc: correspondents(message.envelope?.cc),
      replyTo: correspondents(message.envelope?.replyTo),
      headers,
      text: text?.content ?? null,
      ...(await showHtml(client, uid, html?.content, parts, load)),
      truncated: (text?.truncated ?? false) || (html?.truncated ?? false),
      attachmentList: [...parts.attachments],
      verdicts: readVerdicts(valuesOf(headers, 'authentication-results')),
      route: readRoute(valuesOf(headers, 'received')),
    };
  });
}

async function nothing(): Promise<ReadonlyMap<string, string>> {
  return new Map();
}

/** imapflow has made UTF-8 of whatever it was. */
async function body(client: ImapFlow, uid: number, part: MessageStructureObject | undefined) {
  if (part === undefined) return undefined;
  const bytes = await download(client, uid, partNumber(part), inboxLimits.body);
  return {
    content: new TextDecoder().decode(bytes),
    truncated: bytes.length >= inboxLimits.body,
  };
}

async function showHtml(
  client: ImapFlow,
  uid: number,
  html: string | undefined,
  parts: MessageParts,
  load: (urls: readonly string[]) => Promise<ReadonlyMap<string, string>>,
): Promise<Pick<MailMessage, 'html' | 'remoteContent'>> {
  if (html === undefined) return { html: null, remoteContent: 'none' };
  const { pictures } = safeHtml(html, () => undefined);
  const remote = pictures.filter((address) => !isEmbedded(address));
  const resolved = new Map([
    ...(await embeddedPictures(client, uid, pictures.filter(isEmbedded), parts)),
    ...(remote.length > 0 ? await load(remote) : []),
  ]);
  const { document } = safeHtml(html, (address) => resolved.get(address));
  const loaded = remote.some((address) => resolved.has(address));
  return { html: document, remoteContent: remote.length === 0 ? 'none' : loaded ? 'loaded' : 'blocked' };
}

function isEmbedded(address: string): boolean {
  return /^cid:/i.test(address);
}

/** RFC 2392. */
async function embeddedPictures(
  client: ImapFlow,
  uid: number,
  addresses: readonly string[],
  { embedded }: MessageParts,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  let room: number = inboxLimits.images;
  for (const address of addresses.slice(0, MAX_EMBEDDED)) {
    const part = embedded.get(decode(address.slice('cid:'.length)));
    if (!part || !/^image\/(png|gif|jpe?g|webp|bmp)$/i.test(part.type) || (part.size ?? 0) > room * 1.4)
      continue;
    const bytes = await download(client, uid, partNumber(part), room);
    room -= bytes.length;
    found.set(address, `data:${part.type.toLowerCase()};base64,${bytes.toString('base64')}`);
  }
  return found;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
