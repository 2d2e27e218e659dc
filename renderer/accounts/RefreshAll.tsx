import { ActionIcon, Button, Progress } from '@mantine/core';
import { IconRefresh, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { RefreshEvent } from '../../preload/contract/index.ts';
import { useBackend } from '../backend.tsx';
import { FailureCard } from '../ui/FailureCard.tsx';
import { useFormat } from '../ui/use-format.tsx';
import { useRun } from '../ui/use-run.ts';
import { useTexts } from '../use-texts.ts';
import classes from './RefreshAll.module.css';

interface Tally {
  readonly refreshed: number;
  readonly skipped: number;
  readonly failed: number;
}

const nothing: Tally = { refreshed: 0, skipped: 0, failed: 0 };
const count = (tally: Tally, { event }: RefreshEvent): Tally => ({ ...tally, [event]: tally[event] + 1 });

export function RefreshAll({ total }: { readonly total: number }) {
  const { t } = useTexts();
  const { client } = useBackend();
  const run = useRun(nothing, count);
  const [dismissed, setDismissed] = useState(false);

  const start = () => {
    setDismissed(false);
    run.start((signal) => client.accounts.refresh({ force: false }, { signal }));
  };
  if (run.status === 'running') return <Refreshing tally={run.state} total={total} onStop={run.cancel} />;
  return (
    <>
      {run.status === 'idle' || dismissed ? null : (
        <Result tally={run.state} status={run.status} onDismiss={() => setDismissed(true)} />
      )}
      {run.status === 'failed' && !dismissed ? (
        <div className={classes['failure']}>
          <FailureCard error={run.error} />
        </div>
      ) : null}
      <Button variant="default" leftSection={<IconRefresh size={15} aria-hidden />} onClick={start}>
        {t('accounts:refreshAll.start')}
      </Button>
    </>
  );
}

function Refreshing({ tally, total, onStop }: { tally: Tally; total: number; onStop(): void }) {
  const { t } = useTexts();
  const format = useFormat();
  const done = tally.refreshed + tally.skipped + tally.failed;
  return (
    <div className={classes['running']}>
      <Progress
        className={classes['bar'] ?? ''}
        value={total === 0 ? 0 : (done / total) * 100}
        aria-label={t('accounts:refreshAll.title')}
      />
      <span className={classes['count']}>
        {t('accounts:refreshAll.progress', { done: format.number(done), total: format.number(total) })}
      </span>
      <Button variant="default" onClick={onStop}>
        {t('accounts:refreshAll.stop')}
      </Button>
    </div>
  );
}

function Result({ tally, status, onDismiss }: { tally: Tally; status: string; onDismiss(): void }) {
  const { t } = useTexts();
  const format = useFormat();
  const counts = {
    refreshed: format.number(tally.refreshed),
    skipped: format.number(tally.skipped),
    failed: format.number(tally.failed),
  };
  return (
    <span className={classes['result']} role="status">
      {status === 'cancelled'
        ? t('accounts:refreshAll.cancelled', counts)
        : t('accounts:refreshAll.result', counts)}
      <ActionIcon
        variant="subtle"
        size="sm"
        aria-label={t('accounts:refreshAll.dismiss')}
        onClick={onDismiss}
      >
        <IconX size={14} aria-hidden />
      </ActionIcon>
    </span>
  );
}
