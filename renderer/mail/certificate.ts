import type { Certificate } from '../../preload/contract/index.ts';

const DAY_MS = 86_400_000;
/** Free certificates are renewed when a third of their 90 days is left. */
const SOON_DAYS = 21;

export type CertificateState = 'valid' | 'soon' | 'expired' | 'not-yet';

/** @param now milliseconds since 1970 */
export function certificateState({ validFrom, validTo }: Certificate, now: number): CertificateState {
  if (validFrom !== null && Date.parse(validFrom) > now) return 'not-yet';
  if (validTo === null) return 'valid';
  const left = Date.parse(validTo) - now;
  if (left <= 0) return 'expired';
  return left < SOON_DAYS * DAY_MS ? 'soon' : 'valid';
}

/** What a certificate is called by: the common name within its subject, else all of it. */
export function commonName(subject: string): string {
  return /(?:^|[,\n/]\s*)CN\s*=\s*([^,\n/]+)/i.exec(subject)?.[1]?.trim() ?? subject;
}
