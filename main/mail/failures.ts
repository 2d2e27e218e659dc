import type { MailProtocol, MailServer, Where } from '../../preload/contract/index.ts';
import { Failure } from '../explain/failure.ts';
import { redact } from '../explain/redact.ts';
import { proxySecrets } from '../proxy/proxy-server.ts';
import { type Mailbox, smtpUser } from './mailbox.ts';
import { escapeControls } from './printable.ts';
import { initialResponse } from './sasl.ts';

const MAX_EVIDENCE = 8_192;

/** Makes the failures of one connection: who and where are known, and no secret gets into the evidence. */
export type Fail = (at: 'dns' | 'network' | 'tls' | 'protocol', evidence: string) => Failure;

/** The failures of a conversation with one server; the explanation gets its name, port and mailbox. */
export function failuresOf(mailbox: Mailbox, protocol: MailProtocol, server: MailServer): Fail {
  const secrets = secretsOf(mailbox, server);
  const context = { host: server.host, port: String(server.port), mailbox: mailbox.address };
  return (at, evidence) => {
    const where: Where = at === 'protocol' ? protocol : at;
    const code = at === 'dns' || at === 'network' ? 'NETWORK_FAILED' : 'MAIL_FAILED';
    const lines = evidence.split('\n').map(escapeControls).join('\n');
    const masked = redact(lines, secrets).slice(0, MAX_EVIDENCE);
    const [, phase] = /^POSTKEY_TIMEOUT (\S+)/.exec(evidence) ?? [];
    return new Failure(code, {
      where,
      evidence: masked,
      provider: mailbox.provider,
      context: phase ? { ...context, phase } : context,
    });
  };
}

/**
 * Everything a connection says that must not be repeated.
 *
 * @throws Failure `INVALID_INPUT` where the user or the token holds a control character
 */
export function secretsOf(mailbox: Mailbox, server: MailServer): readonly string[] {
  const { host, port } = server;
  const identities = [mailbox.user, smtpUser(mailbox)].map((user) => ({ ...mailbox, user, host, port }));
  return [
    ...identities.flatMap((identity) => [
      initialResponse('XOAUTH2', identity),
      initialResponse('OAUTHBEARER', identity),
    ]),
    mailbox.accessToken,
    ...proxySecrets(mailbox.proxy),
  ];
}

/** That the account has no server for a protocol: nothing was tried. */
export function missingServer({ address, provider }: Mailbox, protocol: MailProtocol): Failure {
  return new Failure('INVALID_INPUT', {
    where: protocol,
    provider,
    evidence: `POSTKEY_NO_SERVER ${protocol}`,
    context: { mailbox: address },
  });
}

/** That somebody stopped it: no fault of the server. */
export function cancelled(protocol: MailProtocol): Failure {
  return new Failure('CANCELLED', { where: protocol, evidence: 'POSTKEY_CANCELLED' });
}

/** What Node says of an error, with its code, for every address that was tried. */
export function errorText(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) {
    return error.errors.map(errorText).join('\n');
  }
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return code === undefined || error.message.includes(code) ? error.message : `${code}: ${error.message}`;
}
