/** Header fields whose meaning the texts tell: `inbox:header.<name>`. */
export const explainedHeaders = [
  'arc-authentication-results',
  'arc-message-signature',
  'arc-seal',
  'authentication-results',
  'auto-submitted',
  'bcc',
  'cc',
  'content-transfer-encoding',
  'content-type',
  'date',
  'delivered-to',
  'dkim-signature',
  'from',
  'in-reply-to',
  'list-unsubscribe',
  'message-id',
  'mime-version',
  'precedence',
  'received',
  'received-spf',
  'references',
  'reply-to',
  'return-path',
  'sender',
  'subject',
  'to',
  'user-agent',
  'x-mailer',
  'x-spam-status',
] as const;
export type ExplainedHeader = (typeof explainedHeaders)[number];

/** @param name as it stands in the message; names are the same whatever their case (RFC 5322 §2.2) */
export function explainedHeader(name: string): ExplainedHeader | null {
  const wanted = name.toLowerCase();
  return explainedHeaders.find((known) => known === wanted) ?? null;
}
