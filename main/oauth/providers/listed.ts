import type { Account, Endpoints, NewAccount } from '../../../preload/contract/index.ts';
import type { Connection } from '../../accounts/connection.ts';
import { invalidInput } from '../../explain/invalid-input.ts';
import { isSecureAddress } from '../discovery.ts';
import { readServiceAccountKey } from '../service-account-key.ts';
import { type Authorities, relocate } from './authorities.ts';
import type { Provider, ProviderFacts } from './provider.ts';
import { withoutOAuth } from './without-oauth.ts';

/** A provider whose addresses and rules are known beforehand. */
export interface ListedProvider {
  readonly facts: ProviderFacts;
  /** Templates with `{tenant}`; null where no OAuth server is known. */
  readonly endpoints: Endpoints | null;
  readonly parameters?: Readonly<Record<string, string>>;
  /** What the token endpoint is asked for, where that is less than what the person was asked for. */
  readonly tokenScopes?: (scopes: readonly string[]) => readonly string[];
  /** `grant_type` of the device flow, where it is not the one of RFC 8628. */
  readonly deviceGrantType?: string;
}

/** @param authorities stand-ins for the provider's own servers */
export function listedProvider(listed: ListedProvider, authorities: Authorities): Provider {
  const { facts, parameters = {} } = listed;
  const { adminConsent } = facts;

  function endpointsOf({ endpoints, tenant = '' }: Account): Endpoints {
    if (endpoints) return endpoints;
    if (!listed.endpoints) throw withoutOAuth(facts.id);
    return located(listed.endpoints, encodeURIComponent(tenant), authorities);
  }

  function redirectUri({ redirectUri: own, purpose }: Pick<Account, 'purpose' | 'redirectUri'>): string {
    return own ?? facts.registrations[purpose].signInRedirectUri;
  }

  return {
    summary: facts,
    async complete(draft) {
      const { clientSecret, serviceAccountKey, issuer: _, ...given } = draft;
      if (clientSecret !== undefined && given.publicClient)
        throw invalidInput('clientSecret', 'public-client');
      if (given.redirectUri && !isSecureAddress(given.redirectUri))
        throw invalidInput('redirectUri', 'not-https', { value: given.redirectUri });
      for (const address of addressesIn(given.endpoints))
        if (!isSecureAddress(address)) throw invalidInput('endpoint', 'not-https', { value: address });
      const tenant = tenantOf(draft, facts);
      return {
        ...given,
        label: given.label ?? given.address,
        clientId: clientIdOf(draft),
        // A client without its secret is not public by that: it may be typed in later.
        publicClient: given.publicClient ?? (clientSecret === undefined && serviceAccountKey === undefined),
        ...(tenant === undefined ? {} : { tenant }),
        scopes: given.scopes ?? [...scopesFor(draft, facts)],
      };
    },
    async connect(account) {
      const { clientId, scopes, mail, ca } = account;
      const tokenScopes = listed.tokenScopes?.(scopes);
      return {
        endpoints: endpointsOf(account),
        clientId,
        scopes,
        mail: { ...facts.mail, ...mail },
        ...(tokenScopes ? { tokenScopes } : {}),
        ...(listed.deviceGrantType ? { deviceGrantType: listed.deviceGrantType } : {}),
        ...(ca ? { ca } : {}),
      } satisfies Connection;
    },
    redirectUri,
    authorizationParameters: () => parameters,
    ...(adminConsent === undefined
      ? {}
      : {
          adminConsentUrl: (account: Account) =>
            relocate(authorities, filledConsent(adminConsent, account, redirectUri(account))),
        }),
  };
}

function located(endpoints: Endpoints, tenant: string, authorities: Authorities): Endpoints {
  const at = (address: string) => relocate(authorities, address.replace('{tenant}', tenant));
  const { authorization, token, deviceAuthorization, revocation } = endpoints;
  return {
    ...endpoints,
    token: at(token),
    ...(authorization ? { authorization: at(authorization) } : {}),
    ...(deviceAuthorization ? { deviceAuthorization: at(deviceAuthorization) } : {}),
    ...(revocation ? { revocation: at(revocation) } : {}),
  };
}

/** A Microsoft mailbox's domain is one of its tenant's, so that it can stand for the tenant. */
function tenantOf({ tenant, address }: NewAccount, { tenantDefault }: ProviderFacts): string | undefined {
  return tenant?.trim() || tenantDefault?.replace('{domain}', address.slice(address.lastIndexOf('@') + 1));
}

function clientIdOf({ clientId, serviceAccountKey, grant }: NewAccount): string {
  if (grant !== 'service_account') {
    if (clientId?.trim()) return clientId.trim();
    throw invalidInput('clientId', 'missing');
  }
  if (serviceAccountKey === undefined) throw invalidInput('serviceAccountKey', 'missing');
  const key = readServiceAccountKey(serviceAccountKey);
  if (clientId === undefined || clientId.trim() === key.clientId) return key.clientId;
  throw invalidInput('clientId', 'other-client-id', { value: key.clientId });
}

function scopesFor({ grant }: NewAccount, { scopes }: ProviderFacts): readonly string[] {
  const appOnly = grant === 'client_credentials' || grant === 'service_account';
  return appOnly ? (scopes.appOnly ?? []) : scopes.requested;
}

function addressesIn(endpoints: Endpoints | undefined): string[] {
  if (!endpoints) return [];
  const { authorization, token, deviceAuthorization, revocation } = endpoints;
  return [authorization, token, deviceAuthorization, revocation].filter((address) => address !== undefined);
}

/** An administrator agrees for one organisation: neither `common` nor `consumers` is one. */
function filledConsent(template: string, { tenant = '', clientId }: Account, redirectUri: string): string {
  const values: Readonly<Record<string, string>> = {
    tenant: tenant === 'common' || tenant === 'consumers' ? 'organizations' : tenant,
    clientId,
    redirectUri,
  };
  return template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));
}
