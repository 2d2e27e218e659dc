import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useAccounts } from '../../accounts/use-accounts.ts';
import { useBackend } from '../../backend.tsx';
import { ExportPanel } from '../../bundles/ExportPanel.tsx';
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
  const draft = useDrafts()?.find((each) => each.account === account);
  const [known, change] = useDraft(draft?.id, {
    account,
    step: null,
    provider: status?.provider ?? '',
    address: status?.address ?? '',
    ...(status ? { purpose: status.purpose } : {}),
  });
  const done = (
    <Button variant="default" onClick={onDone}>
      {t('onboarding:export.finish')}
    </Button>
  );
  const purpose = status?.purpose;
  if (!status || !provider || (purpose !== 'aem-65' && purpose !== 'forms-jee')) {
    return <ExportPanel account={account} footer={done} />;
  }
  const Sheet = purpose === 'aem-65' ? Aem65Sheet : FormsJeeSheet;
  return (
    <div className={classes['page']}>
      <Sheet provider={provider} draft={known} onChange={change} />
      <div className={classes['footer']}>{done}</div>
    </div>
  );
}
