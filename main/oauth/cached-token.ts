import type { Secrets } from '../vault/secrets.ts';

/** Seconds of life below which a token is renewed before it is handed out. */
export const defaultMinLife = 60;

/**
 * Whether the access token that is kept can still be handed out.
 *
 * @param minLifeSeconds it must live at least this long
 * @param now milliseconds since 1970
 */
export function isUsable(
  secrets: Secrets,
  minLifeSeconds: number,
  now: number,
): secrets is Secrets & { readonly accessToken: string } {
  if (!secrets.accessToken) return false;
  // Without an expiry there is nothing to go by: it is renewed an hour after it was given.
  const end = secrets.accessTokenExpiresAt
    ? Date.parse(secrets.accessTokenExpiresAt)
    : Date.parse(secrets.refreshedAt ?? '') + 3_600_000;
  return end - now >= minLifeSeconds * 1000;
}
