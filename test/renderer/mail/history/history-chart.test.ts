import { describe, expect, it } from 'vitest';
import type { CheckRun } from '../../../../preload/contract/index.ts';
import { layoutHistory } from '../../../../renderer/mail/history/history-chart.ts';

const size = { width: 500, height: 100, left: 40 };
const run = (protocols: CheckRun['protocols'], ok = true): CheckRun => ({
  id: '00000000-0000-4000-8000-000000000000',
  at: '2026-01-01T00:00:00Z',
  startedBy: 'person',
  ok,
  protocols,
});

describe('the chart of earlier checks', () => {
  it('goes from the oldest at the left to the newest at the right', () => {
    const { series } = layoutHistory(
      [run({ smtp: { ok: true, ms: 30 } }), run({ smtp: { ok: false, ms: 90 } })],
      size,
    );
    expect(series[0]?.points.map(({ ms, ok }) => [ms, ok])).toEqual([
      [90, false],
      [30, true],
    ]);
    expect(series[0]?.points[0]?.x).toBeLessThan(series[0]?.points[1]?.x ?? 0);
  });

  it('keeps the place of a run in which a protocol did not take part', () => {
    const { series } = layoutHistory(
      [run({ smtp: { ok: true, ms: 1 }, imap: { ok: true, ms: 2 } }), run({ smtp: { ok: true, ms: 3 } })],
      size,
    );
    const [smtp, imap] = series;
    expect(imap?.points).toHaveLength(1);
    expect(imap?.points[0]?.x).toBe(smtp?.points[1]?.x);
  });

  it('draws more time higher up, and everything within its edges', () => {
    const times = [5, 5000, 120, 999];
    const { series, ticks } = layoutHistory(
      times.map((ms) => run({ imap: { ok: true, ms } })),
      size,
    );
    const points = series[0]?.points ?? [];
    for (const { x, y } of points) {
      expect(x).toBeGreaterThanOrEqual(size.left);
      expect(x).toBeLessThanOrEqual(size.width);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThanOrEqual(size.height);
    }
    const slowestFirst = points.toSorted((one, other) => other.ms - one.ms).map(({ y }) => y);
    expect(slowestFirst).toEqual(slowestFirst.toSorted((one, other) => one - other));
    expect(ticks[0]?.ms).toBe(0);
    expect(series[0]).toMatchObject({ fastestMs: 5, slowestMs: 5000 });
  });

  it('draws nothing where nothing has run', () => {
    expect(layoutHistory([], size).series).toEqual([]);
  });
});
