import type { Account } from '../../preload/contract/index.ts';
import { Failure } from '../explain/failure.ts';
import { inspectToken } from './insight.ts';
import type { TokenReply } from './token-reply.ts';

/**
 * Who signed in, as far as the tokens say. The ID token came from the token endpoint itself, which is proof enough of
 * who issued it (OpenID Connect Core §3.1.3.7).
 *
 * @returns every name they go by, mail addresses only; empty where the provider does not say
 */
function signedInNames({ idToken, accessToken }: TokenReply): readonly string[] {
  const claims = idToken === undefined ? {} : claimsIn(idToken);
  // The name they sign in with first: it is the one that mail servers take.
  const told = ['preferred_username', 'upn', 'email', 'unique_name', 'sub'].map((name) => claims[name]);
  const { user } = inspectToken(accessToken, { now: new Date() });
  const names = [...told, user].filter(
    (name): name is string => typeof name === 'string' && /^[^@\s]+@[^@\s]+$/.test(name),
  );
  return [...new Set(names)];
}

/**
 * Compares who signed in with who was expected: the delegate of a shared mailbox, otherwise the mailbox's owner.
 *
 * @param acceptOther somebody else is right, too
 * @returns who it was, where it is another name than the mailbox's; null otherwise, or where nobody says
 * @throws Failure `CONSENT_FAILED` with both names
 */
export function requireExpectedUser(
  account: Account,
  reply: TokenReply,
  acceptOther: boolean,
): string | null {
  const names = signedInNames(reply);
  const [signedIn] = names;
  if (signedIn === undefined) return account.signInAs ?? null;
  const expected = account.signInAs ?? account.address;
  const isSame = (name: string) => name.toLowerCase() === expected.toLowerCase();
  if (names.some(isSame)) return account.signInAs ?? null;
  if (acceptOther) return signedIn;
  throw new Failure('CONSENT_FAILED', {
    where: 'authorize',
    provider: account.provider,
    evidence: `POSTKEY_WRONG_ACCOUNT ${signedIn} signed in, ${expected} expected`,
    context: { mailbox: account.address, signedIn, expected },
  });
}

function claimsIn(jwt: string): Readonly<Record<string, unknown>> {
  try {
    const claims: unknown = JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString('utf8'));
    return typeof claims === 'object' && claims !== null ? (claims as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
