import { isGuid } from './client-id.ts';
import type { Finding, Platform, ProviderRules } from './finding.ts';

/** The client secret as it is typed. It is looked at, and is in no finding. */
export function validateClientSecret(value: string, rules: ProviderRules): readonly Finding[] {
  const field = 'clientSecret';
  if (value === '') return [];
  // RFC 6749 Appendix A.2: printable ASCII.
  if (!/^[\x21-\x7e]+$/.test(value)) return [{ field, id: 'secret-characters', severity: 'error' }];
  if (rules === 'microsoft' && isGuid(value))
    return [{ field, id: 'secret-is-id', severity: 'error', predicts: 'AADSTS7000215' }];
  return [];
}

/**
 * Whether a secret fits where the redirect URI is registered: Entra takes none from a desktop app and wants one
 * from a web app, https://learn.microsoft.com/entra/identity-platform/reply-url
 */
export function validateSecretUse(
  hasSecret: boolean,
  platform: Platform,
  rules: ProviderRules,
): readonly Finding[] {
  const field = 'clientSecret';
  if (platform === 'web' && !hasSecret) {
    const predicts = rules === 'microsoft' ? 'AADSTS7000218' : 'invalid_client';
    return [{ field, id: 'secret-missing', severity: 'error', predicts }];
  }
  if (rules === 'microsoft' && platform === 'desktop' && hasSecret)
    return [{ field, id: 'secret-forbidden', severity: 'error', predicts: 'AADSTS700025' }];
  return [];
}
