import { oc } from '@orpc/contract';
import { z } from 'zod';
import { AccountId } from './account.ts';
import { Diagnosis } from './diagnosis.ts';
import { errorMap } from './errors.ts';
import { Where } from './words.ts';

const base = oc.errors(errorMap);

export const explain = {
  /** What any text says is wrong. An account fills the steps of the fix; `values` go before its own. */
  explain: base
    .input(
      z.object({
        /** A log of up to 5 MB. */
        text: z.string().max(5 * 1024 * 1024),
        where: Where.optional(),
        /** A provider's id or family; unknown ones are ignored. */
        provider: z.string().optional(),
        account: AccountId.optional(),
        values: z.record(z.string().max(40), z.string().max(2000)).optional(),
      }),
    )
    .output(Diagnosis),
};
