import { useAccounts } from '../accounts/use-accounts.ts';
import type { Page } from '../page.ts';
import { AccountSelect } from '../ui/AccountSelect.tsx';
import { FailureCard } from '../ui/FailureCard.tsx';
import { NoAccount } from '../ui/NoAccount.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { goTo } from '../use-page.ts';
import { useTexts } from '../use-texts.ts';
import { ExportPanel } from './ExportPanel.tsx';

type Bundles = Extract<Page, { name: 'bundles' }>;

export function BundlesPage({ page: { account, target } }: { readonly page: Bundles }) {
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
          key={`${chosen.id} ${target}`}
          account={chosen.id}
          {...(target === undefined ? {} : { target })}
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
