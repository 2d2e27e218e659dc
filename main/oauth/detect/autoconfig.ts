import type { MailSecurity, MailServers } from '../../../preload/contract/index.ts';

const securities: Readonly<Record<string, MailSecurity>> = { SSL: 'tls', STARTTLS: 'starttls' };

/**
 * The servers in a Mozilla autoconfig document (https://benbucksch.github.io/autoconfig-spec/). It comes from strangers:
 * only well-formed names and ports of encrypted servers are taken from it, and nothing in it is expanded.
 *
 * @param domain stands in for `%EMAILDOMAIN%`
 * @returns null where it has no server
 */
export function readAutoconfig(xml: string, domain: string): MailServers | null {
  const servers: MailServers = {};
  for (const [, kind = '', type = '', body = ''] of xml.matchAll(
    /<(incomingServer|outgoingServer)\s[^>]*?\btype\s*=\s*["'](imap|pop3|smtp)["'][^>]*>([\s\S]{0,4000}?)<\/\1\s*>/g,
  )) {
    const protocol = type as 'imap' | 'pop3' | 'smtp';
    if ((kind === 'outgoingServer') !== (protocol === 'smtp') || servers[protocol]) continue;
    const host = elementText(body, 'hostname').replace('%EMAILDOMAIN%', domain).toLowerCase();
    const port = Number(elementText(body, 'port'));
    const security = securities[elementText(body, 'socketType')];
    if (!isHostName(host) || !Number.isInteger(port) || port < 1 || port > 65_535 || !security) continue;
    servers[protocol] = { host, port, security };
  }
  return Object.keys(servers).length > 0 ? servers : null;
}

function elementText(body: string, name: string): string {
  return new RegExp(`<${name}>([^<]{0,300})</${name}>`).exec(body)?.[1]?.trim() ?? '';
}

function isHostName(host: string): boolean {
  return (
    host.length <= 253 &&
    /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$/.test(host)
  );
}
