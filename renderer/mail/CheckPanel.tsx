import { type ReactNode, useCallback, useEffect, useState } from 'react';
import type { MailProtocol } from '../../preload/contract/index.ts';
import { useBackend } from '../backend.tsx';
import { FailureCard } from '../ui/FailureCard.tsx';
import { useRun } from '../ui/use-run.ts';
import { type CheckChoice, CheckForm } from './CheckForm.tsx';
import classes from './CheckPanel.module.css';
import { CheckResults } from './CheckResults.tsx';
import { followCheck, freshCheck } from './check-run.ts';

interface CheckPanelProps {
  readonly account: string;
  /** Begin at once. */
  readonly startNow?: boolean;
  readonly note?: string;
  /** In front of the choices, such as which account. */
  readonly lead?: ReactNode;
  /** What comes after the check; gets whether it went well. It shows once nothing runs any more. */
  footer?(ok: boolean): ReactNode;
}

const protocols: readonly MailProtocol[] = ['smtp', 'imap'];

/** Chooses, runs and shows the checks of one account. */
export function CheckPanel({ account, startNow = false, note, lead, footer }: CheckPanelProps) {
  const { client } = useBackend();
  const [choice, setChoice] = useState<CheckChoice>({ protocols, roundTrip: true });
  const [startedAt, setStartedAt] = useState(0);
  const run = useRun(freshCheck, followCheck);
  const { start: startRun } = run;

  const start = useCallback(
    (wanted: CheckChoice) => {
      setStartedAt(Date.now());
      startRun((signal) =>
        client.mail.check({ account, only: [...wanted.protocols], roundTrip: wanted.roundTrip }, { signal }),
      );
    },
    [startRun, client, account],
  );
  useEffect(() => {
    if (startNow) start({ protocols, roundTrip: true });
  }, [startNow, start]);

  const running = run.status === 'running';
  return (
    <div className={classes['panel']}>
      <CheckForm
        choice={choice}
        running={running}
        lead={lead}
        onChange={setChoice}
        onRun={() => start(choice)}
        onCancel={run.cancel}
      />
      {note === undefined ? null : <p className={classes['note']}>{note}</p>}
      {run.status === 'failed' ? <FailureCard error={run.error} /> : null}
      <CheckResults status={run.status} run={run.state} startedAt={startedAt} />
      {footer && !running && run.status !== 'idle' ? (
        <div className={classes['footer']}>{footer(run.state.report?.ok ?? false)}</div>
      ) : null}
    </div>
  );
}
