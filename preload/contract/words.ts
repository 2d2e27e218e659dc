import { z } from 'zod';

/** The languages every text exists in. */
export const Language = z.enum(['en', 'ko', 'zh-CN', 'zh-TW', 'fr']);
export type Language = z.infer<typeof Language>;

/** How an account got its tokens, in the words of RFC 6749 and RFC 8628. */
export const Grant = z.enum(['authorization_code', 'device_code', 'client_credentials', 'service_account']);
export type Grant = z.infer<typeof Grant>;

/** The system that will use the mailbox once Postkey has proven it. */
export const Purpose = z.enum(['aem-cloud', 'aem-65', 'forms-jee', 'other']);
export type Purpose = z.infer<typeof Purpose>;

/** One word an admin understands, with one action to take. */
export const Health = z.enum([
  'ready',
  'refreshing',
  'expires-soon',
  'needs-sign-in',
  'secret-expires',
  'failing',
]);
export type Health = z.infer<typeof Health>;

export const MailProtocol = z.enum(['smtp', 'imap', 'pop3']);
export type MailProtocol = z.infer<typeof MailProtocol>;

/** `tls` from the first byte, `starttls` after a plain greeting, `none` for a server on this machine. */
export const MailSecurity = z.enum(['tls', 'starttls', 'none']);
export type MailSecurity = z.infer<typeof MailSecurity>;

/** A date without a time of day, as an admin reads it in a portal. */
export const IsoDate = z.iso.date();
/** An instant, ISO 8601 in UTC. */
export const IsoInstant = z.iso.datetime();

/** Where a failure was met; narrows what `explain` looks for. */
export const Where = z.enum([
  'authorize',
  'token',
  'smtp',
  'imap',
  'pop3',
  'dns',
  'network',
  'tls',
  'aem',
  'vault',
  'file',
  'command',
]);
export type Where = z.infer<typeof Where>;
