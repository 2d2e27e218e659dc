import { type ReactNode, useMemo, useState } from 'react';
import { DiagnosisCard } from '../ui/DiagnosisCard.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { useNow } from '../ui/use-now.ts';
import type { RunStatus } from '../ui/use-run.ts';
import { useTexts } from '../use-texts.ts';
import classes from './CheckPanel.module.css';
import { type CheckRun, firstFailure } from './check-run.ts';
import { RunChanges } from './history/RunChanges.tsx';
import { RunReport } from './history/RunReport.tsx';
import { RoundTripFacts } from './RoundTripFacts.tsx';
import { TlsDetails } from './TlsDetails.tsx';
import { Transcript } from './Transcript.tsx';
import { Verdict } from './Verdict.tsx';
import { type StepChoice, Waterfall } from './Waterfall.tsx';
import { layoutWaterfall } from './waterfall-layout.ts';

const FRAME_MS = 100;

interface CheckResultsProps {
  readonly account: string;
  readonly status: RunStatus;
  readonly run: CheckRun;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** What comes after the check: it stands where the outcome is read. */
  readonly next?: ReactNode;
}

export function CheckResults({ account, status, run, startedAt, next }: CheckResultsProps) {
  const { t } = useTexts();
  const running = status === 'running';
  const now = useNow(FRAME_MS, running);
  const [picked, setPicked] = useState<StepChoice | null>(null);
  const layout = useMemo(
    () => layoutWaterfall(run, running ? Math.max(0, now - startedAt) : 0),
    [run, running, now, startedAt],
  );
  if (status === 'idle') return <EmptyState title={t('mail:idleTitle')} text={t('mail:idleText')} />;
  const chosen = picked ?? telling(run);
  const step = run.lanes.find(({ protocol }) => protocol === chosen?.protocol)?.steps[chosen?.index ?? -1];
  const diagnosis = step?.diagnosis ?? firstFailure(run)?.diagnosis ?? run.roundTrip?.result?.diagnosis;
  return (
    <>
      {status === 'failed' ? null : (
        <Verdict status={status} run={run}>
          {run.id === null ? null : <RunReport account={account} run={run.id} />}
        </Verdict>
      )}
      {next}
      {diagnosis && !running ? <DiagnosisCard diagnosis={diagnosis} /> : null}
      {run.lanes.length === 0 ? null : (
        <div className={classes['results']}>
          <div className={classes['side']}>
            <Waterfall layout={layout} chosen={chosen} onChoose={setPicked} />
            {run.id === null ? null : <RunChanges account={account} run={run.id} />}
          </div>
          <div className={classes['side']}>
            <Transcript run={run} chosen={chosen} />
            {step?.tls ? <TlsDetails tls={step.tls} /> : null}
            {run.roundTrip?.result?.ok ? <RoundTripFacts result={run.roundTrip.result} /> : null}
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
