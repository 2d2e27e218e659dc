import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import type { AccountStatus } from '../../preload/contract/index.ts';
import { useBackend } from '../backend.tsx';
import { failureKind } from '../ui/diagnosis-of.ts';
import { useTexts } from '../use-texts.ts';
import { accountName } from './account-list.ts';

/** Gets one account a new token now; the row itself shows how it went, a note confirms it. */
export function useRefreshOne(account: AccountStatus) {
  const { t } = useTexts();
  const { client } = useBackend();
  const name = accountName(account);
  const fail = (message: string) =>
    notifications.show({ color: 'red', title: t('accounts:refreshOne.failedTitle', { name }), message });
  return useMutation({
    mutationFn: async () => {
      for await (const event of await client.accounts.refresh({ accounts: [account.id], force: true })) {
        if (event.event === 'failed') fail(event.diagnosis.title);
        else notifications.show({ message: t('accounts:refreshOne.done', { name }) });
      }
    },
    onError: (error) => {
      const failure = failureKind(error);
      fail(failure.kind === 'diagnosed' ? failure.diagnosis.title : t(`lost.${failure.kind}Title`));
    },
  });
}
