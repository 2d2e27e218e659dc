import type { i18n } from 'i18next';
import type { Grant } from '../../preload/contract/index.ts';
import {
  type Cloud,
  type Finding,
  type Platform,
  type ProviderRules,
  validateClientId,
  validateClientSecret,
  validateRedirectUri,
  validateScopes,
  validateSecretUse,
  validateTenant,
} from '../../preload/contract/validate/index.ts';

/** A sign-in as it is about to be made. */
export interface Intended {
  readonly rules: ProviderRules;
  readonly grant: Grant;
  readonly cloud?: Cloud | undefined;
  /** Microsoft only. */
  readonly tenant?: string | undefined;
  readonly clientId: string;
  /** The secret itself, so that a secret's ID can be told from it; it is in no finding. */
  readonly clientSecret?: string | undefined;
  /** Where the redirect URI is registered; undefined where the admin does not know. */
  readonly platform?: Platform | undefined;
  readonly redirectUri?: string | undefined;
  readonly scopes: readonly string[];
  /** What goes into the authorization request besides the standard parameters. */
  readonly parameters?: Readonly<Record<string, string>> | undefined;
  /** Whether the app takes one organisation only; undefined where that is not known. */
  readonly singleTenant?: boolean | undefined;
  /** The mailbox is a personal Microsoft account. */
  readonly personal?: boolean | undefined;
}

/**
 * What a sign-in is going to fail at, before the browser opens: the provider's rules without the provider. Nothing
 * found is no promise, since what is registered cannot be seen from here.
 */
export function preflight(intended: Intended): readonly Finding[] {
  const { rules, grant, clientId, clientSecret = '', platform } = intended;
  const hasBrowser = grant === 'authorization_code';
  const appOnly = grant === 'client_credentials' || grant === 'service_account';
  return [
    ...(rules === 'microsoft' ? tenantFindings(intended, appOnly) : []),
    ...(grant === 'service_account' ? [] : validateClientId(clientId, rules)),
    ...validateClientSecret(clientSecret, rules),
    ...secretUse(intended, platform),
    ...(hasBrowser ? redirectFindings(intended) : []),
    ...validateScopes(intended.scopes, {
      rules,
      appOnly,
      ...(intended.cloud ? { cloud: intended.cloud } : {}),
    }),
    ...(hasBrowser ? parameterFindings(intended) : []),
  ];
}

/** A finding in words, with the error that would come of it. */
export function describeFinding({ id, predicts, values }: Finding, texts: i18n): string {
  const words = texts.t(`preflight:${id}`, { ...values });
  return predicts ? `${words} ${texts.t('preflight:predicts', { code: predicts })}` : words;
}

function tenantFindings({ tenant, singleTenant, personal }: Intended, appOnly: boolean): readonly Finding[] {
  return validateTenant(tenant ?? '', { appOnly, singleTenant, personal: personal ?? false });
}

function redirectFindings({ redirectUri, rules, platform, personal }: Intended): readonly Finding[] {
  return validateRedirectUri(redirectUri ?? '', { rules, platform, personal: personal ?? false });
}

/** The platform decides in a browser; a device is a public client, and an app by itself a confidential one. */
function secretUse({ grant, clientSecret, rules }: Intended, platform: Platform | undefined) {
  const hasSecret = Boolean(clientSecret);
  if (grant === 'authorization_code') return platform ? validateSecretUse(hasSecret, platform, rules) : [];
  if (grant === 'client_credentials') return validateSecretUse(hasSecret, 'web', rules);
  return [];
}

/** Google gives a web app a refresh token only if it asks for one; desktop apps always get it. */
function parameterFindings({ rules, platform, parameters = {} }: Intended): readonly Finding[] {
  if (rules !== 'google' || platform !== 'web' || parameters['access_type'] === 'offline') return [];
  return [{ field: 'parameters', id: 'access-type-missing', severity: 'error' }];
}
