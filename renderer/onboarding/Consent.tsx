import { Button } from '@mantine/core';
import { useCallback, useEffect } from 'react';
import { useBackend } from '../backend.tsx';
import { FailureCard } from '../ui/FailureCard.tsx';
import { Surface } from '../ui/Surface.tsx';
import { useRun } from '../ui/use-run.ts';
import { useTexts } from '../use-texts.ts';
import classes from './Consent.module.css';
import { ConsentResult } from './ConsentResult.tsx';
import { ConsentWaiting } from './ConsentWaiting.tsx';
import { followConsent, freshConsent } from './consent-run.ts';

interface ConsentProps {
  readonly account: string;
  onDone(): void;
}

/** Signs in to an account. It begins at once: the click that led here was the wish to. */
export function Consent({ account, onDone }: ConsentProps) {
  const { t } = useTexts();
  const { client } = useBackend();
  const run = useRun(freshConsent, followConsent);
  const { start: startRun, cancel } = run;
  const start = useCallback(
    () => startRun((signal) => client.onboarding.signIn({ account }, { signal })),
    [startRun, client, account],
  );
  const { done } = run.state;
  const complete = done !== null && done.missingScopes.length === 0;

  useEffect(() => {
    start();
  }, [start]);
  useEffect(() => {
    if (complete) onDone();
  }, [complete, onDone]);

  if (done) return <ConsentResult done={done} onAgain={start} onContinue={onDone} />;
  switch (run.status) {
    case 'idle':
    case 'running':
    case 'done':
      return <ConsentWaiting run={run.state} onCancel={cancel} />;
    case 'cancelled':
      return (
        <div className={classes['column']}>
          <Surface title={t('onboarding:consent.cancelled')}>
            <p className={classes['text']}>{t('onboarding:consent.cancelledText')}</p>
            <Button size="sm" onClick={start}>
              {t('action.tryAgain')}
            </Button>
          </Surface>
        </div>
      );
    case 'failed':
      return (
        <div className={classes['column']}>
          <FailureCard error={run.error}>
            <Button onClick={start}>{t('action.tryAgain')}</Button>
          </FailureCard>
        </div>
      );
  }
}
