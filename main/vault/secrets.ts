/** Everything of one account that must not be read by others. Sealed as one JSON document. */
export interface Secrets {
  readonly clientSecret?: string;
  readonly serviceAccountKey?: ServiceAccountKey;
  readonly refreshToken?: string;
  /** ISO 8601; a refresh token's life is counted from here. */
  readonly refreshTokenIssuedAt?: string;
  /** ISO 8601; absent where the provider did not say. */
  readonly refreshTokenExpiresAt?: string;
  readonly accessToken?: string;
  /** ISO 8601; absent where the provider did not say. */
  readonly accessTokenExpiresAt?: string;
  readonly grantedScopes?: readonly string[];
  /** ISO 8601; the last time the provider gave a token. */
  readonly refreshedAt?: string;
  /** The login at the proxy of the account's mail; in a record of its own. */
  readonly proxyUser?: string;
  readonly proxyPassword?: string;
  /** Why the last attempt to get a token failed; cleared by the next one that succeeds. */
  readonly failure?: TokenFailure;
  /** Sign-ins that were begun and may yet be answered, the newest first. */
  readonly attempts?: readonly PendingAttempt[];
}

/** The private key of a Google service account, and what goes with it. */
export interface ServiceAccountKey {
  readonly clientEmail: string;
  /** The numeric one, which the administrator lets in. */
  readonly clientId: string;
  readonly keyId: string;
  /** PEM, PKCS #8. */
  readonly privateKey: string;
}

/** A sign-in whose answer may come by another way or another day: pasted, or from another computer. */
export interface PendingAttempt {
  readonly state: string;
  /** RFC 7636 §4.1; worth a code only together with it. */
  readonly verifier: string;
  /** As it went into the authorization request. */
  readonly redirectUri: string;
  /** ISO 8601. */
  readonly madeAt: string;
  /** It was made to be sent to somebody. */
  readonly isLink?: boolean;
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
