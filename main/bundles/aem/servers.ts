import type { MailServer } from '../../../preload/contract/index.ts';
import { placeholderPrefix } from '../placeholder.ts';

/** Stands where the account has no SMTP server, so that the admin finds what to fill in. */
const unknownSmtp: MailServer = { host: `${placeholderPrefix}SMTP_HOST`, port: 587, security: 'starttls' };

export function smtpOrPlaceholder(smtp: MailServer | undefined): MailServer {
  return smtp ?? unknownSmtp;
}
