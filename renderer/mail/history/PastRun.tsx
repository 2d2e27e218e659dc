import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useBackend } from '../../backend.tsx';
import { FailureCard } from '../../ui/FailureCard.tsx';
import { useFormat } from '../../ui/use-format.tsx';
import { useTexts } from '../../use-texts.ts';
import { CheckResults } from '../CheckResults.tsx';
import { checkOfReport } from '../check-run.ts';
import classes from './History.module.css';

interface PastRunProps {
  readonly account: string;
  readonly run: string;
  onClose(): void;
}

/** A check that ran before, shown as it was. */
export function PastRun({ account, run, onClose }: PastRunProps) {
  const { t } = useTexts();
  const format = useFormat();
  const { queries } = useBackend();
  const past = useQuery(
    queries.mail.history.run.queryOptions({ input: { account, run }, staleTime: Number.POSITIVE_INFINITY }),
  );
  const check = useMemo(() => (past.data ? checkOfReport(past.data.report, run) : null), [past.data, run]);
  return (
    <section className={classes['past']} aria-label={t('mail:history.past')}>
      <div className={classes['pastHead']}>
        <p className={classes['note']}>
          {past.data ? t('mail:history.pastAt', { at: format.exact(past.data.at) }) : t('loading')}
          {past.data && !past.data.transcripts ? ` ${t('mail:history.noTranscript')}` : null}
        </p>
        <Button variant="default" onClick={onClose}>
          {t('mail:history.close')}
        </Button>
      </div>
      {past.isError ? <FailureCard error={past.error} /> : null}
      {check === null ? null : <CheckResults account={account} status="done" run={check} startedAt={0} />}
    </section>
  );
}
