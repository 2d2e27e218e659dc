import type { AccountStatus, ProviderSummary, SignInMethod } from '../../../preload/contract/index.ts';

/** How a person may sign in to this account: here, by code on another device, or anywhere with the address brought back. */
export function offeredMethods(
  { grants, registrations }: Pick<ProviderSummary, 'grants' | 'registrations'>,
  { grant, purpose }: Pick<AccountStatus, 'grant' | 'purpose'>,
): readonly SignInMethod[] {
  if (grant !== 'authorization_code' && grant !== 'device_code') return [];
  // Codes for devices are for public clients; a web app has a secret.
  const byCode = grants.includes('device_code') && registrations[purpose].platform !== 'web';
  if (grant === 'device_code') return ['device', 'browser'];
  return byCode ? ['browser', 'device', 'paste'] : ['browser', 'paste'];
}
