import {
  IconAlertCircleFilled,
  IconCircle,
  IconCircleCheck,
  IconCircleDashed,
  IconLoader2,
} from '@tabler/icons-react';
import type { MailProtocol } from '../../preload/contract/index.ts';
import { Surface } from '../ui/Surface.tsx';
import { useFormat } from '../ui/use-format.tsx';
import { useTexts } from '../use-texts.ts';
import classes from './Waterfall.module.css';
import type { Axis, Bar, BarState, LaneLayout, WaterfallLayout } from './waterfall-layout.ts';

export interface StepChoice {
  readonly protocol: MailProtocol;
  readonly index: number;
}

interface WaterfallProps {
  readonly layout: WaterfallLayout;
  readonly chosen: StepChoice | null;
  onChoose(choice: StepChoice): void;
}

const icons = {
  planned: IconCircle,
  running: IconLoader2,
  ok: IconCircleCheck,
  failed: IconAlertCircleFilled,
  'not-reached': IconCircleDashed,
} as const satisfies Record<BarState, unknown>;

/** Every step as a bar on one time axis, and the round trip on one of its own, drawn as it happens. */
export function Waterfall({ layout, chosen, onChoose }: WaterfallProps) {
  const { t } = useTexts();
  return (
    <Surface title={t('mail:waterfall')}>
      {layout.lanes.map((lane) => (
        <LaneRows key={lane.protocol} lane={lane} chosen={chosen} onChoose={onChoose} />
      ))}
      <TimeAxis axis={layout} />
      {layout.roundTrip === null ? null : (
        <>
          <RoundTripRow bar={layout.roundTrip.bar} />
          <TimeAxis axis={layout.roundTrip} />
        </>
      )}
    </Surface>
  );
}

interface LaneRowsProps extends Omit<WaterfallProps, 'layout'> {
  readonly lane: LaneLayout;
}

function LaneRows({ lane, chosen, onChoose }: LaneRowsProps) {
  const { t } = useTexts();
  const protocol = t(`protocol.${lane.protocol}`);
  return (
    <div className={classes['lane']}>
      <h3 className={classes['laneTitle']}>
        {protocol} {lane.server === null ? null : <span>{t('mail:server', lane.server)}</span>}
      </h3>
      <ul className={classes['rows']}>
        {lane.bars.map((bar, index) => (
          <li key={bar.name}>
            <button
              type="button"
              className={classes['row']}
              data-state={bar.state}
              aria-pressed={chosen?.protocol === lane.protocol && chosen.index === index}
              disabled={bar.state === 'planned' || bar.state === 'not-reached'}
              onClick={() => onChoose({ protocol: lane.protocol, index })}
            >
              <RowContent bar={bar} name={t(`mail:step.${bar.name}`)} />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function RoundTripRow({ bar }: { bar: Omit<Bar, 'name'> }) {
  const { t } = useTexts();
  return (
    <div className={classes['lane']}>
      <h3 className={classes['laneTitle']}>{t('mail:roundTripLane')}</h3>
      <div className={classes['row']} data-state={bar.state}>
        <RowContent bar={bar} name={t('mail:roundTripBar')} />
      </div>
    </div>
  );
}

function RowContent({ bar, name }: { bar: Omit<Bar, 'name'>; name: string }) {
  const { t } = useTexts();
  const format = useFormat();
  const Icon = icons[bar.state];
  return (
    <>
      <Icon size={15} className={classes['icon']} role="img" aria-label={t(`mail:state.${bar.state}`)} />
      <span className={classes['name']}>{name}</span>
      <span className={classes['detail']} title={bar.detail ?? undefined}>
        {bar.detail}
      </span>
      <span className={classes['track']} aria-hidden>
        {bar.ms === null ? null : (
          <span className={classes['bar']} style={{ left: `${bar.left}%`, width: `${bar.width}%` }} />
        )}
      </span>
      <span className={classes['ms']}>{bar.ms === null ? '' : format.duration(bar.ms)}</span>
    </>
  );
}

function TimeAxis({ axis }: { axis: Axis }) {
  const { t } = useTexts();
  const format = useFormat();
  return (
    <div className={classes['axis']} role="img" aria-label={t('mail:axis')}>
      <span className={classes['ticks']}>
        {axis.ticks.map((tick) => (
          <span key={tick} style={{ left: `${(tick / axis.axisMs) * 100}%` }}>
            {tick === 0 ? format.number(0) : format.duration(tick)}
          </span>
        ))}
      </span>
    </div>
  );
}
