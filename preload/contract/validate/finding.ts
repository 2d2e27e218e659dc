import { z } from 'zod';

/** What can be told of a sign-in before the browser opens. Its words are `preflight:<id>`. */
export const FindingId = z.enum([
  'tenant-missing',
  'tenant-form',
  'tenant-placeholder',
  'tenant-shared',
  'tenant-personal',
  'tenant-app-only',
  'client-id-missing',
  'client-id-form',
  'client-id-google-form',
  'secret-is-id',
  'secret-characters',
  'secret-forbidden',
  'secret-missing',
  'redirect-missing',
  'redirect-form',
  'redirect-http',
  'redirect-ip',
  'redirect-ipv6',
  'redirect-length',
  'redirect-characters',
  'redirect-fragment',
  'redirect-wildcard',
  'redirect-case',
  'redirect-slash',
  'redirect-query',
  'redirect-not-loopback',
  'redirect-spa',
  'redirect-oob',
  'scopes-missing',
  'scope-bare',
  'scope-graph',
  'scope-unknown',
  'scope-cloud',
  'scope-app-only',
  'scope-mail-missing',
  'scopes-mixed',
  'offline-access-missing',
  'offline-access-google',
  'google-scope-slash',
  'access-type-missing',
]);
export type FindingId = z.infer<typeof FindingId>;

/** The field a finding belongs to, as the wizard names it. */
export const FindingField = z.enum([
  'tenant',
  'clientId',
  'clientSecret',
  'redirectUri',
  'scopes',
  'parameters',
]);
export type FindingField = z.infer<typeof FindingField>;

export const Finding = z.object({
  field: FindingField,
  id: FindingId,
  /** An error is sure to fail; a warning may fail, or falls short of what is wanted. */
  severity: z.enum(['error', 'warning']),
  /** The error that would come, such as `AADSTS50011`. */
  predicts: z.string().optional(),
  /** Fill the words; never a secret. */
  values: z.record(z.string(), z.string()).optional(),
});
export type Finding = z.infer<typeof Finding>;

/** Whose rules apply. */
export type ProviderRules = 'microsoft' | 'google' | 'other';

/** Where the redirect URI is registered: it decides about the secret (Microsoft) and the match (Google). */
export type Platform = 'web' | 'desktop' | 'spa';
