import { Button, PasswordInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { KeyKeeper } from '../../preload/contract/index.ts';
import { useBackend } from '../backend.tsx';
import { FailureCard } from '../ui/FailureCard.tsx';
import { useTexts } from '../use-texts.ts';
import classes from './WelcomeCard.module.css';
import { WelcomeCard } from './WelcomeCard.tsx';

export function UnlockVault({ keeper }: { readonly keeper: KeyKeeper }) {
  const { t } = useTexts();
  return (
    <WelcomeCard>
      <h1 className={classes['title']}>{t('settings:vault.lockedTitle')}</h1>
      {keeper === 'passphrase' ? <PassphraseForm /> : <KeeperAsleep keeper={keeper} />}
    </WelcomeCard>
  );
}

function PassphraseForm() {
  const { t } = useTexts();
  const { queries } = useBackend();
  const queryClient = useQueryClient();
  const [passphrase, setPassphrase] = useState('');
  const unlock = useMutation(
    queries.settings.unlockVault.mutationOptions({
      onSuccess: (status) => {
        queryClient.setQueryData(queries.settings.vaultStatus.queryKey(), status);
        return queryClient.invalidateQueries({ queryKey: queries.accounts.key() });
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (passphrase !== '') unlock.mutate({ passphrase });
  };
  return (
    <form onSubmit={submit}>
      <p className={classes['text']}>{t('settings:vault.lockedText')}</p>
      <PasswordInput
        label={t('settings:vault.passphrase')}
        autoComplete="current-password"
        data-autofocus
        autoFocus
        value={passphrase}
        onChange={(event) => setPassphrase(event.currentTarget.value)}
      />
      {unlock.isError ? (
        <div className={classes['failure']}>
          <FailureCard error={unlock.error} />
        </div>
      ) : null}
      <div className={classes['actions']}>
        <Button type="submit" size="sm" disabled={passphrase === ''} loading={unlock.isPending}>
          {t('settings:vault.unlock')}
        </Button>
      </div>
    </form>
  );
}

/** The keyring or the system's storage did not open: nothing to type here. */
function KeeperAsleep({ keeper }: { keeper: KeyKeeper }) {
  const { t } = useTexts();
  const { queries } = useBackend();
  const queryClient = useQueryClient();
  return (
    <>
      <p className={classes['text']}>
        {t('settings:vault.lockedKeeperText', { keeper: t(`settings:keeper.${keeper}.name`) })}
      </p>
      <div className={classes['actions']}>
        <Button
          size="sm"
          onClick={() =>
            void queryClient.invalidateQueries({ queryKey: queries.settings.vaultStatus.queryKey() })
          }
        >
          {t('action.tryAgain')}
        </Button>
      </div>
    </>
  );
}
