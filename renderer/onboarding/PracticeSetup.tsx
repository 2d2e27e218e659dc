import { Button } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Client } from '../../preload/contract/index.ts';
import { useBackend } from '../backend.tsx';
import { FailureCard } from '../ui/FailureCard.tsx';
import { Surface } from '../ui/Surface.tsx';
import { useTexts } from '../use-texts.ts';
import classes from './PracticeSetup.module.css';

interface PracticeSetupProps {
  /** Called with the new account; its sign-in comes next. */
  onAdded(account: string): void;
}

const points = ['point1', 'point2', 'point3'] as const;

export function PracticeSetup({ onAdded }: PracticeSetupProps) {
  const { t } = useTexts();
  const { client, queries } = useBackend();
  const queryClient = useQueryClient();
  const start = useMutation({
    mutationFn: () => practiceAccount(client, t('onboarding:practice.label')),
    onSuccess: async (account) => {
      await queryClient.invalidateQueries({ queryKey: queries.settings.practiceStatus.key() });
      onAdded(account);
    },
  });
  return (
    <div className={classes['column']}>
      <Surface title={t('onboarding:practice.title')}>
        <p className={classes['text']}>{t('onboarding:practice.text')}</p>
        <ol className={classes['points']}>
          {points.map((point) => (
            <li key={point}>{t(`onboarding:practice.${point}`)}</li>
          ))}
        </ol>
        <Button
          size="sm"
          leftSection={<IconPlayerPlay size={16} aria-hidden />}
          loading={start.isPending}
          onClick={() => start.mutate()}
        >
          {t('onboarding:practice.start')}
        </Button>
        <span className={classes['progress']} role="status">
          {start.isPending ? t('onboarding:practice.starting') : ''}
        </span>
      </Surface>
      {start.isError ? (
        <FailureCard error={start.error}>
          <Button onClick={() => start.mutate()}>{t('action.tryAgain')}</Button>
        </FailureCard>
      ) : null}
    </div>
  );
}

/** Starts the practice servers and takes the practice account, which an earlier try may have added already. */
async function practiceAccount(client: Client, label: string): Promise<string> {
  const practice = await client.settings.startPractice();
  if (!practice.running) throw new Error('The practice servers did not start');
  const accounts = await client.accounts.list();
  const known = accounts.find(
    ({ provider, address }) => provider === 'practice' && address === practice.address,
  );
  if (known) return known.id;
  const added = await client.onboarding.add({
    provider: 'practice',
    address: practice.address,
    label,
    purpose: 'aem-cloud',
  });
  return added.id;
}
