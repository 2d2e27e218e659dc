import type {
  CheckEvent,
  CheckReport,
  CheckStep,
  MailProtocol,
  ProtocolResult,
  RoundTripResult,
  StepName,
  TranscriptLine,
} from '../../preload/contract/index.ts';
import { protocols } from './protocols.ts';

/** One protocol of a check as far as it has come. */
export interface Lane {
  readonly protocol: MailProtocol;
  /** Null of a run by an older version, which did not keep it. */
  readonly server: { readonly host: string; readonly port: number } | null;
  /** The steps intended, in order. */
  readonly plan: readonly StepName[];
  readonly steps: readonly CheckStep[];
  readonly current: { readonly name: StepName; readonly startedMs: number } | null;
  readonly result: ProtocolResult | null;
}

export interface RoundTrip {
  readonly startedMs: number;
  readonly result: RoundTripResult | null;
}

export interface CheckRun {
  readonly lanes: readonly Lane[];
  readonly roundTrip: RoundTrip | null;
  readonly report: CheckReport | null;
  /** Under which the history keeps it. */
  readonly id: string | null;
}

export const freshCheck: CheckRun = { lanes: [], roundTrip: null, report: null, id: null };

/** @param elapsedMs milliseconds since the start, for what carries no time of its own */
export function followCheck(run: CheckRun, event: CheckEvent, elapsedMs: number): CheckRun {
  switch (event.event) {
    case 'started': {
      const { protocol, host, port, plan } = event;
      const lane: Lane = { protocol, server: { host, port }, plan, steps: [], current: null, result: null };
      return { ...run, lanes: [...run.lanes, lane] };
    }
    case 'step-started':
      return changeLane(run, event.protocol, () => ({
        current: { name: event.name, startedMs: event.startedMs },
      }));
    case 'step':
      return changeLane(run, event.protocol, (lane) => ({
        current: null,
        steps: [...lane.steps, event.step],
      }));
    case 'finished':
      return changeLane(run, event.protocol, () => ({
        current: null,
        steps: event.result.steps,
        result: event.result,
      }));
    case 'round-trip-started':
      return { ...run, roundTrip: { startedMs: elapsedMs, result: null } };
    case 'round-trip':
      return {
        ...run,
        roundTrip: {
          startedMs: run.roundTrip?.startedMs ?? Math.max(0, elapsedMs - event.result.ms),
          result: event.result,
        },
      };
    case 'done':
      return { ...run, report: event.report, id: event.run ?? null };
  }
}

/** A run as the history keeps it. */
export function checkOfReport(report: CheckReport, id: string): CheckRun {
  const lanes = protocols.flatMap((protocol): readonly Lane[] => {
    const result = report.protocols[protocol];
    if (!result) return [];
    return [
      { protocol, server: result.server ?? null, plan: [], steps: result.steps, current: null, result },
    ];
  });
  const ends = lanes.flatMap(({ steps }) => steps.map(({ startedMs, ms }) => startedMs + ms));
  const roundTrip = report.roundTrip ? { startedMs: Math.max(0, ...ends), result: report.roundTrip } : null;
  return { lanes, roundTrip, report, id };
}

function changeLane(run: CheckRun, protocol: MailProtocol, change: (lane: Lane) => Partial<Lane>): CheckRun {
  const lanes = run.lanes.map((lane) => (lane.protocol === protocol ? { ...lane, ...change(lane) } : lane));
  return { ...run, lanes };
}

/** The first step that failed, over all protocols. */
export function firstFailure(run: CheckRun): CheckStep | undefined {
  return run.lanes.flatMap(({ steps }) => steps).find(({ ok }) => !ok);
}

/** What was said between the start of a step and the start of the next. */
export function linesOfStep(result: ProtocolResult, index: number): readonly TranscriptLine[] {
  const from = index === 0 ? Number.NEGATIVE_INFINITY : (result.steps[index]?.startedMs ?? Number.NaN);
  const to = result.steps[index + 1]?.startedMs ?? Number.POSITIVE_INFINITY;
  return result.transcript.filter(({ ms }) => ms >= from && ms < to);
}
