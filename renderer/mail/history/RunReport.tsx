import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCopy, IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useBackend } from '../../backend.tsx';
import { failureKind } from '../../ui/diagnosis-of.ts';
import { download } from '../../ui/download.ts';
import { useTexts } from '../../use-texts.ts';
import classes from './History.module.css';

interface RunReportProps {
  readonly account: string;
  readonly run: string;
}

/** A run as a text for support, its secrets masked by the app. */
export function RunReport({ account, run }: RunReportProps) {
  const { t } = useTexts();
  const { client } = useBackend();
  const fail = (error: unknown) => {
    const failure = failureKind(error);
    const message = failure.kind === 'diagnosed' ? failure.diagnosis.title : t('lost.unexpectedTitle');
    notifications.show({ color: 'red', message });
  };
  const copy = useMutation({
    mutationFn: async () => {
      const { text } = await client.mail.history.report({ account, run });
      await navigator.clipboard.writeText(text);
    },
    onError: fail,
  });
  const save = useMutation({
    mutationFn: async () => {
      const { fileName, text } = await client.mail.history.report({ account, run });
      download(new Blob([text], { type: 'text/markdown' }), fileName);
    },
    onError: fail,
  });
  return (
    <div className={classes['report']}>
      <Button
        variant="default"
        leftSection={<IconCopy size={15} aria-hidden />}
        loading={copy.isPending}
        onClick={() => copy.mutate()}
      >
        {copy.isSuccess ? t('action.copied') : t('mail:history.copyReport')}
      </Button>
      <Button
        variant="default"
        leftSection={<IconDownload size={15} aria-hidden />}
        loading={save.isPending}
        onClick={() => save.mutate()}
      >
        {t('mail:history.saveReport')}
      </Button>
    </div>
  );
}
