import { accessTokenEnd, type Secrets } from '../vault/secrets.ts';

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
  return Boolean(secrets.accessToken) && accessTokenEnd(secrets) - now >= minLifeSeconds * 1000;
}
