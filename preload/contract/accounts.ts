import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { AccountId, AccountStatus } from './account.ts';
import { Diagnosis } from './diagnosis.ts';
import { errorMap } from './errors.ts';
import { IsoDate } from './words.ts';

const base = oc.errors(errorMap);

export const RefreshEvent = z.discriminatedUnion('event', [
  z.object({ event: z.literal('refreshed'), account: AccountId }),
  /** It had enough life left. */
  z.object({ event: z.literal('skipped'), account: AccountId }),
  z.object({ event: z.literal('failed'), account: AccountId, code: z.string(), diagnosis: Diagnosis }),
]);
export type RefreshEvent = z.infer<typeof RefreshEvent>;

export const accounts = {
  list: base.output(z.array(AccountStatus)),
  /** The list now, and again whenever anything in it changes. */
  watch: base.output(eventIterator(z.array(AccountStatus))),
  update: base
    .input(
      z.object({
        account: AccountId,
        label: z.string().min(1).max(100).optional(),
        secretExpiresOn: IsoDate.nullable().optional(),
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
