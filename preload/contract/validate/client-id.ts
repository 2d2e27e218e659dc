import type { Finding, ProviderRules } from './finding.ts';

/** As Entra writes application, tenant and secret IDs. */
const GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
/** Old ones are the number alone. */
const GOOGLE_CLIENT = /^\d+(?:-[0-9a-z]+)?\.apps\.googleusercontent\.com$/;

export function isGuid(value: string): boolean {
  return GUID.test(value);
}

/** The client ID as it is typed: a GUID at Microsoft, `….apps.googleusercontent.com` at Google. */
export function validateClientId(value: string, rules: ProviderRules): readonly Finding[] {
  const field = 'clientId';
  const clientId = value.trim();
  if (clientId === '') {
    const predicts = rules === 'microsoft' ? { predicts: 'AADSTS900144' } : {};
    return [{ field, id: 'client-id-missing', severity: 'error', ...predicts }];
  }
  if (rules === 'microsoft' && !isGuid(clientId))
    return [{ field, id: 'client-id-form', severity: 'error', predicts: 'AADSTS700016' }];
  if (rules === 'google' && !GOOGLE_CLIENT.test(clientId))
    return [{ field, id: 'client-id-google-form', severity: 'error', predicts: 'invalid_client' }];
  return [];
}
