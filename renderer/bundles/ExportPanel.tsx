import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import type { BundleTarget, Purpose } from '../../preload/contract/index.ts';
import { useAccounts } from '../accounts/use-accounts.ts';
import { useBackend } from '../backend.tsx';
import { useDrafts } from '../onboarding/drafts/use-drafts.ts';
import { validInstances } from '../onboarding/register/instances.ts';
import { FailureCard } from '../ui/FailureCard.tsx';
import { useTexts } from '../use-texts.ts';
import { BundleOptionsForm } from './BundleOptionsForm.tsx';
import { BundlePreview } from './BundlePreview.tsx';
import { type BundleForm, type BundleRequest, freshBundleForm, toRequest } from './bundle-form.ts';
import { defaultTarget } from './default-target.ts';
import classes from './ExportPanel.module.css';
import { SaveBundle } from './SaveBundle.tsx';
import { wishedTemplates } from './template-choices.ts';

interface ExportPanelProps {
  readonly account: string;
  /** What to export for, until somebody chooses; else it is what the account is for. */
  readonly target?: string | undefined;
  /** The templates to take along until somebody chooses: `all`, or those of a set. */
  readonly templates?: string | undefined;
  /** In front of the options, such as which account. */
  readonly lead?: ReactNode;
  /** Beside the save button. */
  readonly footer?: ReactNode;
}

/** Chooses what to export, shows every file of it, and saves it. */
export function ExportPanel({ account, target, ...rest }: ExportPanelProps) {
  const { t } = useTexts();
  const { queries } = useBackend();
  const targets = useQuery(queries.bundles.targets.queryOptions());
  const purpose = useAccounts().data?.find(({ id }) => id === account)?.purpose;
  const drafts = useDrafts();
  if (targets.isError) return <FailureCard error={targets.error} />;
  if (!targets.data || !purpose || !drafts) {
    return (
      <p className={classes['pending']} role="status">
        {t('bundlesPage:previewing')}
      </p>
    );
  }
  const named = drafts.find((draft) => draft.account === account)?.instances ?? [];
  return (
    <Panel
      account={account}
      targets={targets.data}
      purpose={purpose}
      asked={target}
      instances={validInstances(named)}
      {...rest}
    />
  );
}

interface PanelProps extends Omit<ExportPanelProps, 'target'> {
  readonly targets: readonly BundleTarget[];
  readonly purpose: Purpose;
  readonly asked: string | undefined;
  /** Those the admin named while setting the account up. */
  readonly instances: readonly string[];
}

function Panel({ account, targets, purpose, asked, instances, templates, lead, footer }: PanelProps) {
  const { queries } = useBackend();
  const [changed, setForm] = useState<BundleForm>({ ...freshBundleForm, instances: instances.join('\n') });
  const wished = useQuery({
    ...queries.templates.list.queryOptions(),
    select: (kept) => wishedTemplates(kept, templates),
  });
  const form = { ...changed, templates: changed.templates ?? wished.data ?? [] };
  const target = targets.find(({ id }) => id === form.target) ?? defaultTarget(targets, purpose, asked);
  const request = target ? toRequest(account, form, target) : null;
  return (
    <div className={classes['panel']}>
      <div className={classes['options']}>
        {lead}
        {target ? (
          <BundleOptionsForm form={form} targets={targets} target={target} onChange={setForm} />
        ) : null}
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
  // As text it is the same as long as it asks for the same.
  const [settled] = useDebouncedValue(JSON.stringify(request), 250);
  const input = useMemo<BundleRequest | null>(() => JSON.parse(settled), [settled]);
  const preview = useQuery(
    queries.bundles.preview.queryOptions({
      input: input ?? skipToken,
      placeholderData: keepPreviousData,
    }),
  );
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
