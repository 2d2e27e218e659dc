import { oc } from '@orpc/contract';
import { z } from 'zod';
import { AccountId } from './account.ts';
import { Diagnosis } from './diagnosis.ts';
import { errorMap } from './errors.ts';
import { Where } from './words.ts';

const base = oc.errors(errorMap);

export const CommandMistake = z.object({
  /** As it stood, secrets masked; in words where something is missing. */
  found: z.string(),
  /** As it should be; in words where it is to be left out or filled in. */
  correct: z.string(),
  why: z.string(),
});
export type CommandMistake = z.infer<typeof CommandMistake>;

/** What was found in a pasted command. All words are in one language. */
export const CommandReport = z.object({
  /** What the first request or answer in the text is. */
  kind: z.enum(['authorize-url', 'token-request', 'redirect-result', 'none']),
  mistakes: z.array(CommandMistake),
  /** Not wrong by itself, but wrong for some apps. */
  hints: z.array(CommandMistake),
  /** All requests in their right form, secrets in files; null where nothing is to be corrected. */
  corrected: z.string().nullable(),
});
export type CommandReport = z.infer<typeof CommandReport>;

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
  /** The mistakes in a pasted authorize address, token request or redirect result. */
  examineCommand: base.input(z.object({ text: z.string().max(5 * 1024 * 1024) })).output(CommandReport),
};
