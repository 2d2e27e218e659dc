import type { Client, Discovered, Purpose } from '../../../preload/contract/index.ts';

type NewAccount = Parameters<Client['onboarding']['add']>[0];
type Security = 'tls' | 'starttls' | 'none';

export interface ServerFields {
  readonly host: string;
  readonly port: string;
  readonly security: Security;
}

/** What is typed, as it is typed. */
export interface CustomForm {
  readonly address: string;
  readonly label: string;
  readonly purpose: Purpose;
  readonly issuer: string;
  readonly exactRedirect: boolean;
  readonly clientId: string;
  readonly publicClient: boolean;
  readonly clientSecret: string;
  readonly secretExpiresOn: string;
  readonly scopes: string;
  readonly smtp: ServerFields;
  readonly imap: ServerFields;
  readonly ca: string;
}

/** What can be wrong with a field; each has its text. */
export type Problem =
  | 'required'
  | 'address'
  | 'url'
  | 'urlInsecure'
  | 'urlWellKnown'
  | 'clientIdSpace'
  | 'host'
  | 'port'
  | 'securityNone'
  | 'mail'
  | 'pem'
  | 'pemKey'
  | 'tooLong'
  | 'date';

export const emptyForm: CustomForm = {
  address: '',
  label: '',
  purpose: 'aem-cloud',
  issuer: '',
  exactRedirect: false,
  clientId: '',
  publicClient: true,
  clientSecret: '',
  secretExpiresOn: '',
  scopes: '',
  smtp: { host: '', port: '587', security: 'starttls' },
  imap: { host: '', port: '993', security: 'tls' },
  ca: '',
};

/** Loopback by address and any port (RFC 8252 §7.3), or one fixed port where the provider compares exactly. */
export function redirectUri({ exactRedirect }: Pick<CustomForm, 'exactRedirect'>): string {
  return exactRedirect ? 'http://127.0.0.1:28473/' : 'http://127.0.0.1/';
}

export function checkIssuer(issuer: string): Problem | null {
  if (issuer.trim() === '') return 'required';
  const url = URL.parse(issuer.trim());
  if (!url || !/^https?:\/\//i.test(issuer.trim())) return 'url';
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) return 'urlInsecure';
  return url.pathname.includes('/.well-known/') ? 'urlWellKnown' : null;
}

export function checkClientId(clientId: string): Problem | null {
  if (clientId.trim() === '') return 'required';
  if (clientId.length > 512) return 'tooLong';
  return /\s/.test(clientId.trim()) ? 'clientIdSpace' : null;
}

export function checkClientSecret(secret: string, form: Pick<CustomForm, 'publicClient'>): Problem | null {
  if (form.publicClient) return null;
  if (secret === '') return 'required';
  return secret.length > 4096 ? 'tooLong' : null;
}

/** A server may be left out, but not both. */
export function checkHost(host: string, form: Pick<CustomForm, 'smtp' | 'imap'>): Problem | null {
  if (host.trim() === '') return form.smtp.host.trim() === '' && form.imap.host.trim() === '' ? 'mail' : null;
  return /^[^\s/:@]+$/.test(host.trim()) || /^\[?[0-9a-f:]+\]?$/i.test(host.trim()) ? null : 'host';
}

export function checkPort(port: string): Problem | null {
  return /^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65535 ? null : 'port';
}

export function checkSecurity(security: Security, host: string): Problem | null {
  return security === 'none' && host.trim() !== '' && !isLoopback(host.trim()) ? 'securityNone' : null;
}

export function checkCa(pem: string): Problem | null {
  if (pem.trim() === '') return null;
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(pem)) return 'pemKey';
  return countCertificates(pem) > 0 ? null : 'pem';
}

export function countCertificates(pem: string): number {
  return pem.match(/-----BEGIN CERTIFICATE-----[\sA-Za-z0-9+/=]+-----END CERTIFICATE-----/g)?.length ?? 0;
}

/** What the contract takes, from a form without problems. */
export function toNewAccount(form: CustomForm, discovered: Discovered | undefined): NewAccount {
  const scopes = form.scopes.split(/\s+/).filter(Boolean);
  return {
    provider: 'custom',
    address: form.address.trim(),
    purpose: form.purpose,
    issuer: form.issuer.trim(),
    clientId: form.clientId.trim(),
    publicClient: form.publicClient,
    redirectUri: redirectUri(form),
    mail: { ...server('smtp', form.smtp), ...server('imap', form.imap) },
    ...(form.label.trim() === '' ? {} : { label: form.label.trim() }),
    ...(discovered ? { endpoints: discovered.endpoints } : {}),
    ...(scopes.length === 0 ? {} : { scopes }),
    ...(form.publicClient ? {} : { clientSecret: form.clientSecret }),
    ...(form.publicClient || form.secretExpiresOn === '' ? {} : { secretExpiresOn: form.secretExpiresOn }),
    ...(form.ca.trim() === '' ? {} : { ca: form.ca.trim() }),
  };
}

function server(protocol: 'smtp' | 'imap', { host, port, security }: ServerFields) {
  const name = host.trim();
  return name === '' ? {} : { [protocol]: { host: name, port: Number(port), security } };
}

function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[?::1\]?)$/i.test(host);
}
