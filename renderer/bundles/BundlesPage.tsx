import { useAccounts } from '../accounts/use-accounts.ts';
import { AccountSelect } from '../ui/AccountSelect.tsx';
import { FailureCard } from '../ui/FailureCard.tsx';
import { NoAccount } from '../ui/NoAccount.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { goTo } from '../use-page.ts';
import { useTexts } from '../use-texts.ts';
import { ExportPanel } from './ExportPanel.tsx';

export function BundlesPage({ account }: { readonly account?: string }) {
  const { t } = useTexts();
  const accounts = useAccounts();
  const known = accounts.data ?? [];
  const chosen = known.find(({ id }) => id === account) ?? known[0];
  return (
    <>
      <PageHeader title={t('bundlesPage:title')} subtitle={t('bundlesPage:subtitle')} />
      {accounts.isError ? <FailureCard error={accounts.error} /> : null}
      {accounts.data?.length === 0 ? <NoAccount /> : null}
      {chosen === undefined ? null : (
        <ExportPanel
          key={chosen.id}
          account={chosen.id}
          lead={
            <AccountSelect
              accounts={known}
              value={chosen.id}
              onChange={(id) => goTo({ name: 'bundles', account: id }, 'replace')}
            />
          }
        />
      )}
    </>
  );
}
