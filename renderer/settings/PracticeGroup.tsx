import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useBackend } from '../backend.tsx';
import { FailureCard } from '../ui/FailureCard.tsx';
import { Surface } from '../ui/Surface.tsx';
import { useTexts } from '../use-texts.ts';
import { PracticeFaults } from './PracticeFaults.tsx';
import classes from './SettingsPage.module.css';

export function PracticeGroup() {
  const { t } = useTexts();
  const { client, queries } = useBackend();
  const queryClient = useQueryClient();
  const status = useQuery(queries.settings.practiceStatus.queryOptions());
  const running = status.data?.running ?? false;
  const toggle = useMutation({
    mutationFn: () => (running ? client.settings.stopPractice() : client.settings.startPractice()),
    onSuccess: (changed) => queryClient.setQueryData(queries.settings.practiceStatus.queryKey(), changed),
  });
  const error = toggle.error ?? status.error;
  return (
    <Surface title={t('settings:practiceGroup')}>
      {status.data?.running ? (
        <p className={classes['text']}>
          {t('settings:practiceRunning', { issuer: status.data.issuer })}
          <br />
          {t('settings:practiceMailbox', { address: status.data.address })}
        </p>
      ) : (
        <p className={classes['text']}>{t('settings:practiceStopped')}</p>
      )}
      <Button
        variant="default"
        loading={toggle.isPending}
        disabled={status.data === undefined}
        onClick={() => toggle.mutate()}
      >
        {t(running ? 'settings:practiceStop' : 'settings:practiceStart')}
      </Button>
      {status.data?.running && status.data.faults ? <PracticeFaults faults={status.data.faults} /> : null}
      {error ? <FailureCard error={error} /> : null}
    </Surface>
  );
}
