import { oc } from '@orpc/contract';
import { z } from 'zod';
import { AccountId } from './account.ts';
import { errorMap } from './errors.ts';
import { Discovered } from './provider.ts';
import { Grant, IsoInstant, MailSecurity, Purpose } from './words.ts';

const base = oc.errors(errorMap);

/** Text as it is typed, right or not; what is beyond all sense is cut off. @param most characters */
const typed = (most: number) => z.string().overwrite((text) => text.slice(0, most));
const line = typed(1000);

const DraftServer = z.object({ host: line, port: typed(20), security: MailSecurity });

/** What a provider that is filled in by hand takes besides. */
export const CustomDraft = z.object({
  label: typed(100),
  issuer: line,
  /** The provider compares the redirect URI letter by letter. */
  exactRedirect: z.boolean(),
  publicClient: z.boolean(),
  scopes: typed(4000),
  smtp: DraftServer,
  imap: DraftServer,
  /** Certificates (PEM). */
  ca: typed(200_000),
  /** What the issuer said; null where it was not asked. */
  discovered: Discovered.nullable(),
});
export type CustomDraft = z.infer<typeof CustomDraft>;

export const DraftId = z.string().regex(/^[a-z0-9]{8,40}$/);

/** An account on its way: what was typed and ticked so far. It holds no secret. */
export const Draft = z.object({
  id: DraftId,
  provider: z.string().min(1).max(100),
  address: line,
  purpose: Purpose,
  /** Null: the provider's best. */
  grant: Grant.nullable(),
  clientId: line,
  tenant: line,
  /** ISO date, or empty. */
  secretExpiresOn: typed(20),
  /** Shared mailbox: who signs in for it. */
  signInAs: line,
  /** Object ID of the enterprise application, for the lines in PowerShell. */
  objectId: line,
  /** Google: the app is in testing. */
  inTesting: z.boolean(),
  /** Addresses of AEM instances. */
  instances: z.array(line).max(200).readonly(),
  /** Steps of the lists that are ticked off. */
  ticked: z.array(line).max(2000).readonly(),
  /** Null where the provider is none that is filled in by hand, or nothing is yet. */
  custom: CustomDraft.nullable(),
  /** Once it is added. */
  account: AccountId.nullable(),
  /** Where to go on. Null when all is done; what was ticked is kept. */
  step: z.enum(['provider', 'setup', 'sign-in', 'checks', 'export']).nullable(),
  changedAt: IsoInstant,
});
export type Draft = z.infer<typeof Draft>;

/** What was begun in the wizard, to go on with on any day and in any window. */
export const drafts = {
  /** The newest first. */
  list: base.output(z.array(Draft)),
  /** Keeps a draft in place of what was kept of it, unless that is newer. The oldest of too many are let go. */
  save: base.input(Draft).output(z.void()),
  remove: base.input(z.object({ id: DraftId })).output(z.void()),
};
