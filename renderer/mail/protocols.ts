import type { MailProtocol } from '../../preload/contract/index.ts';

/** In the order they are shown. */
export const protocols = ['smtp', 'imap', 'pop3'] as const satisfies readonly MailProtocol[];
