import type { AskedScopes, Directory, EntraApp } from './entra-directory.ts';
import type { AccessTokenFacts, Grantee } from './entra-tokens.ts';

export interface EntraOptions extends Directory {
  /** Seconds between two questions of the device flow. */
  readonly interval?: number;
  /** Seconds an access token lives. */
  readonly accessTokenSeconds?: number;
}

export interface Wish {
  readonly tenant: string;
  readonly app: EntraApp;
  readonly scopes: AskedScopes;
  readonly parameters: URLSearchParams;
  /** Set once somebody has signed in. */
  readonly grantee?: Grantee;
}

export interface Code {
  readonly wish: Wish;
  readonly grantee: Grantee;
  readonly redirectUri: string;
  readonly platform: 'web' | 'desktop' | 'spa';
  used: boolean;
}

export interface Device {
  readonly wish: Wish;
  readonly userCode: string;
  grantee?: Grantee;
  denied?: boolean;
  expired?: boolean;
}

export interface AccessToken extends AccessTokenFacts {
  /** Milliseconds since 1970. */
  readonly endsAt: number;
}

export interface RefreshToken {
  readonly app: EntraApp;
  readonly grantee: Grantee;
  readonly scopes: AskedScopes;
  ended?: 'revoked' | 'idle';
}

/** Everything the stand-in remembers. */
export interface EntraState {
  readonly options: EntraOptions;
  /** Where it listens; known once it does. */
  origin: string;
  readonly wishes: Map<string, Wish>;
  readonly codes: Map<string, Code>;
  readonly devices: Map<string, Device>;
  readonly refreshTokens: Map<string, RefreshToken>;
  readonly accessTokens: Map<string, AccessToken>;
  /** Questions of the device flow that are yet to be answered with `slow_down`. */
  slowed: number;
}
