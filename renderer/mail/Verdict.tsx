import { IconAlertTriangle, IconCircleCheck, IconLoader, IconPlayerStop } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useFormat } from '../ui/use-format.tsx';
import type { RunStatus } from '../ui/use-run.ts';
import { useTexts } from '../use-texts.ts';
import type { CheckRun, Lane } from './check-run.ts';
import classes from './Verdict.module.css';

interface VerdictProps {
  readonly status: RunStatus;
  readonly run: CheckRun;
  /** What can be done with the run, at the right. */
  readonly children?: ReactNode;
}

/** The whole check in one sentence. */
export function Verdict({ status, run, children }: VerdictProps) {
  const { t } = useTexts();
  const sentence = useSentence(run);
  const ok = run.report?.ok ?? false;
  const [tone, text, Icon] =
    status === 'running'
      ? (['calm', t('mail:verdict.running'), IconLoader] as const)
      : status === 'cancelled'
        ? (['calm', t('mail:verdict.cancelled'), IconPlayerStop] as const)
        : ([ok ? 'good' : 'bad', sentence, ok ? IconCircleCheck : IconAlertTriangle] as const);
  return (
    <div className={classes['verdict']} data-tone={tone}>
      <Icon size={20} aria-hidden />
      <p className={classes['sentence']} role="status">
        {text}
      </p>
      {children}
    </div>
  );
}

function useSentence({ report, lanes, roundTrip }: CheckRun): string {
  const { t } = useTexts();
  const format = useFormat();
  const bad = (lane: Lane) => {
    const failed = lane.steps.find(({ ok }) => !ok);
    const protocol = t(`protocol.${lane.protocol}`);
    return failed
      ? t('mail:verdict.protocolFailed', { protocol, step: t(`mail:step.${failed.name}`) })
      : t('mail:verdict.protocolFailedPlain', { protocol });
  };
  const good = lanes
    .filter(({ result }) => result?.ok)
    .map(({ protocol }) => t(`mail:verdict.${protocol}Ok`));
  const wrong = lanes.filter(({ result }) => !result?.ok).map(bad);
  if (roundTrip?.result) {
    const time = format.duration(roundTrip.result.ms);
    if (roundTrip.result.ok) good.push(t('mail:verdict.roundTripOk', { time }));
    else wrong.push(t('mail:verdict.roundTripFailed', { time }));
  }
  return report?.ok
    ? t('mail:verdict.flows', { facts: format.list(good) })
    : t('mail:verdict.broken', { facts: format.list(wrong) });
}
