import { oc } from '@orpc/contract';
import { z } from 'zod';
import { MailAddress } from './account.ts';
import { errorMap } from './errors.ts';
import { Language } from './words.ts';

const base = oc.errors(errorMap);

export const Settings = z.object({
  /** Null follows the system. */
  language: Language.nullable().default(null),
  colorScheme: z.enum(['auto', 'light', 'dark']).default('auto'),
});
export type Settings = z.infer<typeof Settings>;

/** What keeps the master key. */
export const KeyKeeper = z.enum(['safe-storage', 'keyring', 'passphrase', 'key-file']);
export type KeyKeeper = z.infer<typeof KeyKeeper>;

export const VaultStatus = z.discriminatedUnion('state', [
  /** No vault yet; `choices` are what this machine offers, the best first. */
  z.object({ state: z.literal('new'), choices: z.array(KeyKeeper) }),
  z.object({ state: z.literal('locked'), keeper: KeyKeeper }),
  z.object({ state: z.literal('open'), keeper: KeyKeeper }),
]);
export type VaultStatus = z.infer<typeof VaultStatus>;

/** How the practice servers fail on purpose; null is good behaviour. */
export const PracticeFaults = z.object({
  token: z.enum(['server-error', 'html', 'empty', 'stall', 'no-refresh-token', 'invalid-grant']).nullable(),
  refusedScope: z.enum(['mail.send', 'mail.read']).nullable(),
  smtp: z.enum(['stall', 'drop-tls']).nullable(),
  imap: z.enum(['stall', 'drop-tls']).nullable(),
  pop3: z.enum(['stall', 'drop-tls']).nullable(),
});
export type PracticeFaults = z.infer<typeof PracticeFaults>;

export const PracticeStatus = z.discriminatedUnion('running', [
  z.object({ running: z.literal(false) }),
  z.object({
    running: z.literal(true),
    issuer: z.string(),
    address: MailAddress,
    /** Null where another process runs it: faults are set there. */
    faults: PracticeFaults.nullable(),
  }),
]);
export type PracticeStatus = z.infer<typeof PracticeStatus>;

export const DoctorCheck = z.object({
  check: z.string(),
  ok: z.boolean(),
  detail: z.string(),
  fix: z.string().optional(),
});
export type DoctorCheck = z.infer<typeof DoctorCheck>;

export const settings = {
  get: base.output(Settings.extend({ resolvedLanguage: Language })),
  set: base.input(Settings.partial()).output(z.void()),
  about: base.output(
    z.object({ version: z.string(), host: z.enum(['electron', 'browser']), dataFolder: z.string() }),
  ),
  doctor: base.output(z.array(DoctorCheck)),
  vaultStatus: base.output(VaultStatus),
  createVault: base
    .input(z.object({ keeper: KeyKeeper, passphrase: z.string().min(1).max(1024).optional() }))
    .output(VaultStatus),
  unlockVault: base.input(z.object({ passphrase: z.string().min(1).max(1024) })).output(VaultStatus),
  practiceStatus: base.output(PracticeStatus),
  startPractice: base.output(PracticeStatus),
  stopPractice: base.output(PracticeStatus),
  /** Makes practice fail on purpose, to see what each failure looks like. What is not named stays as it is. */
  setPracticeFaults: base.input(PracticeFaults.partial()).output(PracticeStatus),
  /** Every access token that practice gave out stops working; refresh tokens stay. */
  expirePracticeTokens: base.output(z.void()),
};
