import { useMemo, useState } from 'react';
import { DiagnosisCard } from '../ui/DiagnosisCard.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { useNow } from '../ui/use-now.ts';
import type { RunStatus } from '../ui/use-run.ts';
import { useTexts } from '../use-texts.ts';
import classes from './CheckPanel.module.css';
import { type CheckRun, firstFailure } from './check-run.ts';
import { RoundTripFacts } from './RoundTripFacts.tsx';
import { Transcript } from './Transcript.tsx';
import { Verdict } from './Verdict.tsx';
import { type StepChoice, Waterfall } from './Waterfall.tsx';
import { layoutWaterfall } from './waterfall-layout.ts';

const FRAME_MS = 100;

interface CheckResultsProps {
  readonly status: RunStatus;
  readonly run: CheckRun;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
}

export function CheckResults({ status, run, startedAt }: CheckResultsProps) {
  const { t } = useTexts();
  const running = status === 'running';
  const now = useNow(FRAME_MS, running);
  const [picked, setPicked] = useState<StepChoice | null>(null);
  const layout = useMemo(
    () => layoutWaterfall(run, running ? Math.max(0, now - startedAt) : 0),
    [run, running, now, startedAt],
  );
  if (status === 'idle') return <EmptyState title={t('mail:idleTitle')} text={t('mail:idleText')} />;
  const diagnosis = firstFailure(run)?.diagnosis ?? run.roundTrip?.result?.diagnosis;
  return (
    <>
      {status === 'failed' ? null : <Verdict status={status} run={run} />}
      {diagnosis && !running ? <DiagnosisCard diagnosis={diagnosis} /> : null}
      {run.lanes.length === 0 ? null : (
        <div className={classes['results']}>
          <Waterfall layout={layout} chosen={picked ?? telling(run)} onChoose={setPicked} />
          <div className={classes['side']}>
            <Transcript run={run} chosen={picked ?? telling(run)} />
            {run.roundTrip?.result ? <RoundTripFacts result={run.roundTrip.result} /> : null}
          </div>
        </div>
      )}
    </>
  );
}

/** The step worth reading first: the one that failed, else the sign-in. */
function telling({ lanes }: CheckRun): StepChoice | null {
  const find = (wanted: (step: CheckRun['lanes'][number]['steps'][number]) => boolean) => {
    for (const { protocol, steps } of lanes) {
      const index = steps.findIndex(wanted);
      if (index >= 0) return { protocol, index };
    }
    return null;
  };
  return find(({ ok }) => !ok) ?? find(({ name }) => name === 'authenticate');
}
