/** Everything of one account that must not be read by others. Sealed as one JSON document. */
export interface Secrets {
  readonly clientSecret?: string;
  readonly refreshToken?: string;
  /** ISO 8601; a refresh token's life is counted from here. */
  readonly refreshTokenIssuedAt?: string;
  readonly accessToken?: string;
  /** ISO 8601; absent where the provider did not say. */
  readonly accessTokenExpiresAt?: string;
  readonly grantedScopes?: readonly string[];
  /** ISO 8601; the last time the provider gave a token. */
  readonly refreshedAt?: string;
  /** Why the last attempt to get a token failed; cleared by the next one that succeeds. */
  readonly failure?: TokenFailure;
}

/** A failed attempt to get a token, kept so that the accounts page can explain it later. */
export interface TokenFailure {
  readonly code: 'NEEDS_SIGN_IN' | 'TOKEN_FAILED' | 'NETWORK_FAILED';
  /** What the token endpoint said, secrets masked. */
  readonly evidence: string;
  readonly at: string;
}

/**
 * When the access token is taken to end, milliseconds since 1970: an hour after it was given where the provider did
 * not say. NaN where there is nothing to go by.
 */
export function accessTokenEnd({ accessTokenExpiresAt, refreshedAt }: Secrets): number {
  return accessTokenExpiresAt ? Date.parse(accessTokenExpiresAt) : Date.parse(refreshedAt ?? '') + 3_600_000;
}
