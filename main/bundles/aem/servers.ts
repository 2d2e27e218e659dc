import type { MailServer } from '../../../preload/contract/index.ts';
import { placeholderPrefix } from '../placeholder.ts';

/** Stands where the account has no SMTP server, so that the admin finds what to fill in. */
const unknownSmtp: MailServer = { host: `${placeholderPrefix}SMTP_HOST`, port: 587, security: 'starttls' };

export function smtpOrPlaceholder(smtp: MailServer | undefined): MailServer {
  return smtp ?? unknownSmtp;
}

export function isLoopback(host: string): boolean {
  return /^(localhost|.*\.localhost|127(\.\d{1,3}){3}|\[?::1\]?)\.?$/i.test(host);
}
