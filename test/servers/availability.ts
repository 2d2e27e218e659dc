import { existsSync } from 'node:fs';
import { platform } from 'node:os';

export type Availability = { readonly available: true } | { readonly available: false; readonly why: string };

/** What Debian's packages dovecot-imapd, dovecot-pop3d, dovecot-lmtpd and postfix install. */
const programs = [
  '/usr/sbin/dovecot',
  '/usr/lib/dovecot/imap',
  '/usr/lib/dovecot/pop3',
  '/usr/lib/dovecot/lmtp',
  '/usr/sbin/postfix',
];

/** Whether Dovecot and Postfix can be started here. Tests that need them say aloud where they cannot. */
export function mailServersAvailable(): Availability {
  if (platform() !== 'linux')
    return { available: false, why: 'Dovecot and Postfix are started on Linux only' };
  const missing = programs.filter((program) => !existsSync(program));
  if (missing.length > 0) return { available: false, why: `not installed: ${missing.join(', ')}` };
  if (process.getuid?.() !== 0)
    return { available: false, why: 'Postfix and Dovecot have to be started by root' };
  return { available: true };
}
