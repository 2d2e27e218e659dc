import type { Mailbox } from '../../../main/mail/mailbox.ts';
import { createCertificate } from '../../../main/practice/certificate.ts';
import { startImap } from '../../../main/practice/imap.ts';
import { wellBehaved } from '../../../main/practice/misbehaviour.ts';
import { startSmtp } from '../../../main/practice/smtp.ts';
import { TOKEN } from './probe.ts';

export interface MailServersUnderTest {
  readonly mailbox: Mailbox;
  /** Messages the SMTP server took. */
  readonly taken: readonly string[];
  /** Puts a message (RFC 5322) into INBOX by a back door. */
  deliver(message: Buffer): void;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Real SMTP and IMAP servers for one mailbox, which take one token. */
export async function startMailServers(
  deliver: 'at once' | 'never' = 'at once',
): Promise<MailServersUnderTest> {
  const address = 'info@example.com';
  const certificate = await createCertificate();
  const taken: string[] = [];
  const shared = {
    certificate,
    behaviour: () => wellBehaved,
    login: async (user: string, token: string) =>
      user === address && token === TOKEN
        ? ({ ok: true } as const)
        : ({ ok: false, challenge: { status: '401', schemes: 'Bearer', scope: '' } } as const),
  };
  const imap = await startImap(shared);
  const smtp = await startSmtp({
    ...shared,
    address,
    deliver(message) {
      taken.push(message.toString('utf8'));
      if (deliver === 'at once') imap.deliver(message);
    },
  });
  return {
    mailbox: {
      address,
      user: address,
      accessToken: TOKEN,
      ca: certificate.caPem,
      provider: 'practice',
      servers: {
        smtp: { host: '127.0.0.1', port: smtp.port, security: 'starttls' },
        imap: { host: '127.0.0.1', port: imap.port, security: 'tls' },
      },
    },
    taken,
    deliver: imap.deliver,
    async [Symbol.asyncDispose]() {
      await Promise.all([smtp.close(), imap.close()]);
    },
  };
}
