import type { Account, MailProtocol, MailServers } from '../../preload/contract/index.ts';
import type { Connection } from '../accounts/connection.ts';
import { Failure } from '../explain/failure.ts';
import { check } from './check.ts';
import type { Mailbox } from './mailbox.ts';
import type { CheckProgress } from './progress.ts';

export interface AccountAccess {
  /** With the account's proxy and the login there. */
  connect(account: Account): Promise<Connection>;
  /** @throws Failure `NEEDS_SIGN_IN` and others */
  accessToken(account: Account): Promise<{ readonly accessToken: string }>;
}

export interface CheckWish {
  /** All protocols that the account has a server for, unless some are named. */
  readonly only?: readonly MailProtocol[] | undefined;
  readonly roundTrip: boolean;
  readonly to?: string | undefined;
  /** Instead of the account's own, each that is given. */
  readonly servers?: MailServers | undefined;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Checks an account's mailbox with a token that lives.
 *
 * @throws Failure `INVALID_INPUT` where there is no server to check, or why there is no token
 */
export async function* checkAccount(
  account: Account,
  access: AccountAccess,
  wish: CheckWish,
): AsyncGenerator<CheckProgress> {
  const opened = await openMailbox(account, access);
  const mailbox = { ...opened, servers: { ...opened.servers, ...wish.servers } };
  const known = (['smtp', 'imap', 'pop3'] as const).filter((protocol) => mailbox.servers[protocol]);
  const protocols = wish.only ?? known;
  const missing = protocols.filter((protocol) => !known.includes(protocol));
  if (protocols.length === 0 || missing.length > 0)
    throw noServer(missing.join(', ') || 'smtp, imap, pop3', account);
  yield* check({
    mailbox,
    protocols,
    recipient: wish.to ?? account.address,
    roundTrip: wish.roundTrip,
    timeoutMs: wish.timeoutMs,
    ...(wish.signal ? { signal: wish.signal } : {}),
  });
}

/** The account's mailbox with a token that lives. @throws Failure */
export async function openMailbox(account: Account, access: AccountAccess): Promise<Mailbox> {
  const { mail, ca, proxy } = await access.connect(account);
  const { accessToken } = await access.accessToken(account);
  const { signInAs } = account;
  return {
    address: account.address,
    user: account.address,
    accessToken,
    servers: mail,
    provider: account.provider,
    ...(ca ? { ca } : {}),
    ...(signInAs ? { signInAs } : {}),
    ...(proxy ? { proxy } : {}),
  };
}

function noServer(protocols: string, account: Account): Failure {
  return new Failure('INVALID_INPUT', {
    where: 'command',
    provider: account.provider,
    evidence: `POSTKEY_NO_SERVER ${protocols}`,
    context: { mailbox: account.address, protocols },
  });
}
