import type { i18n } from 'i18next';
import type { Account, BundleOptions, SecretsChoice, TargetId } from '../../preload/contract/index.ts';
import type { Connection } from '../accounts/connection.ts';
import type { CarriedTemplate } from '../templates/carry.ts';
import type { TemplateSource } from '../templates/templates.ts';
import type { Secrets, ServiceAccountKey } from '../vault/secrets.ts';
import type { BundleInput, BundleSecrets } from './target.ts';

export interface BundleRequest {
  readonly target: TargetId;
  readonly secrets: SecretsChoice;
  readonly options: BundleOptions;
  readonly templates: TemplateSource;
}

export interface BundleSources {
  readonly account: Account;
  readonly connection: Connection;
  readonly redirectUri: string;
  readonly kept: Secrets;
  readonly templates: readonly CarriedTemplate[];
  readonly refreshTokenEnd: Date | null;
  readonly texts: i18n;
  readonly today: Date;
}

/** What a target gets to see: secrets only where the admin chose to include them. */
export function bundleInput(request: BundleRequest, sources: BundleSources): BundleInput {
  const { account, connection, redirectUri, kept, refreshTokenEnd, templates, texts, today } = sources;
  const { refreshToken, refreshTokenIssuedAt } = kept;
  return {
    account,
    connection: { ...connection, redirectUri },
    secrets: request.secrets === 'include' ? bundleSecrets(kept) : null,
    ...(refreshToken ? { refreshTokenLength: refreshToken.length } : {}),
    ...(refreshTokenIssuedAt ? { refreshTokenIssuedAt } : {}),
    ...(refreshTokenEnd ? { refreshTokenExpiresAt: refreshTokenEnd } : {}),
    options: request.options,
    templates,
    texts,
    today,
  };
}

function bundleSecrets({ clientSecret, refreshToken, serviceAccountKey }: Secrets): BundleSecrets {
  return {
    ...(clientSecret ? { clientSecret } : {}),
    ...(refreshToken ? { refreshToken } : {}),
    ...(serviceAccountKey ? { serviceAccountKey: keyFile(serviceAccountKey) } : {}),
  };
}

/** As Google gives it out, so that whoever takes the bundle can use it as it is. */
function keyFile({ clientEmail, clientId, keyId, privateKey }: ServiceAccountKey): string {
  return JSON.stringify({
    type: 'service_account',
    client_email: clientEmail,
    client_id: clientId,
    private_key_id: keyId,
    private_key: privateKey,
  });
}
