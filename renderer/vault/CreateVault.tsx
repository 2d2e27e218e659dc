import { Button, PasswordInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { KeyKeeper } from '../../preload/contract/index.ts';
import { useBackend } from '../backend.tsx';
import { FailureCard } from '../ui/FailureCard.tsx';
import { useTexts } from '../use-texts.ts';
import { passphraseStrength, SHORTEST_PASSPHRASE, strengths } from './passphrase-strength.ts';
import classes from './WelcomeCard.module.css';
import { WelcomeCard } from './WelcomeCard.tsx';

/** @param choices what this machine offers, the best first */
export function CreateVault({ choices }: { readonly choices: readonly KeyKeeper[] }) {
  const { t } = useTexts();
  const { queries } = useBackend();
  const queryClient = useQueryClient();
  const [keeper, setKeeper] = useState<KeyKeeper | undefined>(choices[0]);
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const create = useMutation(
    queries.settings.createVault.mutationOptions({
      onSuccess: (status) => queryClient.setQueryData(queries.settings.vaultStatus.queryKey(), status),
    }),
  );

  const needsPassphrase = keeper === 'passphrase';
  const ready = !needsPassphrase || (passphrase.length >= SHORTEST_PASSPHRASE && passphrase === again);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (keeper && ready) create.mutate({ keeper, ...(needsPassphrase ? { passphrase } : {}) });
  };

  return (
    <WelcomeCard>
      <form onSubmit={submit}>
        <h1 className={classes['title']}>{t('settings:vault.newTitle')}</h1>
        <p className={classes['text']}>{t('settings:vault.newText')}</p>
        <div className={classes['choices']} role="radiogroup" aria-label={t('settings:vault.choices')}>
          {choices.map((choice, index) => (
            <Choice
              key={choice}
              keeper={choice}
              recommended={index === 0}
              checked={choice === keeper}
              onChoose={() => setKeeper(choice)}
            />
          ))}
        </div>
        {needsPassphrase ? (
          <div className={classes['fields']}>
            <p className={classes['hint']}>{t('settings:vault.passphraseHelp')}</p>
            <div>
              <PasswordInput
                label={t('settings:vault.passphrase')}
                autoComplete="new-password"
                value={passphrase}
                onChange={(event) => setPassphrase(event.currentTarget.value)}
                error={
                  passphrase !== '' && passphrase.length < SHORTEST_PASSPHRASE
                    ? t('settings:vault.tooShort')
                    : undefined
                }
              />
              <StrengthHint passphrase={passphrase} />
            </div>
            <PasswordInput
              label={t('settings:vault.passphraseAgain')}
              autoComplete="new-password"
              value={again}
              onChange={(event) => setAgain(event.currentTarget.value)}
              error={again !== '' && again !== passphrase ? t('settings:vault.mismatch') : undefined}
            />
          </div>
        ) : null}
        {keeper === 'key-file' ? (
          <p className={classes['warning']}>
            <IconAlertTriangle size={16} aria-hidden />
            {t('settings:vault.keyFileWarning')}
          </p>
        ) : null}
        {create.isError ? (
          <div className={classes['failure']}>
            <FailureCard error={create.error} />
          </div>
        ) : null}
        <div className={classes['actions']}>
          <Button type="submit" size="sm" disabled={!ready} loading={create.isPending}>
            {t('settings:vault.create')}
          </Button>
        </div>
      </form>
    </WelcomeCard>
  );
}

interface ChoiceProps {
  readonly keeper: KeyKeeper;
  readonly recommended: boolean;
  readonly checked: boolean;
  onChoose(): void;
}

function Choice({ keeper, recommended, checked, onChoose }: ChoiceProps) {
  const { t } = useTexts();
  return (
    <label className={classes['choice']}>
      <input
        type="radio"
        name="keeper"
        value={keeper}
        checked={checked}
        onChange={onChoose}
        aria-describedby={`keeper-${keeper}`}
        aria-label={t(`settings:keeper.${keeper}.name`)}
      />
      <span>
        <span className={classes['name']}>
          {t(`settings:keeper.${keeper}.name`)}
          {recommended ? (
            <span className={classes['recommended']}>{t('settings:vault.recommended')}</span>
          ) : null}
        </span>
        <span className={classes['description']} id={`keeper-${keeper}`}>
          {t(`settings:keeper.${keeper}.description`)}
        </span>
      </span>
    </label>
  );
}

function StrengthHint({ passphrase }: { passphrase: string }) {
  const { t } = useTexts();
  const strength = passphraseStrength(passphrase);
  const level = passphrase === '' ? -1 : strengths.indexOf(strength);
  return (
    <div className={classes['strength']} role="status">
      {strengths.map((name, index) => (
        <i key={name} data-on={index <= level} />
      ))}
      <span>
        {passphrase === ''
          ? ''
          : t('settings:vault.strength', { strength: t(`settings:vault.strengthOption.${strength}`) })}
      </span>
    </div>
  );
}
