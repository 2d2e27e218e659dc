import type { i18n } from 'i18next';
import type { Account, BundleOptions, SecretsChoice, TargetId } from '../../preload/contract/index.ts';
import type { Connection } from '../accounts/connection.ts';
import type { Secrets } from '../vault/secrets.ts';
import type { BundleInput } from './target.ts';

export interface BundleRequest {
  readonly target: TargetId;
  readonly secrets: SecretsChoice;
  readonly options: BundleOptions;
}

export interface BundleSources {
  readonly account: Account;
  readonly connection: Connection;
  readonly redirectUri: string;
  readonly kept: Secrets;
  readonly refreshTokenEnd: Date | null;
  readonly texts: i18n;
  readonly today: Date;
}

/** What a target gets to see: secrets only where the admin chose to include them. */
export function bundleInput(request: BundleRequest, sources: BundleSources): BundleInput {
  const { account, connection, redirectUri, kept, refreshTokenEnd, texts, today } = sources;
  const { clientSecret, refreshToken } = kept;
  return {
    account,
    connection: { ...connection, redirectUri },
    secrets:
      request.secrets === 'include'
        ? { ...(clientSecret ? { clientSecret } : {}), ...(refreshToken ? { refreshToken } : {}) }
        : null,
    ...(refreshToken ? { refreshTokenLength: refreshToken.length } : {}),
    ...(refreshTokenEnd ? { refreshTokenExpiresAt: refreshTokenEnd } : {}),
    options: request.options,
    texts,
    today,
  };
}
