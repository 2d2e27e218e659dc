import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { AccountId, AccountStatus, Credentials, Endpoints, MailAddress, MailServers } from './account.ts';
import { Diagnosis } from './diagnosis.ts';
import { errorMap } from './errors.ts';
import { IsoDate, IsoInstant } from './words.ts';

const base = oc.errors(errorMap);

export const RefreshEvent = z.discriminatedUnion('event', [
  z.object({ event: z.literal('refreshed'), account: AccountId }),
  /** It had enough life left. */
  z.object({ event: z.literal('skipped'), account: AccountId }),
  z.object({ event: z.literal('failed'), account: AccountId, code: z.string(), diagnosis: Diagnosis }),
]);
export type RefreshEvent = z.infer<typeof RefreshEvent>;

/** What an account's access token says of itself, unverified, and how long its sign-in lasts. No token is in it. */
export const TokenInsight = z.object({
  /** `none`: there is no access token yet. Only a JWT can be looked into. */
  format: z.enum(['jwt', 'opaque', 'none']),
  audience: z.string().optional(),
  /** What the app may do for the user. */
  scopes: z.array(z.string()).optional(),
  /** What the app may do by itself. */
  roles: z.array(z.string()).optional(),
  tenant: z.string().optional(),
  user: z.string().optional(),
  appId: z.string().optional(),
  issuedAt: IsoInstant.optional(),
  expiresAt: IsoInstant.optional(),
  /** In the admin's language. */
  findings: z.array(z.string()),
  outlook: z
    .object({
      endsAt: IsoInstant.nullable(),
      keptAliveByUse: z.boolean(),
      /** In the admin's language. */
      text: z.string(),
    })
    .nullable(),
});
export type TokenInsight = z.infer<typeof TokenInsight>;

/** What another system has to be told to use an account: all of it but the secrets. */
export const AccountConnection = z.object({
  account: AccountId,
  address: z.string(),
  /** Who signs in for a shared mailbox. */
  signInAs: z.string().nullable(),
  clientId: z.string(),
  /** With the tenant filled in. */
  endpoints: Endpoints,
  scopes: z.array(z.string()),
  mail: MailServers,
});
export type AccountConnection = z.infer<typeof AccountConnection>;

export const accounts = {
  list: base.output(z.array(AccountStatus)),
  /** The list now, and again whenever anything in it changes. */
  watch: base.output(eventIterator(z.array(AccountStatus))),
  /** @throws PRACTICE_NOT_RUNNING */
  connection: base.input(z.object({ account: AccountId })).output(AccountConnection),
  insight: base.input(z.object({ account: AccountId })).output(TokenInsight),
  /** What is left out stays as it is; null takes it away. */
  update: base
    .input(
      Credentials.extend({
        account: AccountId,
        label: z.string().min(1).max(100).optional(),
        secretExpiresOn: IsoDate.nullable().optional(),
        signInAs: MailAddress.nullable().optional(),
        inTesting: z.boolean().optional(),
      }),
    )
    .output(z.void()),
  /** Refreshes the named accounts, or all; `force` also those whose token still lives. */
  refresh: base
    .input(z.object({ accounts: z.array(AccountId).optional(), force: z.boolean().default(false) }))
    .output(eventIterator(RefreshEvent)),
  remove: base
    .input(z.object({ account: AccountId, revoke: z.boolean().default(false) }))
    .output(z.object({ removed: AccountId, revoked: z.boolean() })),
};
