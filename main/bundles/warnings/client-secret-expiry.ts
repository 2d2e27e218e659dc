import { daysUntil, longDate } from '../calendar.ts';
import type { BundleInput } from '../target.ts';
import type { Warning } from './warning.ts';

const soonDays = 30;

/** That the client secret has expired, or is about to. */
export function clientSecretExpiry({ account, texts, today }: BundleInput): Warning[] {
  const { secretExpiresOn } = account;
  if (!secretExpiresOn) return [];
  const days = daysUntil(secretExpiresOn, today);
  const date = longDate(new Date(secretExpiresOn), texts.language);
  if (days <= 0) return [{ key: 'clientSecretExpired', date }];
  return days <= soonDays ? [{ key: 'clientSecretExpiresSoon', date, days }] : [];
}
