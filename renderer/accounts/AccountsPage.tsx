import { Button, TextInput } from '@mantine/core';
import { IconFileImport, IconMailForward, IconPlus, IconSearch } from '@tabler/icons-react';
import { useDeferredValue, useMemo, useState } from 'react';
import type { AccountStatus } from '../../preload/contract/index.ts';
import { DraftList } from '../onboarding/drafts/DraftList.tsx';
import { formatPage } from '../page.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { FailureCard } from '../ui/FailureCard.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { useFormat } from '../ui/use-format.tsx';
import { goTo } from '../use-page.ts';
import { useTexts } from '../use-texts.ts';
import classes from './AccountsPage.module.css';
import { AccountTable } from './AccountTable.tsx';
import { filterAccounts, needsAttention, waitsForOwner } from './account-list.ts';
import { ImportFile } from './ImportFile.tsx';
import { RefreshAll } from './RefreshAll.tsx';
import { useAccounts } from './use-accounts.ts';

const SEARCH_FROM = 9;

export function AccountsPage() {
  const { t } = useTexts();
  const accounts = useAccounts();
  const [importing, setImporting] = useState(false);
  const startImport = () => setImporting(true);
  if (accounts.isError) {
    return (
      <>
        <PageHeader title={t('accounts:title')} />
        <FailureCard error={accounts.error}>
          <Button onClick={() => void accounts.refetch()}>{t('action.tryAgain')}</Button>
        </FailureCard>
      </>
    );
  }
  if (!accounts.data) return <PageHeader title={t('accounts:title')} subtitle={t('loading')} />;
  return (
    <>
      {accounts.data.length === 0 ? (
        <FirstAccount onImport={startImport} />
      ) : (
        <Accounts accounts={accounts.data} onImport={startImport} />
      )}
      {/* Here, since what came is still to be read when the first account is there. */}
      {importing ? <ImportFile onClose={() => setImporting(false)} /> : null}
    </>
  );
}

function FirstAccount({ onImport }: { onImport(): void }) {
  const { t } = useTexts();
  return (
    <>
      <PageHeader title={t('accounts:title')} />
      <DraftList accounts={[]} />
      <EmptyState title={t('accounts:empty.title')} text={t('accounts:empty.text')}>
        <Button size="sm" onClick={() => goTo({ name: 'onboarding', step: 'setup', provider: 'practice' })}>
          {t('accounts:practise')} ({t('accounts:practiseNote')})
        </Button>
        <Button size="sm" variant="default" onClick={() => goTo({ name: 'onboarding', step: 'provider' })}>
          {t('accounts:add')}
        </Button>
        <Button size="sm" variant="subtle" onClick={onImport}>
          {t('accounts:import.open')}
        </Button>
      </EmptyState>
    </>
  );
}

interface AccountsProps {
  readonly accounts: readonly AccountStatus[];
  onImport(): void;
}

function Accounts({ accounts, onImport }: AccountsProps) {
  const { t } = useTexts();
  const [query, setQuery] = useState('');
  const wanted = useDeferredValue(query);
  const shown = useMemo(() => filterAccounts(accounts, wanted), [accounts, wanted]);
  return (
    <>
      <PageHeader title={t('accounts:title')} subtitle={<Summary accounts={accounts} />}>
        <RefreshAll total={accounts.length} />
        <WaitingLink accounts={accounts} />
        <Button variant="default" leftSection={<IconFileImport size={15} aria-hidden />} onClick={onImport}>
          {t('accounts:import.open')}
        </Button>
        <Button
          leftSection={<IconPlus size={15} aria-hidden />}
          onClick={() => goTo({ name: 'onboarding', step: 'provider' })}
        >
          {t('accounts:add')}
        </Button>
      </PageHeader>
      <DraftList accounts={accounts} />
      {accounts.length < SEARCH_FROM ? null : (
        <TextInput
          className={classes['search']}
          type="search"
          aria-label={t('accounts:search')}
          placeholder={t('accounts:searchPlaceholder')}
          leftSection={<IconSearch size={15} aria-hidden />}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
      )}
      {shown.length > 0 ? (
        <AccountTable accounts={shown} />
      ) : (
        <div className={classes['none']} role="status">
          <p>{t('accounts:noMatch', { query: wanted })}</p>
          <Button variant="default" onClick={() => setQuery('')}>
            {t('accounts:clearSearch')}
          </Button>
        </div>
      )}
    </>
  );
}

/** To the queue of those who have yet to sign in; links can be mailed to them from there. */
function WaitingLink({ accounts }: { accounts: readonly AccountStatus[] }) {
  const { t } = useTexts();
  const format = useFormat();
  const count = accounts.filter(waitsForOwner).length;
  if (count === 0) return null;
  return (
    <Button
      component="a"
      variant="default"
      leftSection={<IconMailForward size={15} aria-hidden />}
      href={formatPage({ name: 'bulk' })}
    >
      {t('accounts:waiting', { count, formatted: format.number(count) })}
    </Button>
  );
}

function Summary({ accounts }: { accounts: readonly AccountStatus[] }) {
  const { t } = useTexts();
  const format = useFormat();
  const waiting = accounts.filter(needsAttention).length;
  const total = t('accounts:summary', { count: accounts.length, formatted: format.number(accounts.length) });
  const attention =
    waiting === 0
      ? t('accounts:allWell')
      : t('accounts:attention', { count: waiting, formatted: format.number(waiting) });
  return `${total} · ${attention}`;
}
