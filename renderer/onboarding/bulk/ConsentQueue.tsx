import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useBackend } from '../../backend.tsx';
import { FailureCard } from '../../ui/FailureCard.tsx';
import { Surface } from '../../ui/Surface.tsx';
import { useFormat } from '../../ui/use-format.tsx';
import { useTexts } from '../../use-texts.ts';
import classes from './Bulk.module.css';
import { QueueRow } from './QueueRow.tsx';

/** Milliseconds; owners sign in at any time. */
const AGAIN = 10_000;
/** More rows than this scroll by themselves, so that the list below stays in reach. */
const FEW = 8;

/** Who has yet to sign in. It is kept with the accounts, so that one can go on any day. */
export function ConsentQueue() {
  const { t } = useTexts();
  const format = useFormat();
  const { queries } = useBackend();
  const queue = useQuery(queries.onboarding.bulk.queue.queryOptions({ refetchInterval: AGAIN }));
  const [opened, setOpened] = useState<string | null>(null);
  if (queue.isError) return <FailureCard error={queue.error} />;
  const waiting = queue.data ?? [];
  if (waiting.length === 0) return null;
  return (
    <Surface title={t('bulkPage:queue', { count: waiting.length, formatted: format.number(waiting.length) })}>
      <p className={classes['lead']}>{t('bulkPage:queueText')}</p>
      <ul className={classes['queue']} data-long={waiting.length > FEW} aria-label={t('bulkPage:queueName')}>
        {waiting.map((entry) => (
          <QueueRow
            key={entry.account}
            entry={entry}
            opened={opened === entry.account}
            onToggle={() => setOpened(opened === entry.account ? null : entry.account)}
          />
        ))}
      </ul>
    </Surface>
  );
}
