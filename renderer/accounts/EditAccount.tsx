import { Button, Group, Modal, Stack, Switch, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { AccountStatus } from '../../preload/contract/index.ts';
import { useBackend } from '../backend.tsx';
import { FailureCard } from '../ui/FailureCard.tsx';
import { useTexts } from '../use-texts.ts';

interface EditAccountProps {
  readonly account: AccountStatus;
  onClose(): void;
}

export function EditAccount({ account, onClose }: EditAccountProps) {
  const { t } = useTexts();
  const { queries } = useBackend();
  const [label, setLabel] = useState(account.label);
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
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (label.trim() === '') return;
    update.mutate({
      account: account.id,
      label: label.trim(),
      secretExpiresOn: secretDate || null,
      ...(inTesting === account.inTesting ? {} : { inTesting }),
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
            <Button type="submit" loading={update.isPending} disabled={label.trim() === ''}>
              {t('action.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
