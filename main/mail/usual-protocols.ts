import type { MailProtocol, MailServers } from '../../preload/contract/index.ts';

/**
 * What a check begins with: everything the account has a server for. POP3 stays out where mailboxes have it switched off
 * until their owner switches it on, unless it is the only way to read.
 */
export function usualProtocols(servers: MailServers, pop3OffByDefault: boolean): MailProtocol[] {
  return (['smtp', 'imap', 'pop3'] as const).filter((protocol) => {
    if (protocol === 'pop3' && pop3OffByDefault && servers.imap) return false;
    return servers[protocol] !== undefined;
  });
}
