import { Button } from '@mantine/core';
import { IconPackageExport } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { AccountStatus, ProviderSummary } from '../../../preload/contract/index.ts';
import { useAccounts } from '../../accounts/use-accounts.ts';
import { useBackend } from '../../backend.tsx';
import { ExportPanel } from '../../bundles/ExportPanel.tsx';
import { FailureCard } from '../../ui/FailureCard.tsx';
import { goTo } from '../../use-page.ts';
import { useTexts } from '../../use-texts.ts';
import { useDraft, useDrafts } from '../drafts/use-drafts.ts';
import { Aem65Sheet } from './Aem65Sheet.tsx';
import { FormsJeeSheet } from './FormsJeeSheet.tsx';
import classes from './Sheet.module.css';

interface PurposeExportProps {
  readonly account: string;
  onDone(): void;
}

/** What the system that will use the mailbox takes: a bundle, or values to enter. */
export function PurposeExport({ account, onDone }: PurposeExportProps) {
  const { t } = useTexts();
  const { queries } = useBackend();
  const accounts = useAccounts();
  const providers = useQuery(queries.onboarding.providers.queryOptions());
  const status = accounts.data?.find(({ id }) => id === account);
  const provider = providers.data?.find(({ id }) => id === status?.provider);
  if (!status || !provider) return null;
  const done = (
    <Button variant="default" onClick={onDone}>
      {t('onboarding:export.finish')}
    </Button>
  );
  const { purpose } = status;
  if (purpose !== 'aem-65' && purpose !== 'forms-jee')
    return <ExportPanel account={account} target={purpose} footer={done} />;
  return <SetupSheet status={status} purpose={purpose} provider={provider} footer={done} />;
}

interface SetupSheetProps {
  readonly status: AccountStatus;
  readonly purpose: 'aem-65' | 'forms-jee';
  readonly provider: ProviderSummary;
  readonly footer: ReactNode;
}

function SetupSheet({ status: { id, ...status }, purpose, provider, footer }: SetupSheetProps) {
  const { t } = useTexts();
  const { queries } = useBackend();
  const connection = useQuery(queries.accounts.connection.queryOptions({ input: { account: id } }));
  const begun = useDrafts()?.find((each) => each.account === id);
  const [draft, change] = useDraft(begun?.id, {
    account: id,
    step: null,
    provider: status.provider,
    address: status.address,
    purpose,
  });
  if (connection.isError) return <FailureCard error={connection.error} />;
  if (!connection.data) return null;
  const sheet = { connection: connection.data, draft, onChange: change };
  return (
    <div className={classes['page']}>
      {purpose === 'aem-65' ? <Aem65Sheet {...sheet} provider={provider} /> : <FormsJeeSheet {...sheet} />}
      <div className={classes['footer']}>
        <Button
          variant="default"
          leftSection={<IconPackageExport size={15} aria-hidden />}
          onClick={() => goTo({ name: 'bundles', account: id, target: purpose })}
        >
          {t('aem:toBundle')}
        </Button>
        {footer}
      </div>
    </div>
  );
}
