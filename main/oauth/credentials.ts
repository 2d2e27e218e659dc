import type { Account, Credentials } from '../../preload/contract/index.ts';
import { invalidInput } from '../explain/invalid-input.ts';
import type { Secrets } from '../vault/secrets.ts';
import { readServiceAccountKey } from './service-account-key.ts';
import type { Tokens } from './tokens.ts';

/** What of it goes into the vault. @throws Failure `INVALID_INPUT` where it is none */
export function readCredentials({
  clientSecret,
  serviceAccountKey,
}: Credentials): Pick<Secrets, keyof Credentials> {
  if (clientSecret !== undefined) requireHeaderSafe(clientSecret);
  return {
    ...(clientSecret === undefined ? {} : { clientSecret }),
    ...(serviceAccountKey === undefined
      ? {}
      : { serviceAccountKey: readServiceAccountKey(serviceAccountKey) }),
  };
}

/**
 * Puts what was given in the place of what is kept: a new secret before the old one ends, or one that was lost.
 *
 * @throws Failure `INVALID_INPUT` where the account's app has no such thing, or what the vault says
 */
export async function renewCredentials(tokens: Tokens, account: Account, given: Credentials): Promise<void> {
  const credentials = readCredentials(given);
  if (Object.keys(credentials).length === 0) return;
  const byKey = account.grant === 'service_account';
  if (credentials.clientSecret !== undefined && (account.publicClient || byKey))
    throw invalidInput('clientSecret', 'has-none');
  if (credentials.serviceAccountKey && !byKey) throw invalidInput('serviceAccountKey', 'has-none');
  // What the provider said of the old one no longer counts; whether a person is missing still does.
  await tokens.revise(account, ({ failure, ...kept }) => ({
    ...kept,
    ...credentials,
    ...(failure?.code === 'NEEDS_SIGN_IN' ? { failure } : {}),
  }));
}

/** RFC 6749 Appendix A.2: a client secret is printable ASCII; anything else was pasted along by mistake. */
function requireHeaderSafe(clientSecret: string): void {
  if (/^[\x21-\x7e]+$/.test(clientSecret)) return;
  throw invalidInput('clientSecret', 'not-printable');
}
