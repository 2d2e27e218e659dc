import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { AccountId, MailAddress, MailServers, ProxyAddress } from './account.ts';
import { errorMap } from './errors.ts';
import { inbox } from './inbox.ts';
import { history, watch } from './mail-history.ts';
import { CheckEvent } from './mail-report.ts';
import { MailProtocol } from './words.ts';

const base = oc.errors(errorMap);

/** Sizes in bytes, and counts. */
export const sendLimits = {
  recipients: 100,
  attachments: 50,
  /** All attachments together. */
  attached: 48 * 1024 * 1024,
  /** Text and HTML, each. */
  body: 2 * 1024 * 1024,
} as const;

const Recipients = z.array(MailAddress).max(sendLimits.recipients);

/** Keeps line breaks out of header fields. */
const HeaderText = z
  .string()
  .max(900)
  .regex(/^\P{Cc}*$/u);

export const mail = {
  /** Runs the protocols side by side and keeps the outcome in the history. Closing the iterator cancels them. */
  check: base
    .input(
      z.object({
        account: AccountId,
        only: z.array(MailProtocol).min(1).optional(),
        roundTrip: z.boolean().default(false),
        /** Recipient of the SMTP check and the round trip; the account's own address by default. */
        to: MailAddress.optional(),
        /** Instead of the account's own, for this run only. */
        servers: MailServers.optional(),
        /** Seconds for each protocol. */
        timeoutSeconds: z.number().min(1).max(600).default(30),
      }),
    )
    .output(eventIterator(CheckEvent)),
  /** What a check of the account would talk to. */
  servers: base.input(z.object({ account: AccountId })).output(
    z.object({
      servers: MailServers,
      /** What a check begins with. */
      usual: z.array(MailProtocol),
      proxy: ProxyAddress.nullable(),
    }),
  ),
  /**
   * By which proxy the account's mail goes. User and password go into the vault, and so do those within the address.
   */
  setProxy: base
    .input(
      z.object({
        account: AccountId,
        /** Null goes without. */
        proxy: z.url({ protocol: /^(http|socks5|socks5h)$/ }).nullable(),
        user: z.string().max(255).optional(),
        password: z.string().max(255).optional(),
      }),
    )
    .output(z.void()),
  /** How large a message may be, as the SMTP server says after EHLO (RFC 1870); null where it does not. */
  sizeLimit: base.input(z.object({ account: AccountId })).output(z.object({ bytes: z.int().nullable() })),
  /**
   * Sends a message from the account. Its size is compared with the server's limit before anything is sent.
   *
   * @throws MAIL_FAILED, INVALID_INPUT with both sizes where it is too large
   */
  send: base
    .input(
      z.object({
        account: AccountId,
        to: Recipients.min(1),
        cc: Recipients.default([]),
        replyTo: MailAddress.optional(),
        subject: HeaderText,
        text: z.string().max(sendLimits.body).optional(),
        html: z.string().max(sendLimits.body).optional(),
        /** One, or a map of many: each under its own name. */
        attachments: z
          .array(z.object({ fileName: HeaderText.min(1).max(255), file: z.instanceof(Blob) }))
          .max(sendLimits.attachments)
          .default([]),
      }),
    )
    .output(
      z.object({
        messageId: z.string(),
        /** What the server said when it took the message. */
        response: z.string(),
        bytes: z.int(),
        serverLimit: z.int().nullable(),
      }),
    ),
  history,
  watch,
  inbox,
};
