import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useBackend } from '../backend.tsx';
import { download } from '../ui/download.ts';
import { FailureCard } from '../ui/FailureCard.tsx';
import { useTexts } from '../use-texts.ts';
import type { BundleRequest } from './bundle-form.ts';
import classes from './ExportPanel.module.css';

interface SaveBundleProps {
  /** Null while a field is wrong. */
  readonly request: BundleRequest | null;
  readonly passphrase: string;
  /** Beside the button. */
  readonly footer?: ReactNode;
}

export function SaveBundle({ request, passphrase, footer }: SaveBundleProps) {
  const { t } = useTexts();
  const { queries } = useBackend();
  const save = useMutation(
    queries.bundles.save.mutationOptions({
      onSuccess: (outcome) => {
        if (outcome.kind === 'download') download(outcome.file, outcome.fileName);
      },
    }),
  );
  const start = () => {
    if (!request) return;
    const sealed = request.secrets === 'include' && passphrase !== '';
    save.mutate({ ...request, ...(sealed ? { passphrase } : {}) });
  };
  return (
    <>
      <div className={classes['bar']}>
        <Button
          size="sm"
          leftSection={<IconDownload size={16} aria-hidden />}
          disabled={request === null}
          loading={save.isPending}
          onClick={start}
        >
          {t('bundlesPage:save')}
        </Button>
        {footer}
        {save.data === undefined || save.data.kind === 'cancelled' ? null : (
          <p className={classes['saved']} role="status">
            {save.data.kind === 'saved'
              ? t('bundlesPage:saved', { path: save.data.path })
              : t('bundlesPage:downloaded', { fileName: save.data.fileName })}
          </p>
        )}
      </div>
      {save.isError ? <FailureCard error={save.error} /> : null}
    </>
  );
}
