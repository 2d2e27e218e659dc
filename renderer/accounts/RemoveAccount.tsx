import { Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { AccountStatus } from '../../preload/contract/index.ts';
import { useBackend } from '../backend.tsx';
import { FailureCard } from '../ui/FailureCard.tsx';
import { useTexts } from '../use-texts.ts';
import { accountName } from './account-list.ts';

interface RemoveAccountProps {
  readonly account: AccountStatus;
  onClose(): void;
}

/** Asks once. */
export function RemoveAccount({ account, onClose }: RemoveAccountProps) {
  const { t } = useTexts();
  const { queries } = useBackend();
  const [revoke, setRevoke] = useState(false);
  const name = accountName(account);
  const remove = useMutation(
    queries.accounts.remove.mutationOptions({
      onSuccess: ({ revoked }) => {
        const message = t(revoked ? 'accounts:remove.removedRevoked' : 'accounts:remove.removed', { name });
        notifications.show({ message });
        onClose();
      },
    }),
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('accounts:remove.title', { name })}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <Stack gap="sm">
        <Text>{t('accounts:remove.text')}</Text>
        <Checkbox
          label={t('accounts:remove.revoke')}
          description={t('accounts:remove.revokeHelp')}
          checked={revoke}
          onChange={(event) => setRevoke(event.currentTarget.checked)}
        />
        {remove.isError ? <FailureCard error={remove.error} /> : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('action.cancel')}
          </Button>
          <Button
            color="red"
            loading={remove.isPending}
            onClick={() => remove.mutate({ account: account.id, revoke })}
          >
            {t('accounts:remove.confirm')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
