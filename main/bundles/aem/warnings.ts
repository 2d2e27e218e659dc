import { isMicrosoft } from '../microsoft.ts';
import type { BundleInput } from '../target.ts';
import type { Warning } from '../warnings/warning.ts';
import { resources, smtpScope } from './scopes.ts';

/** Practice is on this computer: AEM cannot reach it. */
export function practice({ account }: BundleInput): Warning[] {
  return account.provider === 'practice' ? [{ key: 'practice' }] : [];
}

/** AEM always sends a client secret; a public client must send none (RFC 6749 §2.1), and Microsoft insists. */
export function clientSecret({ account, secrets }: BundleInput): Warning[] {
  if (account.publicClient) return [{ key: 'publicClient' }];
  return secrets && !secrets.clientSecret ? [{ key: 'clientSecretMissing' }] : [];
}

export function refreshTokenMissing(input: BundleInput): Warning[] {
  return refreshTokenLength(input) === 0 ? [{ key: 'refreshTokenMissing' }] : [];
}

/** In characters; 0 where there is none. */
export function refreshTokenLength({ secrets, refreshTokenLength: kept = 0 }: BundleInput): number {
  return secrets?.refreshToken?.length ?? kept;
}

/** @param written the scopes that stand in the bundle, the one for sending first */
export function scopes(input: BundleInput, written: readonly string[]): Warning[] {
  const mixed = isMicrosoft(input) && resources(input.connection.scopes).size > 1;
  return [
    ...(mixed ? [{ key: 'mixedResources', scopes: written.join(' ') }] : []),
    ...smtpScopeMissing(input, written[0] ?? ''),
  ];
}

/** @param sending the scope it takes to send */
export function smtpScopeMissing(input: BundleInput, sending: string): Warning[] {
  if (!isMicrosoft(input)) return [];
  return smtpScope(input.connection.scopes) ? [] : [{ key: 'smtpScopeMissing', scope: sending }];
}
