import type { z } from 'zod';
import type { Account, RefreshTokenRules } from '../../preload/contract/index.ts';
import type { Secrets } from '../vault/secrets.ts';

type Rules = z.infer<typeof RefreshTokenRules>;

export interface RefreshTokenLife {
  /** When the token that is kept was issued. */
  readonly issuedAt: Date;
  readonly lastUsedAt?: Date | undefined;
  /** As the provider told it; it knows best. */
  readonly toldEnd?: Date | undefined;
  readonly isSpa?: boolean;
  /** Google: user type External, publishing status Testing. */
  readonly isTestingApp?: boolean;
}

/** Its words are `insight:outlook.<reason>`. */
export interface RefreshTokenOutlook {
  /** When the token dies if nothing happens; null where the provider sets no end or does not say. */
  readonly endsAt: Date | null;
  readonly reason: 'spa' | 'testing' | 'lifetime' | 'idle' | 'told' | 'unknown';
  /** Using it puts the end off; otherwise only a new sign-in does. */
  readonly keptAliveByUse: boolean;
  /** When to use it at the latest so that there is time to act; null where use does not help. */
  readonly useBy: Date | null;
  /** From when on a person should know; null where there is no end. */
  readonly warnFrom: Date | null;
}

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;

/** The outlook of an account's sign-in; null where it does not rest on a refresh token. */
export function signInOutlook(
  { inTesting = false }: Pick<Account, 'inTesting'>,
  { refreshToken, refreshTokenIssuedAt, refreshTokenExpiresAt, refreshedAt }: Secrets,
  rules: Rules | undefined,
): RefreshTokenOutlook | null {
  if (!refreshToken || !refreshTokenIssuedAt) return null;
  return refreshTokenOutlook(rules, {
    issuedAt: new Date(refreshTokenIssuedAt),
    lastUsedAt: refreshedAt ? new Date(refreshedAt) : undefined,
    toldEnd: refreshTokenExpiresAt ? new Date(refreshTokenExpiresAt) : undefined,
    isTestingApp: inTesting,
  });
}

/** When a refresh token dies, and whether using it helps. Revocation can come at any time and is not foreseen. */
export function refreshTokenOutlook(rules: Rules | undefined, life: RefreshTokenLife): RefreshTokenOutlook {
  const { lifetimeDays, spaHours, testingDays, idleDays, rotates = false } = rules ?? {};
  const issued = life.issuedAt.getTime();
  const used = Math.max(issued, life.lastUsedAt?.getTime() ?? issued);
  if (life.toldEnd) {
    const ms = life.toldEnd.getTime() - issued;
    if (spaHours !== undefined && ms <= spaHours * HOUR) return fixed('spa', issued, ms);
    if (testingDays !== undefined && ms <= testingDays * DAY) return fixed('testing', issued, ms);
    return fixed('told', issued, ms);
  }
  if (life.isSpa && spaHours !== undefined) return fixed('spa', issued, spaHours * HOUR);
  if (life.isTestingApp && testingDays !== undefined) return fixed('testing', issued, testingDays * DAY);
  if (lifetimeDays !== undefined)
    return (rotates ? prolonged : fixed)('lifetime', issued, lifetimeDays * DAY);
  if (idleDays !== undefined) return prolonged('idle', used, idleDays * DAY);
  return { endsAt: null, reason: 'unknown', keptAliveByUse: false, useBy: null, warnFrom: null };
}

function fixed(reason: RefreshTokenOutlook['reason'], from: number, ms: number): RefreshTokenOutlook {
  const end = from + ms;
  // A week, but not most of a short life.
  const notice = Math.min(7 * DAY, ms / 4);
  return {
    endsAt: new Date(end),
    reason,
    keptAliveByUse: false,
    useBy: null,
    warnFrom: new Date(end - notice),
  };
}

/** A sixth of its life: an app that does not run every day has many more tries before the end. */
function prolonged(reason: RefreshTokenOutlook['reason'], from: number, ms: number): RefreshTokenOutlook {
  return { ...fixed(reason, from, ms), keptAliveByUse: true, useBy: new Date(from + ms / 6) };
}
