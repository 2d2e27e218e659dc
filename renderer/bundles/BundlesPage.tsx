import { useAccounts } from '../accounts/use-accounts.ts';
import type { Page } from '../page.ts';
import { AccountSelect } from '../ui/AccountSelect.tsx';
import { FailureCard } from '../ui/FailureCard.tsx';
import { NoAccount } from '../ui/NoAccount.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { goTo } from '../use-page.ts';
import { useTexts } from '../use-texts.ts';
import { ExportPanel } from './ExportPanel.tsx';

interface BundlesPageProps {
  readonly page: Extract<Page, { name: 'bundles' }>;
}

export function BundlesPage({ page }: BundlesPageProps) {
  const { account, target, templates } = page;
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
          key={`${chosen.id} ${target} ${templates}`}
          account={chosen.id}
          target={target}
          templates={templates}
          lead={
            <AccountSelect
              accounts={known}
              value={chosen.id}
              // Another account may be for another system; the templates stay the same.
              onChange={(id) =>
                goTo({ name: 'bundles', account: id, ...(templates ? { templates } : {}) }, 'replace')
              }
            />
          }
        />
      )}
    </>
  );
}
