import { oc } from '@orpc/contract';
import { z } from 'zod';
import { AccountId } from './account.ts';
import { errorMap } from './errors.ts';
import { Certificate, CheckReport, StepName } from './mail-report.ts';
import { IsoInstant, MailProtocol } from './words.ts';

const base = oc.errors(errorMap);

/** How much is kept for each account. */
export const historyLimits = {
  runs: 200,
  /** Runs whose transcript is kept too: the newest. */
  transcripts: 20,
} as const;

export const RunId = z.string().regex(/^[0-9a-f-]{36}$/);

/** A check that was run, short enough for a list and a chart. */
export const CheckRun = z.object({
  id: RunId,
  at: IsoInstant,
  startedBy: z.enum(['person', 'watch']),
  ok: z.boolean(),
  protocols: z.partialRecord(
    MailProtocol,
    z.object({
      ok: z.boolean(),
      /** Milliseconds from the start of the check to its last step's end. */
      ms: z.number(),
      failedAt: StepName.optional(),
    }),
  ),
  roundTrip: z.object({ ok: z.boolean(), ms: z.number() }).optional(),
});
export type CheckRun = z.infer<typeof CheckRun>;

const at = { protocol: MailProtocol, step: StepName };

/** One difference of a run from the last good one before it. */
export const RunChange = z.discriminatedUnion('change', [
  z.object({ change: z.literal('broke'), ...at }),
  z.object({ change: z.literal('mended'), ...at }),
  /** Never got that far; the other run did. */
  z.object({ change: z.literal('not-reached'), ...at }),
  /** By enough to be noticed: half as much again and 50 ms at least. */
  z.object({ change: z.enum(['slower', 'faster']), ...at, wasMs: z.number(), ms: z.number() }),
  z.object({ change: z.enum(['address', 'tls-version', 'cipher']), ...at, was: z.string(), is: z.string() }),
  z.object({ change: z.literal('certificate'), ...at, was: Certificate, is: Certificate }),
  z.object({
    change: z.literal('capabilities'),
    ...at,
    added: z.array(z.string()),
    removed: z.array(z.string()),
  }),
]);
export type RunChange = z.infer<typeof RunChange>;

const WhichRun = z.object({ account: AccountId, run: RunId });

export const history = {
  /** Newest first. */
  list: base
    .input(z.object({ account: AccountId, limit: z.int().min(1).max(historyLimits.runs).default(50) }))
    .output(z.array(CheckRun)),
  /** A whole run. Transcripts of older ones are empty. @throws NOT_FOUND */
  run: base.input(WhichRun).output(CheckRun.extend({ report: CheckReport, transcripts: z.boolean() })),
  /** What is different from `with`, or from the last good run before; `with` is null where there is none. */
  compare: base
    .input(WhichRun.extend({ with: RunId.optional() }))
    .output(z.object({ run: CheckRun, with: CheckRun.nullable(), changes: z.array(RunChange) })),
  /** A run as text (Markdown) to send to support, secrets masked, in the admin's language. */
  report: base.input(WhichRun).output(z.object({ fileName: z.string(), text: z.string() })),
  /** Forgets an account's runs. */
  clear: base.input(z.object({ account: AccountId })).output(z.void()),
};

export const WatchInterval = z.enum(['off', '15m', '1h', '6h', '24h']);
export type WatchInterval = z.infer<typeof WatchInterval>;

export const WatchSettings = z.object({
  every: WatchInterval,
  /** Also sends a message to oneself. */
  roundTrip: z.boolean(),
});
export type WatchSettings = z.infer<typeof WatchSettings>;

/** A check on a schedule, while the app is up. Whoever is there is told of changes only. */
export const WatchState = WatchSettings.extend({
  /** What the last one came to; `run` is in the history unless that was cleared. */
  last: z.object({ at: IsoInstant, ok: z.boolean(), run: RunId.nullable() }).nullable(),
  /** Null while it is off. */
  nextAt: IsoInstant.nullable(),
});
export type WatchState = z.infer<typeof WatchState>;

export const watch = {
  get: base.input(z.object({ account: AccountId })).output(WatchState),
  set: base.input(WatchSettings.extend({ account: AccountId })).output(WatchState),
};
