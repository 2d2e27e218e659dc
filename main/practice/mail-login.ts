import type { AuthorizationServer } from './authorization-server.ts';
import type { Scope } from './scopes.ts';

/** Asked at every login: may this token open this mailbox over the protocol that `scope` stands for? */
export type MailLogin = (user: string, accessToken: string, scope: Scope) => Promise<LoginAnswer>;

export type LoginAnswer =
  | { readonly ok: true }
  /** The JSON that XOAUTH2 sends as a challenge before it refuses; the same fields as Gmail's. */
  | { readonly ok: false; readonly challenge: { status: '400' | '401'; schemes: 'Bearer'; scope: string } };

/** Tokens are looked up in the OAuth server itself, so a revoked or expired one is refused at once. */
export function createMailLogin(oauth: Pick<AuthorizationServer, 'readToken'>): MailLogin {
  return async (user, accessToken, scope) => {
    const facts = await oauth.readToken(accessToken);
    if (facts?.scopes.has(scope) && facts.account === user) return { ok: true };
    return { ok: false, challenge: { status: facts ? '400' : '401', schemes: 'Bearer', scope } };
  };
}
