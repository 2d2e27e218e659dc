import type { MailStandIns } from '../../main/accounts/mail-stand-ins.ts';
import { createCertificate } from '../../main/practice/certificate.ts';
import { startImap } from '../../main/practice/imap.ts';
import { loopbackHost } from '../../main/practice/loopback-server.ts';
import type { MailLogin } from '../../main/practice/mail-login.ts';
import { wellBehaved } from '../../main/practice/misbehaviour.ts';
import { startPop3 } from '../../main/practice/pop3.ts';
import { startSmtp } from '../../main/practice/smtp.ts';
import type { MailProtocol } from '../../preload/contract/index.ts';
import type { Entra } from './entra.ts';
import type { Google } from './google.ts';

export interface StandInMailbox {
  /** For `createServices`. */
  readonly mailServers: MailStandIns;
  close(): Promise<void>;
}

/** Whether a token opens a mailbox over a protocol. */
type Opens = (user: string, accessToken: string, protocol: MailProtocol) => boolean;

/** What a token has to carry for each protocol: of a person, and of an app. */
const permissions = {
  smtp: { scope: 'SMTP.Send', role: 'SMTP.SendAsApp' },
  imap: { scope: 'IMAP.AccessAsUser.All', role: 'IMAP.AccessAsApp' },
  pop3: { scope: 'POP.AccessAsUser.All', role: 'POP.AccessAsApp' },
} as const;

/**
 * Stands in for Exchange Online with one mailbox: it takes a living token of the Entra stand-in for its own resource,
 * with the permission for the protocol, of the mailbox itself or of an app that was let into it.
 */
export function startExchange(entra: Entra, address: string): Promise<StandInMailbox> {
  const hosts = {
    smtp: 'smtp.office365.com:587',
    imap: 'outlook.office365.com:993',
    pop3: 'outlook.office365.com:995',
  };
  return startMailbox(address, hosts, (user, accessToken, protocol) => {
    const facts = entra.readToken(accessToken);
    if (!facts || !/^https:\/\/outlook\.office(365)?\.com$/.test(facts.resource)) return false;
    const { scope, role } = permissions[protocol];
    return facts.grantee
      ? facts.grantee.user.name === user && (facts.scopes?.includes(scope) ?? false)
      : user === address && (facts.roles?.includes(role) ?? false);
  });
}

/** Stands in for Gmail with one mailbox: it takes tokens of the Google stand-in with the scope for mail. */
export function startGmail(google: Google, address: string): Promise<StandInMailbox> {
  const hosts = { smtp: 'smtp.gmail.com:465', imap: 'imap.gmail.com:993', pop3: 'pop.gmail.com:995' };
  return startMailbox(address, hosts, (user, accessToken) => {
    const facts = google.readToken(accessToken);
    return facts?.user === user && facts.scopes.includes('https://mail.google.com/');
  });
}

async function startMailbox(
  address: string,
  hosts: Readonly<Record<MailProtocol, string>>,
  opens: Opens,
): Promise<StandInMailbox> {
  const certificate = await createCertificate();
  const loginOver =
    (protocol: MailProtocol): MailLogin =>
    async (user, accessToken, scope) =>
      opens(user, accessToken, protocol)
        ? { ok: true }
        : { ok: false, challenge: { status: '400', schemes: 'Bearer', scope } };
  const behaviour = () => wellBehaved;
  const imap = await startImap({ certificate, login: loginOver('imap'), behaviour });
  const smtp = await startSmtp({
    certificate,
    address,
    login: loginOver('smtp'),
    behaviour,
    deliver: imap.deliver,
  });
  const pop3 = await startPop3({ certificate, login: loginOver('pop3'), behaviour, messages: [] });
  const host = loopbackHost;
  return {
    mailServers: {
      servers: {
        [hosts.smtp]: { host, port: smtp.port, security: 'starttls' },
        [hosts.imap]: { host, port: imap.port, security: 'tls' },
        [hosts.pop3]: { host, port: pop3.port, security: 'tls' },
      },
      ca: certificate.caPem,
    },
    async close() {
      await Promise.all([imap.close(), smtp.close(), pop3.close()]);
    },
  };
}
