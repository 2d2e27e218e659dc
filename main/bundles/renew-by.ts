import { addDays } from './calendar.ts';
import type { BundleInput } from './target.ts';

/**
 * Where AEM holds one unchanging refresh token. Microsoft's live 90 days; where the provider's rule is not known, the
 * same is a sensible reminder.
 *
 * @see https://learn.microsoft.com/en-us/entra/identity-platform/refresh-tokens
 */
const renewAfterDays = 90;

/** The day by which the refresh token in AEM should have been replaced. */
export function renewBy({ refreshTokenExpiresAt, today }: BundleInput): Date {
  return refreshTokenExpiresAt ?? addDays(today, renewAfterDays);
}
