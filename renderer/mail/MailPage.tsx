import { Tabs } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { AccountStatus } from '../../preload/contract/index.ts';
import { useAccounts } from '../accounts/use-accounts.ts';
import { type MailTab, mailTabs, type Page } from '../page.ts';
import { AccountSelect } from '../ui/AccountSelect.tsx';
import { FailureCard } from '../ui/FailureCard.tsx';
import { NoAccount } from '../ui/NoAccount.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { goTo } from '../use-page.ts';
import { useTexts } from '../use-texts.ts';
import { CheckPanel } from './CheckPanel.tsx';
import { ComposePanel } from './compose/ComposePanel.tsx';
import { InboxPanel } from './inbox/InboxPanel.tsx';
import classes from './MailPage.module.css';
import { WatchPanel } from './watch/WatchPanel.tsx';

type MailPlace = Extract<Page, { name: 'mail' }>;

/** Everything that is done with one account's mail: check, send, read, watch. */
export function MailPage({ page }: { readonly page: MailPlace }) {
  const { t } = useTexts();
  const accounts = useAccounts();
  const known = accounts.data ?? [];
  const chosen = known.find(({ id }) => id === page.account) ?? known[0];
  const tab = page.tab ?? 'check';
  return (
    <>
      <PageHeader title={t(`mail:title.${tab}`)} subtitle={t(`mail:subtitle.${tab}`)}>
        {chosen === undefined ? null : (
          <div className={classes['account']}>
            <AccountSelect
              accounts={known}
              value={chosen.id}
              onChange={(account) => goTo({ name: 'mail', account, tab }, 'replace')}
            />
          </div>
        )}
      </PageHeader>
      {accounts.isError ? <FailureCard error={accounts.error} /> : null}
      {accounts.data?.length === 0 ? <NoAccount /> : null}
      {chosen === undefined ? null : (
        <AccountTabs
          key={chosen.id}
          account={chosen}
          tab={tab}
          startNow={page.run === 'now' && chosen.id === page.account}
        />
      )}
    </>
  );
}

interface AccountTabsProps {
  readonly account: AccountStatus;
  readonly tab: MailTab;
  readonly startNow: boolean;
}

/** What was opened once stays as it is, so that a running check or an unsent message outlives a look elsewhere. */
function AccountTabs({ account, tab, startNow }: AccountTabsProps) {
  const { t } = useTexts();
  const [opened, setOpened] = useState<readonly MailTab[]>([tab]);
  if (!opened.includes(tab)) setOpened([...opened, tab]);
  const panels: Record<MailTab, ReactNode> = {
    check: <CheckPanel account={account.id} startNow={startNow} history />,
    send: <ComposePanel account={account.id} address={account.address} />,
    inbox: <InboxPanel account={account.id} active={tab === 'inbox'} />,
    watch: <WatchPanel account={account.id} address={account.address} />,
  };
  return (
    <Tabs
      className={classes['tabs'] ?? ''}
      value={tab}
      onChange={(name) => {
        const next = mailTabs.find((known) => known === name);
        if (next) goTo({ name: 'mail', account: account.id, tab: next });
      }}
    >
      <Tabs.List className={classes['list'] ?? ''} aria-label={t('mail:tabs')}>
        {mailTabs.map((name) => (
          <Tabs.Tab key={name} value={name}>
            {t(`mail:tab.${name}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {mailTabs.map((name) => (
        <Tabs.Panel key={name} value={name} keepMounted className={classes['panel'] ?? ''}>
          {opened.includes(name) ? panels[name] : null}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
