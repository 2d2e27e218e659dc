import { Drawer } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { AccountStatus } from '../../preload/contract/index.ts';
import { useBackend } from '../backend.tsx';
import { FailureCard } from '../ui/FailureCard.tsx';
import { useTexts } from '../use-texts.ts';
import { accountName } from './account-list.ts';
import { TokenInsight } from './TokenInsight.tsx';

interface AccountDetailsProps {
  readonly account: AccountStatus;
  onClose(): void;
}

/** What the account's token says of itself, and how long the sign-in lasts. */
export function AccountDetails({ account, onClose }: AccountDetailsProps) {
  const { t } = useTexts();
  const { queries } = useBackend();
  const insight = useQuery(
    queries.accounts.insight.queryOptions({ input: { account: account.id }, gcTime: 0 }),
  );
  return (
    <Drawer
      opened
      position="right"
      size={440}
      onClose={onClose}
      title={t('accounts:details.title', { name: accountName(account) })}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      {insight.isError ? <FailureCard error={insight.error} /> : null}
      {insight.data ? <TokenInsight insight={insight.data} /> : null}
    </Drawer>
  );
}
