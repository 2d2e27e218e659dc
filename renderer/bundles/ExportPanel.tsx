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
  /** What to begin with, where it is known. */
  readonly target?: string;
  /** In front of the options, such as which account. */
  readonly lead?: ReactNode;
  /** Beside the save button. */
  readonly footer?: ReactNode;
}

/** Chooses what to export, shows every file of it, and saves it. */
export function ExportPanel({ target, ...panel }: ExportPanelProps) {
  const { queries } = useBackend();
  const targets = useQuery(queries.bundles.targets.queryOptions());
  if (targets.isPending) return null;
  const wanted = targets.data?.find(({ id }) => id === target);
  return <Panel {...panel} initial={{ ...freshBundleForm, ...(wanted ? { target: wanted.id } : {}) }} />;
}

interface PanelProps extends Omit<ExportPanelProps, 'target'> {
  readonly initial: BundleForm;
}

function Panel({ account, initial, lead, footer }: PanelProps) {
  const [form, setForm] = useState(initial);
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
