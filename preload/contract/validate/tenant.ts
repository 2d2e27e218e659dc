import { isGuid } from './client-id.ts';
import type { Finding } from './finding.ts';
import { isPlaceholder } from './placeholder.ts';

/** Names of an authority that is not one organisation. */
const SHARED: readonly string[] = ['common', 'organizations', 'consumers'];
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/i;

export function isSharedTenant(value: string): boolean {
  return SHARED.includes(value.toLowerCase());
}

/** Whether a value has the form of a tenant: its ID, a domain of it, or one of the shared names. */
export function isTenantForm(value: string): boolean {
  return isGuid(value) || isSharedTenant(value) || (value.length <= 253 && DOMAIN.test(value));
}

export interface TenantUse {
  /** Client credentials have no user to tell the organisation by. */
  readonly appOnly?: boolean;
  /** The app takes accounts of one organisation only; undefined where that is not known. */
  readonly singleTenant?: boolean | undefined;
  /** The mailbox is a personal Microsoft account. */
  readonly personal?: boolean;
}

/** The tenant as it is typed. */
export function validateTenant(value: string, use: TenantUse = {}): readonly Finding[] {
  const tenant = value.trim();
  const name = tenant.toLowerCase();
  if (tenant === '') return [error('tenant-missing', 'AADSTS900144')];
  if (isPlaceholder(tenant)) return [error('tenant-placeholder', 'AADSTS900023')];
  if (!isTenantForm(tenant)) return [error('tenant-form', 'AADSTS900023')];
  if (!isSharedTenant(tenant)) return [];
  if (use.appOnly) return [error('tenant-app-only', 'AADSTS50059')];
  if (name === 'consumers')
    return use.personal
      ? []
      : [{ field: 'tenant', id: 'tenant-personal', severity: 'warning', predicts: 'AADSTS9002332' }];
  if (use.personal || use.singleTenant === false) return [];
  const severity = use.singleTenant ? 'error' : 'warning';
  return [{ field: 'tenant', id: 'tenant-shared', severity, predicts: 'AADSTS50194', values: { tenant } }];
}

function error(id: Finding['id'], predicts: string): Finding {
  return { field: 'tenant', id, severity: 'error', predicts };
}
