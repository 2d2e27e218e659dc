import { useElementSize } from '@mantine/hooks';
import { useMemo } from 'react';
import type { CheckRun } from '../../../preload/contract/index.ts';
import { useFormat } from '../../ui/use-format.tsx';
import { useTexts } from '../../use-texts.ts';
import classes from './HistoryChart.module.css';
import { type ChartPoint, layoutHistory } from './history-chart.ts';

const HEIGHT = 132;
const AXIS_WIDTH = 52;

/** How long each protocol took, run by run. The list beside it holds the same numbers for those who cannot see it. */
export function HistoryChart({ runs }: { readonly runs: readonly CheckRun[] }) {
  const { t } = useTexts();
  const format = useFormat();
  const { ref, width } = useElementSize<HTMLDivElement>();
  const layout = useMemo(
    () => layoutHistory(runs, { width: Math.max(width, 120), height: HEIGHT, left: AXIS_WIDTH }),
    [runs, width],
  );
  const summary = layout.series.map(({ protocol, fastestMs, slowestMs }) =>
    t('mail:history.range', {
      protocol: t(`protocol.${protocol}`),
      from: format.duration(fastestMs),
      to: format.duration(slowestMs),
    }),
  );
  const label = t('mail:history.chart', {
    count: runs.length,
    formatted: format.number(runs.length),
    ranges: format.list(summary),
  });
  return (
    <div className={classes['chart']}>
      <div ref={ref}>
        <svg width="100%" height={HEIGHT} role="img" aria-label={label}>
          {layout.ticks.map(({ ms, y }) => (
            <g key={ms}>
              <line className={classes['grid']} x1={AXIS_WIDTH} x2="100%" y1={y} y2={y} />
              <text className={classes['tick']} x={AXIS_WIDTH - 8} y={y} dy="0.32em" textAnchor="end">
                {ms === 0 ? format.number(0) : format.duration(ms)}
              </text>
            </g>
          ))}
          {layout.series.map(({ protocol, points }) => (
            <g key={protocol} className={classes['series']} data-protocol={protocol}>
              <polyline points={points.map(({ x, y }) => `${x},${y}`).join(' ')} />
              {points.map((point) => (
                <Mark key={point.x} point={point} />
              ))}
            </g>
          ))}
        </svg>
      </div>
      <ul className={classes['legend']} aria-hidden>
        {layout.series.map(({ protocol }) => (
          <li key={protocol}>
            <svg width={26} height={10} className={classes['series']} data-protocol={protocol} aria-hidden>
              <polyline points="0,5 26,5" />
              <Mark point={{ x: 13, y: 5, ok: true, ms: 0 }} />
            </svg>
            {t(`protocol.${protocol}`)}
          </li>
        ))}
        <li>
          <svg width={12} height={10} aria-hidden>
            <Mark point={{ x: 6, y: 5, ok: false, ms: 0 }} />
          </svg>
          {t('mail:history.failed')}
        </li>
      </ul>
    </div>
  );
}

/** A dot, or a cross where it failed: told by shape, not by colour alone. */
function Mark({ point: { x, y, ok } }: { point: ChartPoint }) {
  if (ok) return <circle className={classes['dot']} cx={x} cy={y} r={2.5} />;
  return (
    <path
      className={classes['cross']}
      d={`M${x - 3.5},${y - 3.5}L${x + 3.5},${y + 3.5}M${x - 3.5},${y + 3.5}L${x + 3.5},${y - 3.5}`}
    />
  );
}
