import type { CheckRun, MailProtocol } from '../../../preload/contract/index.ts';
import { protocols } from '../protocols.ts';
import { niceAxis } from '../waterfall-layout.ts';

/** One run's time, in pixels of the chart. */
export interface ChartPoint {
  readonly x: number;
  readonly y: number;
  readonly ok: boolean;
  readonly ms: number;
}

export interface ChartSeries {
  readonly protocol: MailProtocol;
  readonly points: readonly ChartPoint[];
  readonly fastestMs: number;
  readonly slowestMs: number;
}

export interface HistoryChartLayout {
  readonly series: readonly ChartSeries[];
  /** Lines across, from the bottom up. */
  readonly ticks: readonly { readonly ms: number; readonly y: number }[];
}

export interface ChartSize {
  readonly width: number;
  readonly height: number;
  /** Left free for the axis' numbers. */
  readonly left: number;
}

const EDGE = 6;

/** @param runs newest first, as the history lists them; the chart goes from the oldest to the newest */
export function layoutHistory(runs: readonly CheckRun[], size: ChartSize): HistoryChartLayout {
  const order = runs.toReversed();
  const times = order.flatMap(({ protocols: results }) => Object.values(results).map(({ ms }) => ms));
  const axis = niceAxis(Math.max(0, ...times));
  const step = (size.width - size.left - 2 * EDGE) / Math.max(1, order.length - 1);
  const x = (index: number) => size.left + EDGE + index * step;
  const y = (ms: number) => size.height - EDGE - (ms / axis.axisMs) * (size.height - 2 * EDGE);
  const series = protocols.flatMap((protocol): readonly ChartSeries[] => {
    const points = order.flatMap((run, index) => {
      const result = run.protocols[protocol];
      return result ? [{ x: x(index), y: y(result.ms), ok: result.ok, ms: result.ms }] : [];
    });
    if (points.length === 0) return [];
    const all = points.map(({ ms }) => ms);
    return [{ protocol, points, fastestMs: Math.min(...all), slowestMs: Math.max(...all) }];
  });
  return { series, ticks: axis.ticks.map((ms) => ({ ms, y: y(ms) })) };
}
