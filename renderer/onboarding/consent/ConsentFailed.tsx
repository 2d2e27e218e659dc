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
    // By the time the account is gone its draft is no longer offered here.
    mutationFn: (_: Draft) => client.accounts.remove({ account, revoke: false }),
    onSuccess: (_, entered) => {
      keeper.save({ ...entered, account: null, step: 'setup' });
      const { provider, id } = entered;
      goTo({ name: 'onboarding', step: 'setup', provider, draft: id }, 'replace');
    },
  });
  // With a wrong client ID or secret, trying again leads to the same end.
  const misfit = draft !== undefined && failure.kind === 'diagnosed' && failure.diagnosis.class === 'client';
  const changeButton =
    draft === undefined || other ? null : (
      <Button
        variant={misfit ? 'filled' : 'default'}
        loading={change.isPending}
        onClick={() => change.mutate(draft)}
      >
        {t('onboarding:consent.change')}
      </Button>
    );
  return (
    <div className={classes['column']}>
      <FailureCard error={error}>
        {misfit ? changeButton : null}
        <Button variant={misfit ? 'default' : 'filled'} onClick={onAgain}>
          {t('action.tryAgain')}
        </Button>
        {other ? (
          <Button variant="default" onClick={onAccept}>
            {t('onboarding:consent.acceptOther')}
          </Button>
        ) : null}
        {misfit ? null : changeButton}
      </FailureCard>
      {other ? <p className={classes['aside']}>{t('onboarding:consent.acceptOtherText')}</p> : null}
      {change.isError ? <FailureCard error={change.error} /> : null}
      {children}
    </div>
  );
}
