import { isSharedTenant, isTenantForm } from '../../../preload/contract/validate/index.ts';
import type { Draft, Tell } from '../draft.ts';
import { isVariable, valueIn } from '../draft.ts';
import { decode } from '../form.ts';
import { isFillIn } from './placeholders.ts';

/** The tenant in Microsoft's path. Placeholders are looked at with those of the parameters. */
export function tenantSlip(draft: Draft, tenant: string, tell: Tell): Draft {
  const plain = decode(tenant);
  if (isFillIn(plain) || isVariable(plain)) return draft;
  const appOnly = valueIn(draft, 'grant_type') === 'client_credentials';
  if (appOnly && isSharedTenant(plain)) {
    tell({ id: 'tenant-app-only', found: tenant, correct: '<tenant>' });
    return withTenant(draft, '<tenant>');
  }
  if (isTenantForm(plain)) return draft;
  tell({ id: 'tenant-form', found: tenant, correct: '<tenant>' });
  return withTenant(draft, '<tenant>');
}

export function tenantOf({ address }: Draft): string {
  return address.path.split('/').filter(Boolean)[0] ?? '';
}

export function withTenant(draft: Draft, tenant: string): Draft {
  const path = draft.address.path.replace(/^\/+[^/]*/, `/${tenant}`);
  return { ...draft, address: { ...draft.address, path } };
}
