import { Button, Group, Modal, Stack, Switch, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { AccountStatus, Credentials } from '../../preload/contract/index.ts';
import { useBackend } from '../backend.tsx';
import { checkAddress } from '../onboarding/field-checks.ts';
import { FailureCard } from '../ui/FailureCard.tsx';
import { useTexts } from '../use-texts.ts';
import { CredentialFields } from './CredentialFields.tsx';

interface EditAccountProps {
  readonly account: AccountStatus;
  onClose(): void;
}

export function EditAccount({ account, onClose }: EditAccountProps) {
  const { t } = useTexts();
  const { queries } = useBackend();
  const [label, setLabel] = useState(account.label);
  const [signInAs, setSignInAs] = useState(account.signInAs ?? '');
  const [credentials, setCredentials] = useState<Credentials>({});
  const [secretDate, setSecretDate] = useState(account.secretExpiresOn ?? '');
  const [inTesting, setInTesting] = useState(account.inTesting);
  const providers = useQuery(queries.onboarding.providers.queryOptions());
  const rules = providers.data?.find(({ id }) => id === account.provider)?.refreshTokenRules;
  const update = useMutation(
    queries.accounts.update.mutationOptions({
      onSuccess: () => {
        notifications.show({ message: t('accounts:edit.saved') });
        onClose();
      },
    }),
  );
  const isAddress = signInAs.trim() === '' || checkAddress(signInAs) === null;
  const isSound = label.trim() !== '' && isAddress;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isSound) return;
    update.mutate({
      account: account.id,
      label: label.trim(),
      signInAs: signInAs.trim() || null,
      secretExpiresOn: secretDate || null,
      ...(inTesting === account.inTesting ? {} : { inTesting }),
      ...credentials,
    });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('accounts:edit.title')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput
            label={t('accounts:edit.label')}
            description={t('accounts:edit.labelHelp')}
            maxLength={100}
            value={label}
            onChange={(event) => setLabel(event.currentTarget.value)}
            error={label.trim() === '' ? t('accounts:edit.labelRequired') : undefined}
            data-autofocus
          />
          {account.grant === 'authorization_code' || account.grant === 'device_code' ? (
            <TextInput
              label={t('accounts:edit.signInAs')}
              description={t('accounts:edit.signInAsHelp')}
              maxLength={254}
              value={signInAs}
              onChange={(event) => setSignInAs(event.currentTarget.value)}
              error={isAddress ? undefined : t('accounts:edit.signInAsInvalid')}
            />
          ) : null}
          <CredentialFields account={account} value={credentials} onChange={setCredentials} />
          <TextInput
            type="date"
            label={t('accounts:edit.secretDate')}
            description={
              account.health === 'secret-expires'
                ? t('accounts:edit.renewHelp')
                : t('accounts:edit.secretDateHelp')
            }
            value={secretDate}
            onChange={(event) => setSecretDate(event.currentTarget.value)}
          />
          {rules?.testingDays === undefined ? null : (
            <Switch
              label={t('register:field.inTesting')}
              description={t('register:field.inTestingHelp')}
              checked={inTesting}
              onChange={(event) => setInTesting(event.currentTarget.checked)}
            />
          )}
          {update.isError ? <FailureCard error={update.error} /> : null}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('action.cancel')}
            </Button>
            <Button type="submit" loading={update.isPending} disabled={!isSound}>
              {t('action.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
