import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useBackend } from '../../backend.tsx';
import { failureKind } from '../../ui/diagnosis-of.ts';
import { FailureCard } from '../../ui/FailureCard.tsx';
import { goTo } from '../../use-page.ts';
import { useTexts } from '../../use-texts.ts';
import { useDraftKeeper } from '../drafts/DraftsProvider.tsx';
import type { Draft } from '../drafts/draft.ts';
import classes from './Consent.module.css';

interface ConsentFailedProps {
  readonly account: string;
  readonly error: unknown;
  /** Lets what was entered be corrected, as long as nothing was signed in to. */
  readonly draft?: Draft;
  readonly children: ReactNode;
  onAgain(): void;
  onAccept(): void;
}

/** Why it did not go well, and the ways on from here. */
export function ConsentFailed({ account, error, draft, children, onAgain, onAccept }: ConsentFailedProps) {
  const { t } = useTexts();
  const { client } = useBackend();
  const keeper = useDraftKeeper();
  const failure = failureKind(error);
  const other = failure.kind === 'diagnosed' && failure.diagnosis.id === 'postkey-wrong-account';
  const change = useMutation({
    mutationFn: () => client.accounts.remove({ account, revoke: false }),
    onSuccess: () => {
      if (!draft) return;
      keeper.save({ ...draft, account: null, step: 'setup' });
      goTo({ name: 'onboarding', step: 'setup', provider: draft.provider, draft: draft.id }, 'replace');
    },
  });
  return (
    <div className={classes['column']}>
      <FailureCard error={error}>
        <Button onClick={onAgain}>{t('action.tryAgain')}</Button>
        {other ? (
          <Button variant="default" onClick={onAccept}>
            {t('onboarding:consent.acceptOther')}
          </Button>
        ) : null}
        {draft && !other ? (
          <Button variant="default" loading={change.isPending} onClick={() => change.mutate()}>
            {t('onboarding:consent.change')}
          </Button>
        ) : null}
      </FailureCard>
      {other ? <p className={classes['aside']}>{t('onboarding:consent.acceptOtherText')}</p> : null}
      {change.isError ? <FailureCard error={change.error} /> : null}
      {children}
    </div>
  );
}
