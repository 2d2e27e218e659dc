import { isMicrosoft } from '../microsoft.ts';
import type { BundleInput } from '../target.ts';

const signInScopes = ['openid', 'offline_access', 'email', 'profile'];

/**
 * The scopes AEM asks for when it refreshes. Microsoft gives a token for one resource only, so there it is sending by
 * SMTP and what a sign-in needs; elsewhere the account's own scopes stand.
 *
 * @see https://learn.microsoft.com/en-us/exchange/client-developer/legacy-protocols/how-to-authenticate-an-imap-pop-smtp-application-by-using-oauth
 */
export function aemScopes(input: BundleInput): string[] {
  const { scopes } = input.connection;
  if (!isMicrosoft(input)) return [...scopes];
  return [smtpScope(scopes) ?? `${outlookOrigin(scopes)}/SMTP.Send`, ...signInScopes];
}

/** Microsoft's scope for sending by SMTP, on the Outlook host of its cloud; undefined where it was not asked for. */
export function smtpScope(scopes: readonly string[]): string | undefined {
  return scopes.find((scope) => /^https:\/\/.*\/SMTP\.Send$/i.test(scope) && !isGraph(scope));
}

/** The services Microsoft would have to issue tokens for; a bare scope such as `Mail.Send` means Graph. */
export function resources(scopes: readonly string[]): Set<string> {
  const wanted = scopes.filter((scope) => !signInScopes.includes(scope));
  return new Set(wanted.map((scope) => (isGraph(scope) ? 'graph' : new URL(scope).origin)));
}

/** National clouds have Outlook hosts of their own. */
function outlookOrigin(scopes: readonly string[]): string {
  const outlook = scopes.find((scope) => scope.startsWith('https://') && !isGraph(scope));
  return outlook ? new URL(outlook).origin : 'https://outlook.office.com';
}

function isGraph(scope: string): boolean {
  return !URL.canParse(scope) || /^https:\/\/(dod-)?(microsoft)?graph\./i.test(scope);
}
