import { useAccounts } from '../accounts/use-accounts.ts';
import type { Page } from '../page.ts';
import { AccountSelect } from '../ui/AccountSelect.tsx';
import { FailureCard } from '../ui/FailureCard.tsx';
import { NoAccount } from '../ui/NoAccount.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { goTo } from '../use-page.ts';
import { useTexts } from '../use-texts.ts';
import { CheckPanel } from './CheckPanel.tsx';

export function ChecksPage({ page }: { readonly page: Extract<Page, { name: 'mail' }> }) {
  const { t } = useTexts();
  const accounts = useAccounts();
  const known = accounts.data ?? [];
  const chosen = known.find(({ id }) => id === page.account) ?? known[0];
  return (
    <>
      <PageHeader title={t('mail:title')} subtitle={t('mail:subtitle')} />
      {accounts.isError ? <FailureCard error={accounts.error} /> : null}
      {accounts.data?.length === 0 ? <NoAccount /> : null}
      {chosen === undefined ? null : (
        <CheckPanel
          key={chosen.id}
          account={chosen.id}
          startNow={page.run === 'now' && chosen.id === page.account}
          lead={
            <AccountSelect
              accounts={known}
              value={chosen.id}
              onChange={(id) => goTo({ name: 'mail', account: id }, 'replace')}
            />
          }
        />
      )}
    </>
  );
}
