import { describe, expect, it } from 'vitest';
import type { CheckStep } from '../../../preload/contract/index.ts';
import { type CheckRun, freshCheck, type Lane } from '../../../renderer/mail/check-run.ts';
import { layoutWaterfall, niceAxis } from '../../../renderer/mail/waterfall-layout.ts';

const step = (name: CheckStep['name'], startedMs: number, ms: number, ok = true): CheckStep => ({
  name,
  ok,
  startedMs,
  ms,
});
const lane = (over: Partial<Lane>): Lane => ({
  protocol: 'smtp',
  server: { host: 'mail.example.com', port: 587 },
  plan: ['resolve', 'connect', 'authenticate'],
  steps: [],
  current: null,
  result: null,
  ...over,
});
const runOf = (...lanes: readonly Lane[]): CheckRun => ({ ...freshCheck, lanes });

describe('the axis', () => {
  it.each([
    [0, 20, 5],
    [35, 40, 10],
    [80, 80, 20],
    [81, 100, 50],
    [999, 1000, 500],
    [1201, 1500, 500],
    [30_000, 30_000, 10_000],
  ])('for %i ms is %i ms long with a tick each %i ms', (ms, axisMs, tick) => {
    const axis = niceAxis(ms);
    expect(axis.axisMs).toBe(axisMs);
    expect(axis.ticks[1]).toBe(tick);
    expect(axis.ticks.at(-1)).toBe(axisMs);
  });

  it('never ends before what it shows', () => {
    for (let ms = 0; ms < 70_000; ms += 13) {
      const { axisMs, ticks } = niceAxis(ms);
      expect(axisMs).toBeGreaterThanOrEqual(ms);
      expect(ticks.length).toBeLessThanOrEqual(6);
    }
  });
});

describe('the waterfall', () => {
  it('draws the plan before anything happens', () => {
    const [first] = layoutWaterfall(runOf(lane({})), 0).lanes;
    expect(first?.bars.map(({ name, state }) => [name, state])).toEqual([
      ['resolve', 'planned'],
      ['connect', 'planned'],
      ['authenticate', 'planned'],
    ]);
  });

  it('places steps of all protocols on one time axis', () => {
    const run = runOf(
      lane({ steps: [step('resolve', 0, 100)] }),
      lane({ protocol: 'imap', steps: [step('resolve', 100, 100)] }),
    );
    const { lanes, axisMs } = layoutWaterfall(run, 0);
    expect(axisMs).toBe(200);
    expect(lanes.map(({ bars }) => [bars[0]?.left, bars[0]?.width])).toEqual([
      [0, 50],
      [50, 50],
    ]);
  });

  it('lets the running step grow up to now', () => {
    const run = runOf(lane({ steps: [step('resolve', 0, 50)], current: { name: 'connect', startedMs: 50 } }));
    const bar = layoutWaterfall(run, 200).lanes[0]?.bars[1];
    expect(bar).toMatchObject({ name: 'connect', state: 'running', ms: 150, left: 25, width: 75 });
  });

  it('marks what a failure kept from being reached', () => {
    const steps = [step('resolve', 0, 5), step('connect', 5, 5, false)];
    const result = { ok: false, steps, transcript: [] };
    const bars = layoutWaterfall(runOf(lane({ steps, result })), 0).lanes[0]?.bars;
    expect(bars?.map(({ state }) => state)).toEqual(['ok', 'failed', 'not-reached']);
  });

  it('shows a step that was not planned, once', () => {
    const bars = layoutWaterfall(runOf(lane({ steps: [step('tls', 0, 5), step('resolve', 5, 5)] })), 0)
      .lanes[0]?.bars;
    expect(bars?.map(({ name }) => name)).toEqual(['tls', 'resolve', 'connect', 'authenticate']);
  });

  const arrived = { ok: true, ms: 90_000, authenticationResults: [], verdicts: [], route: [] };
  const steps = [step('resolve', 0, 80)];
  const over = runOf(lane({ steps, result: { ok: true, steps, transcript: [] } }));

  it('gives the round trip a scale of its own, so that a long one squeezes no protocol', () => {
    const layout = layoutWaterfall({ ...over, roundTrip: { startedMs: 400, result: arrived } }, 95_000);
    expect(layout.axisMs).toBe(80);
    expect(layout.lanes[0]?.bars[0]).toMatchObject({ left: 0, width: 100 });
    expect(layout.roundTrip).toMatchObject({
      axisMs: 100_000,
      bar: { state: 'ok', left: 0, width: 90, ms: 90_000 },
    });
  });

  it('lets the round trip grow while the protocols stand still', () => {
    const layout = layoutWaterfall({ ...over, roundTrip: { startedMs: 100, result: null } }, 1_100);
    expect(layout.axisMs).toBe(80);
    expect(layout.roundTrip).toMatchObject({ axisMs: 1_000, bar: { state: 'running', width: 100 } });
  });
});
