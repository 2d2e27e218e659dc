import type { z } from 'zod';
import type { RefreshTokenRules } from '../../preload/contract/index.ts';

export interface RefreshTokenLife {
  /** When the token that is kept was issued. */
  readonly issuedAt: Date;
  readonly lastUsedAt?: Date | undefined;
  readonly isSpa?: boolean;
  /** Google: user type External, publishing status Testing. */
  readonly isTestingApp?: boolean;
}

/** Its words are `insight:outlook.<reason>`. */
export interface RefreshTokenOutlook {
  /** When the token dies if nothing happens; null where the provider sets no end or does not say. */
  readonly endsAt: Date | null;
  readonly reason: 'spa' | 'testing' | 'lifetime' | 'idle' | 'unknown';
  /** Using it puts the end off; otherwise only a new sign-in does. */
  readonly keptAliveByUse: boolean;
  /** When to use it at the latest so that there is time to act; null where use does not help. */
  readonly useBy: Date | null;
}

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;

/** When a refresh token dies, and whether using it helps. Revocation can come at any time and is not foreseen. */
export function refreshTokenOutlook(
  rules: z.infer<typeof RefreshTokenRules>,
  life: RefreshTokenLife,
): RefreshTokenOutlook {
  const issued = life.issuedAt.getTime();
  const used = Math.max(issued, life.lastUsedAt?.getTime() ?? issued);
  if (life.isSpa && rules.spaHours !== undefined) return fixed('spa', issued + rules.spaHours * HOUR);
  if (life.isTestingApp && rules.testingDays !== undefined)
    return fixed('testing', issued + rules.testingDays * DAY);
  if (rules.lifetimeDays !== undefined) {
    const ms = rules.lifetimeDays * DAY;
    return rules.rotates ? prolonged('lifetime', issued, ms) : fixed('lifetime', issued + ms);
  }
  if (rules.idleDays !== undefined) return prolonged('idle', used, rules.idleDays * DAY);
  return { endsAt: null, reason: 'unknown', keptAliveByUse: false, useBy: null };
}

function fixed(reason: RefreshTokenOutlook['reason'], end: number): RefreshTokenOutlook {
  return { endsAt: new Date(end), reason, keptAliveByUse: false, useBy: null };
}

/** Half of its life is time enough to notice that a use failed. */
function prolonged(reason: RefreshTokenOutlook['reason'], from: number, ms: number): RefreshTokenOutlook {
  return { endsAt: new Date(from + ms), reason, keptAliveByUse: true, useBy: new Date(from + ms / 2) };
}
