import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { AccountId } from './account.ts';
import { errorMap } from './errors.ts';
import { AuthenticationVerdict, MessageHop } from './mail-report.ts';
import { IsoDate, IsoInstant } from './words.ts';

const base = oc.errors(errorMap);

/** Sizes in bytes, and counts. What is beyond is cut off and said to be. */
export const inboxLimits = {
  folders: 1000,
  pageSize: 100,
  headers: 256 * 1024,
  /** Text and HTML, each. */
  body: 2 * 1024 * 1024,
  /** All pictures of a message together. */
  images: 8 * 1024 * 1024,
  attachment: 64 * 1024 * 1024,
  source: 16 * 1024 * 1024,
} as const;

export const FolderRole = z.enum(['inbox', 'sent', 'drafts', 'trash', 'junk', 'archive', 'all', 'flagged']);
export type FolderRole = z.infer<typeof FolderRole>;

export const MailFolder = z.object({
  /** What the other calls want. */
  path: z.string(),
  /** The last part of the path, as a person reads it. */
  name: z.string(),
  /** How many folders it lies in. */
  depth: z.int(),
  role: FolderRole.nullable(),
  /** False: it only holds others. */
  selectable: z.boolean(),
  messages: z.int().nullable(),
  unseen: z.int().nullable(),
});
export type MailFolder = z.infer<typeof MailFolder>;

export const Correspondent = z.object({ name: z.string(), address: z.string() });
export type Correspondent = z.infer<typeof Correspondent>;

export const MessageSummary = z.object({
  uid: z.int(),
  from: z.array(Correspondent),
  to: z.array(Correspondent),
  subject: z.string(),
  /** When the server took it in, else what the message says. */
  at: IsoInstant.nullable(),
  bytes: z.int(),
  seen: z.boolean(),
  flagged: z.boolean(),
  answered: z.boolean(),
  attachments: z.int(),
});
export type MessageSummary = z.infer<typeof MessageSummary>;

export const AttachmentInfo = z.object({
  /** IMAP's number of the part: what `attachment` wants. */
  part: z.string(),
  /** Safe to save under. */
  fileName: z.string(),
  type: z.string(),
  /** About; before it is decoded. */
  bytes: z.int(),
  /** Shown within the text, so not of interest by itself. */
  inline: z.boolean(),
});
export type AttachmentInfo = z.infer<typeof AttachmentInfo>;

export const MailMessage = MessageSummary.extend({
  cc: z.array(Correspondent),
  replyTo: z.array(Correspondent),
  /** As they stand, unfolded and with encoded words decoded; in the order of the message. */
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
  text: z.string().nullable(),
  /**
   * A whole document for the `srcdoc` of an `<iframe sandbox="" referrerpolicy="no-referrer">`: without scripts, forms
   * and addresses that load anything, and with a policy of its own that forbids them again. Links go nowhere: their
   * address is their `title`. Its `<style>` carries `__NONCE__`, to be replaced by the page's own nonce: a `srcdoc` obeys
   * the page's policy too.
   */
  html: z.string().nullable(),
  /** Whether there was something to load from elsewhere. `loaded`: pictures were, since `allowRemote` said so. */
  remoteContent: z.enum(['none', 'blocked', 'loaded']),
  /** The text or the HTML is longer than what is shown. */
  truncated: z.boolean(),
  attachmentList: z.array(AttachmentInfo),
  verdicts: z.array(AuthenticationVerdict),
  route: z.array(MessageHop),
});
export type MailMessage = z.infer<typeof MailMessage>;

const InFolder = z.object({ account: AccountId, folder: z.string().min(1).max(1000).default('INBOX') });
const OfMessage = InFolder.extend({ uid: z.int().min(1) });

const LiveState = z.object({
  /** In the folder now. */
  messages: z.int(),
});

export const LiveEvent = z.discriminatedUnion('event', [
  /** `idle`: the server tells of news by itself (RFC 2177); otherwise it is asked now and then. */
  LiveState.extend({ event: z.literal('listening'), idle: z.boolean() }),
  LiveState.extend({ event: z.literal('arrived'), message: MessageSummary }),
  LiveState.extend({ event: z.literal('changed') }),
]);
export type LiveEvent = z.infer<typeof LiveEvent>;

/** The mailbox over IMAP, to look at only: nothing is marked as read, moved or deleted. */
export const inbox = {
  folders: base.input(z.object({ account: AccountId })).output(z.array(MailFolder)),
  /** Newest first. */
  messages: base
    .input(
      InFolder.extend({
        /** Of the messages that fit, so many newer ones are passed over. */
        offset: z.int().min(0).default(0),
        limit: z.int().min(1).max(inboxLimits.pageSize).default(50),
        /** All that are given must fit; each is looked for anywhere in its field, whatever the case. */
        search: z
          .object({
            text: z.string().max(200).optional(),
            from: z.string().max(200).optional(),
            subject: z.string().max(200).optional(),
            /** Taken in on that day or later. */
            since: IsoDate.optional(),
          })
          .optional(),
      }),
    )
    .output(z.object({ messages: z.array(MessageSummary), total: z.int() })),
  /** @throws NOT_FOUND */
  message: base
    .input(
      OfMessage.extend({
        /** Pictures are fetched by the app, without cookies or a referrer, and put into the document. */
        allowRemote: z.boolean().default(false),
      }),
    )
    .output(MailMessage),
  attachment: base
    .input(OfMessage.extend({ part: z.string().regex(/^[0-9]{1,4}(\.[0-9]{1,4}){0,20}$/) }))
    .output(z.object({ fileName: z.string(), type: z.string(), file: z.instanceof(Blob) })),
  /** As it lies on the server, byte by byte. */
  source: base.input(OfMessage).output(
    z.object({
      fileName: z.string(),
      file: z.instanceof(Blob),
      bytes: z.int(),
      truncated: z.boolean(),
    }),
  ),
  /** News of a folder as it happens, until the iterator is closed. */
  live: base.input(InFolder).output(eventIterator(LiveEvent)),
};
