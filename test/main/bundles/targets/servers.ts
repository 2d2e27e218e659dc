import type { Account } from '../../../../preload/contract/index.ts';
import type { MailSecurity } from '../../../../preload/contract/words.ts';
import type { InputChanges } from '../bundle-input.ts';

/** An account with servers for sending and reading, both of the same security. */
export function mailServers(security: MailSecurity): Required<Pick<InputChanges, 'connection'>> {
  const encrypted = security === 'tls';
  return {
    connection: {
      mail: {
        smtp: { host: 'smtp.example', port: encrypted ? 465 : 587, security },
        imap: { host: 'imap.example', port: encrypted ? 993 : 143, security },
      },
    },
  };
}

/** A shared mailbox: read as itself, sent from as the one who signed in for it. */
export const shared = {
  address: 'info@contoso.example',
  signInAs: 'ann@contoso.example',
} satisfies Partial<Account>;
