import type { Grant, ProviderSummary, Purpose, Registration } from '../../../preload/contract/index.ts';

/** AEM and Forms JEE live on a refresh token; an app that signs in by itself, or a device, has none they could use. */
const withRefreshToken: readonly Grant[] = ['authorization_code'];

/** The grants that fit both the provider and the system that will use the mailbox, the best first. */
export function offeredGrants({ grants }: ProviderSummary, purpose: Purpose): readonly Grant[] {
  return purpose === 'other' ? grants : grants.filter((grant) => withRefreshToken.includes(grant));
}

export interface Plan {
  readonly grant: Grant;
  readonly registration: Registration;
  readonly secret: Registration['secret'];
}

/** What will be registered; null where this provider has no way in for the purpose. */
export function planFor(provider: ProviderSummary, purpose: Purpose, wanted: Grant | null): Plan | null {
  const offered = offeredGrants(provider, purpose);
  const grant = offered.find((each) => each === wanted) ?? offered[0];
  if (grant === undefined) return null;
  // A code for another device belongs to a public client, whatever uses it.
  const registration = provider.registrations[purpose];
  return { grant, registration, secret: secretFor(grant, registration) };
}

function secretFor(grant: Grant, registration: Registration): Registration['secret'] {
  switch (grant) {
    case 'authorization_code':
      return registration.secret;
    case 'client_credentials':
      return 'required';
    case 'device_code':
      return registration.secret === 'required' ? 'none' : registration.secret;
    case 'service_account':
      return 'none';
  }
}

/** The redirect URIs to register, those of AEM instances by instance. */
export function redirectUris({ redirectUris: uris }: Registration, instances: readonly string[]): string[] {
  return uris.flatMap((uri) =>
    uri.includes('{instance}') ? instances.map((instance) => uri.replace('{instance}', instance)) : [uri],
  );
}
