import type { ProviderSummary } from '../../../preload/contract/index.ts';
import { validateClientId } from '../../../preload/contract/validate/client-id.ts';
import { isTenantForm } from '../../../preload/contract/validate/tenant.ts';
import type { Draft } from '../drafts/draft.ts';
import { rulesOf } from './register-form.ts';

/** The page where an administrator agrees for the whole organisation; null as long as it cannot be made. */
export function adminConsentLink(
  provider: ProviderSummary,
  { clientId, tenant, address, purpose }: Pick<Draft, 'clientId' | 'tenant' | 'address' | 'purpose'>,
): { readonly url: string; readonly tenant: string } | null {
  const { adminConsent, tenantDefault = '', registrations } = provider;
  const domain = address.trim().split('@')[1] ?? '';
  const organisation = tenant.trim() || tenantDefault.replace('{domain}', domain);
  if (adminConsent === undefined || !isTenantForm(organisation)) return null;
  if (validateClientId(clientId, rulesOf(provider)).length > 0) return null;
  const values: Readonly<Record<string, string>> = {
    clientId: clientId.trim(),
    tenant: organisation,
    redirectUri: registrations[purpose].signInRedirectUri,
  };
  const url = adminConsent.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));
  return { url, tenant: organisation };
}
