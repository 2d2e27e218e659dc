import { Failure } from '../explain/failure.ts';

/** What a token endpoint gave (RFC 6749 §5.1). */
export interface TokenReply {
  readonly accessToken: string;
  /** Absent where the provider keeps the one it gave before. */
  readonly refreshToken?: string;
  /** ISO 8601; absent where the provider does not say. */
  readonly expiresAt?: string;
  /** ISO 8601. Google tells it of an app in testing, Microsoft of a single-page app. */
  readonly refreshTokenExpiresAt?: string;
  /** Absent where they are the ones that were asked for. */
  readonly scopes?: readonly string[];
  /** Who signed in (OpenID Connect Core §2); absent where `openid` was not asked for. */
  readonly idToken?: string;
}

/**
 * Reads a reply; `expires_at` as simple-oauth2 adds it goes before `expires_in`.
 *
 * @throws Failure `TOKEN_FAILED` where it holds no access token
 */
export function readReply(token: Readonly<Record<string, unknown>>, provider: string): TokenReply {
  const { access_token: accessToken, refresh_token: refreshToken, scope, id_token: idToken } = token;
  if (typeof accessToken !== 'string' || accessToken === '') {
    throw new Failure('TOKEN_FAILED', {
      where: 'token',
      provider,
      evidence: `POSTKEY_TOKEN_RESPONSE_INVALID no access_token; it has: ${Object.keys(token).slice(0, 20).join(', ')}`,
    });
  }
  const end = endOf(token);
  const refreshEnd = endOf({ expires_in: token['refresh_token_expires_in'] });
  return {
    accessToken,
    ...(typeof refreshToken === 'string' && refreshToken !== '' ? { refreshToken } : {}),
    ...(typeof scope === 'string' ? { scopes: scope.split(' ').filter(Boolean) } : {}),
    ...(typeof idToken === 'string' ? { idToken } : {}),
    ...(end ? { expiresAt: end.toISOString() } : {}),
    ...(refreshEnd ? { refreshTokenExpiresAt: refreshEnd.toISOString() } : {}),
  };
}

function endOf({ expires_at: at, expires_in: seconds }: Readonly<Record<string, unknown>>): Date | undefined {
  const end =
    at instanceof Date
      ? at
      : seconds === undefined || seconds === null
        ? undefined
        : new Date(Date.now() + Number(seconds) * 1000);
  return end && Number.isFinite(end.getTime()) ? end : undefined;
}
