import { defaultMinLife } from '../oauth/cached-token.ts';

/** The bare token and a newline, or one JSON document. */
export function formatToken(accessToken: string, expiresAt: string | null, json: boolean): string {
  return json ? `${JSON.stringify({ accessToken, expiresAt })}\n` : `${accessToken}\n`;
}

/** @param text of `--min-life`, seconds @returns null where it is not a number of seconds */
export function readMinLife(text: string | undefined): number | null {
  if (text === undefined) return defaultMinLife;
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}
