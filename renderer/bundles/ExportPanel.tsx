import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import { useBackend } from '../backend.tsx';
import { FailureCard } from '../ui/FailureCard.tsx';
import { useTexts } from '../use-texts.ts';
import { BundleOptionsForm } from './BundleOptionsForm.tsx';
import { BundlePreview } from './BundlePreview.tsx';
import { type BundleForm, type BundleRequest, freshBundleForm, toRequest } from './bundle-form.ts';
import classes from './ExportPanel.module.css';
import { SaveBundle } from './SaveBundle.tsx';

interface ExportPanelProps {
  readonly account: string;
  /** In front of the options, such as which account. */
  readonly lead?: ReactNode;
  /** Beside the save button. */
  readonly footer?: ReactNode;
}

/** Chooses what to export, shows every file of it, and saves it. */
export function ExportPanel({ account, lead, footer }: ExportPanelProps) {
  const [form, setForm] = useState<BundleForm>(freshBundleForm);
  const request = useMemo(() => toRequest(account, form), [account, form]);
  return (
    <div className={classes['panel']}>
      <div className={classes['options']}>
        {lead}
        <BundleOptionsForm form={form} onChange={setForm} />
      </div>
      <div className={classes['column']}>
        <SaveBundle request={request} passphrase={form.passphrase} footer={footer} />
        <Preview request={request} />
      </div>
    </div>
  );
}

function Preview({ request }: { request: BundleRequest | null }) {
  const { t } = useTexts();
  const { queries } = useBackend();
  const [settled] = useDebouncedValue(request, 250);
  const preview = useQuery({
    ...queries.bundles.preview.queryOptions({
      input: settled ?? { account: '', target: 'aem-cloud' },
      placeholderData: keepPreviousData,
    }),
    enabled: settled !== null,
  });
  if (preview.isError) return <FailureCard error={preview.error} />;
  if (!preview.data) {
    return (
      <p className={classes['pending']} role="status">
        {t('bundlesPage:previewing')}
      </p>
    );
  }
  return <BundlePreview files={preview.data.files} warnings={preview.data.warnings} />;
}
