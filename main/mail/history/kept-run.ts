import { z } from 'zod';
import {
  CheckRun,
  CheckStep,
  type ErrorCode,
  errorMap,
  MailProtocol,
  ProtocolResult,
  RoundTripResult,
  Where,
} from '../../../preload/contract/index.ts';
import { Failure } from '../../explain/failure.ts';
import type { CheckOutcome } from '../progress.ts';

const codes = Object.keys(errorMap) as [ErrorCode, ...ErrorCode[]];

/** A failure as its facts: it is put into words when it is read, in the language of then. */
const KeptFailure = z
  .object({
    code: z.enum(codes),
    facts: z.object({
      where: Where,
      evidence: z.string(),
      provider: z.string().exactOptional(),
      context: z.record(z.string(), z.string()).exactOptional(),
    }),
  })
  .transform(({ code, facts }) => new Failure(code, facts));

const KeptStep = CheckStep.omit({ diagnosis: true }).extend({ failure: KeptFailure.exactOptional() });

const KeptOutcome = z.object({
  ok: z.boolean(),
  protocols: z.partialRecord(MailProtocol, ProtocolResult.extend({ steps: z.array(KeptStep) })),
  roundTrip: RoundTripResult.omit({ diagnosis: true })
    .extend({ failure: KeptFailure.exactOptional() })
    .exactOptional(),
});

const KeptRunSchema = CheckRun.pick({ id: true, at: true, startedBy: true }).extend({
  outcome: KeptOutcome,
  /** Whether the transcripts are still there. */
  transcripts: z.boolean(),
});

/** A run as it lies in the file; it holds no secret since nothing in an outcome does. */
export interface KeptRun extends Pick<CheckRun, 'id' | 'at' | 'startedBy'> {
  readonly outcome: CheckOutcome;
  readonly transcripts: boolean;
}

/** @returns null where the line was cut off, edited or written by a version that knows more */
export function parseRun(line: string): KeptRun | null {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return null;
  }
  const parsed = KeptRunSchema.safeParse(value);
  return parsed.success ? (parsed.data as KeptRun) : null;
}

/** As it is written to disk; failures keep their facts, so that they can be told in any language later. */
export function formatRun(run: KeptRun): string {
  return JSON.stringify(run, (_key, value) =>
    value instanceof Failure ? { code: value.code, facts: value.facts } : value,
  );
}

/** An older run, made small: what came of each step stays. */
export function withoutTranscripts(run: KeptRun): KeptRun {
  if (!run.transcripts) return run;
  const protocols = Object.fromEntries(
    Object.entries(run.outcome.protocols).map(([name, result]) => [name, { ...result, transcript: [] }]),
  );
  return { ...run, transcripts: false, outcome: { ...run.outcome, protocols } };
}

/** A run, short enough for a list. */
export function summariseRun({ id, at, startedBy, outcome }: KeptRun): CheckRun {
  const protocols = Object.fromEntries(
    Object.entries(outcome.protocols).map(([name, { ok, steps }]) => {
      const failedAt = steps.find((step) => !step.ok)?.name;
      const ms = Math.max(0, ...steps.map((step) => step.startedMs + step.ms));
      return [name, { ok, ms, ...(failedAt && { failedAt }) }];
    }),
  );
  const { roundTrip } = outcome;
  return {
    id,
    at,
    startedBy,
    ok: outcome.ok,
    protocols,
    ...(roundTrip && { roundTrip: { ok: roundTrip.ok, ms: roundTrip.ms } }),
  };
}
