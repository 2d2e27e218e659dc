import type { MailProtocol, StepName } from '../../preload/contract/index.ts';
import type { CheckRun, Lane, RoundTrip } from './check-run.ts';

export type BarState = 'planned' | 'running' | 'ok' | 'failed' | 'not-reached';

/** Where a step is drawn on the time axis; `left` and `width` in percent of it. */
export interface Bar {
  readonly name: StepName;
  readonly state: BarState;
  readonly left: number;
  readonly width: number;
  readonly ms: number | null;
  readonly detail: string | null;
}

export interface LaneLayout {
  readonly protocol: MailProtocol;
  readonly server: Lane['server'];
  readonly bars: readonly Bar[];
}

export interface Axis {
  /** Its length in milliseconds. */
  readonly axisMs: number;
  readonly ticks: readonly number[];
}

export interface WaterfallLayout extends Axis {
  readonly lanes: readonly LaneLayout[];
  /** On an axis of its own: mail may take minutes where a dialogue takes milliseconds. */
  readonly roundTrip: (Axis & { readonly bar: Omit<Bar, 'name'> }) | null;
}

/** @param elapsedMs how long a running check has run; what runs grows up to there */
export function layoutWaterfall(run: CheckRun, elapsedMs: number): WaterfallLayout {
  const talking = run.lanes.some(({ result }) => result === null);
  const axis = niceAxis(Math.max(talking ? elapsedMs : 0, ...run.lanes.flatMap(ends)));
  const place = placeOn(axis);
  return {
    ...axis,
    lanes: run.lanes.map((lane) => ({
      protocol: lane.protocol,
      server: lane.server,
      bars: rows(lane).map((name, index) => layoutBar(lane, name, index, elapsedMs, place)),
    })),
    roundTrip: run.roundTrip ? layoutRoundTrip(run.roundTrip, elapsedMs) : null,
  };
}

/** The shortest axis of 1, 2 or 5 times a power of ten that holds `ms`, with its ticks. */
export function niceAxis(ms: number): Axis {
  const rough = Math.max(ms, 20) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const tick = [1, 2, 5, 10].map((step) => step * power).find((step) => step >= rough) ?? 10 * power;
  const count = Math.max(1, Math.ceil(Math.max(ms, 20) / tick));
  return { axisMs: tick * count, ticks: Array.from({ length: count + 1 }, (_, index) => index * tick) };
}

type Place = (startedMs: number, ms: number) => { readonly left: number; readonly width: number };

function placeOn({ axisMs }: Axis): Place {
  return (startedMs, ms) => ({ left: percent(startedMs, axisMs), width: percent(ms, axisMs) });
}

function layoutBar(lane: Lane, name: StepName, index: number, elapsedMs: number, place: Place): Bar {
  const step = lane.steps[index];
  if (step) {
    const state = step.ok ? 'ok' : 'failed';
    return { name, state, ...place(step.startedMs, step.ms), ms: step.ms, detail: step.detail ?? null };
  }
  if (lane.current && index === lane.steps.length) {
    const ms = Math.max(0, elapsedMs - lane.current.startedMs);
    return { name, state: 'running', ...place(lane.current.startedMs, ms), ms, detail: null };
  }
  return { name, state: lane.result ? 'not-reached' : 'planned', left: 0, width: 0, ms: null, detail: null };
}

function layoutRoundTrip({ startedMs, result }: RoundTrip, elapsedMs: number) {
  const ms = result ? result.ms : Math.max(0, elapsedMs - startedMs);
  const state: BarState = result ? (result.ok ? 'ok' : 'failed') : 'running';
  const axis = niceAxis(ms);
  return { ...axis, bar: { state, ...placeOn(axis)(0, ms), ms, detail: null } };
}

/** What has happened and then what is still planned: a server may make the real steps differ from the plan. */
function rows(lane: Lane): readonly StepName[] {
  const happened = lane.steps.map(({ name }) => name);
  const now = lane.current ? [...happened, lane.current.name] : happened;
  return [...now, ...lane.plan.filter((name) => !now.includes(name))];
}

function ends(lane: Lane): readonly number[] {
  return lane.steps.map(({ startedMs, ms }) => startedMs + ms);
}

function percent(ms: number, axisMs: number): number {
  return Math.min(100, Math.max(0, (ms / axisMs) * 100));
}
