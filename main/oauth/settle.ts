import type { Account, ConsentEvent } from '../../preload/contract/index.ts';
import type { Connection } from '../accounts/connection.ts';
import { codeIn } from './authorization.ts';
import type { TokenClient, TokenReply } from './token-client.ts';

/** What every way of signing in ends with. */
export interface Settlement {
  readonly account: Account;
  readonly connection: Connection;
  readonly client: TokenClient;
  /**
   * Who signed in, where it is another name than the mailbox's.
   *
   * @throws Failure `CONSENT_FAILED` where that is not right; nothing is kept then
   */
  readonly identify?: (reply: TokenReply) => string | null;
  /** Keeps the tokens; durable when it resolves. */
  readonly keep: (reply: TokenReply) => Promise<void>;
}

type Done = Extract<ConsentEvent, { event: 'done' }>;

/** Exchanges the code of an answer and keeps what it brings. @throws Failure */
export async function* redeem(
  settlement: Settlement,
  answer: URLSearchParams,
  attempt: { readonly redirectUri: string; readonly verifier: string },
): AsyncGenerator<ConsentEvent, Done> {
  const code = codeIn(answer, settlement.account);
  yield { event: 'exchanging' };
  const { redirectUri, verifier } = attempt;
  const done = await settle(
    settlement,
    await settlement.client.exchangeCode({ code, redirectUri, verifier }),
  );
  yield done;
  return done;
}

/** Keeps the tokens of whoever was expected. @throws Failure `CONSENT_FAILED`, or what the vault says */
export async function settle(
  { account, connection, identify, keep }: Settlement,
  reply: TokenReply,
): Promise<Done> {
  const signedInAs = identify?.(reply) ?? null;
  await keep(reply);
  const asked = connection.tokenScopes ?? connection.scopes;
  const granted = reply.scopes ?? asked;
  return {
    event: 'done',
    account: account.id,
    grantedScopes: [...granted],
    missingScopes: missingScopes(asked, granted),
    expiresAt: reply.expiresAt ?? null,
    signedInAs,
  };
}

/** Scopes that ask for something other than access: a server need not name them among what it granted. */
const formalScopes = new Set(['openid', 'profile', 'email', 'offline_access']);

/** What was asked for and not given (RFC 6749 §3.3). Microsoft's `.default` stands for whatever is registered. */
export function missingScopes(asked: readonly string[], granted: readonly string[]): string[] {
  return asked.filter(
    (scope) => !granted.includes(scope) && !formalScopes.has(scope) && !scope.endsWith('/.default'),
  );
}
