/** What a client may ask for. The mail scopes are one for each protocol, so that one can be missing. */
export const scopes = ['openid', 'email', 'offline_access', 'mail.send', 'mail.read'] as const;
export type Scope = (typeof scopes)[number];

export const sendScope: Scope = 'mail.send';
export const readScope: Scope = 'mail.read';

export function isScope(word: string): word is Scope {
  return scopes.some((scope) => scope === word);
}
