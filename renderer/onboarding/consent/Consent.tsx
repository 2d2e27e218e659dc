import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { SignInMethod } from '../../../preload/contract/index.ts';
import { useAccounts } from '../../accounts/use-accounts.ts';
import { useBackend } from '../../backend.tsx';
import { Surface } from '../../ui/Surface.tsx';
import { useRun } from '../../ui/use-run.ts';
import { useTexts } from '../../use-texts.ts';
import type { Draft } from '../drafts/draft.ts';
import classes from './Consent.module.css';
import { ConsentFailed } from './ConsentFailed.tsx';
import { ConsentResult } from './ConsentResult.tsx';
import { ConsentWaiting } from './ConsentWaiting.tsx';
import { followConsent, freshConsent } from './consent-run.ts';
import { offeredMethods } from './methods.ts';
import { SignInMethods } from './SignInMethods.tsx';

interface ConsentProps {
  readonly account: string;
  /** What the account was made from, where this window knows it. */
  readonly draft?: Draft;
  onDone(): void;
}

interface Wish {
  /** Undefined: by the account's grant. */
  readonly method?: SignInMethod;
  readonly acceptOtherAccount?: boolean;
}

/** Signs in to an account. It begins at once: the click that led here was the wish to. */
export function Consent({ account, draft, onDone }: ConsentProps) {
  const { t } = useTexts();
  const { client, queries } = useBackend();
  const [wish, setWish] = useState<Wish>({});
  const accounts = useAccounts();
  const providers = useQuery(queries.onboarding.providers.queryOptions());
  const status = accounts.data?.find(({ id }) => id === account);
  const provider = providers.data?.find(({ id }) => id === status?.provider);
  const run = useRun(freshConsent, followConsent);
  const { start: startRun, cancel } = run;
  const start = useCallback(
    (wanted: Wish) => {
      setWish(wanted);
      startRun((signal) => client.onboarding.signIn({ account, ...wanted }, { signal }));
    },
    [startRun, client, account],
  );
  const { done } = run.state;
  const complete = done !== null && done.missingScopes.length === 0 && done.signedInAs === null;

  useEffect(() => {
    start({});
  }, [start]);
  // Whoever is told may render this anew before the page has changed.
  const told = useRef(false);
  useEffect(() => {
    const first = complete && !told.current;
    told.current = complete;
    if (first) onDone();
  }, [complete, onDone]);

  const again = () => start(wish);
  const methods = provider && status ? offeredMethods(provider, status) : [];
  const others = (
    <SignInMethods
      methods={methods}
      asked={run.state.asked?.event ?? null}
      onChoose={(method) => start({ method })}
    />
  );
  if (done) {
    return <ConsentResult done={done} address={status?.address ?? ''} onAgain={again} onContinue={onDone} />;
  }
  switch (run.status) {
    case 'idle':
    case 'running':
    case 'done':
      return (
        <ConsentWaiting account={account} run={run.state} onCancel={cancel}>
          {others}
        </ConsentWaiting>
      );
    case 'cancelled':
      return (
        <div className={classes['column']}>
          <Surface title={t('onboarding:consent.cancelled')}>
            <p className={classes['text']}>{t('onboarding:consent.cancelledText')}</p>
            <Button size="sm" onClick={again}>
              {t('action.tryAgain')}
            </Button>
            {others}
          </Surface>
        </div>
      );
    case 'failed':
      return (
        <ConsentFailed
          account={account}
          error={run.error}
          onAgain={again}
          onAccept={() => start({ ...wish, acceptOtherAccount: true })}
          {...(draft && status?.accessTokenExpiresAt === null ? { draft } : {})}
        >
          {others}
        </ConsentFailed>
      );
  }
}
