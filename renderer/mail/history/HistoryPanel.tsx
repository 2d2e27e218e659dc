import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CheckRun, MailProtocol } from '../../../preload/contract/index.ts';
import { useBackend } from '../../backend.tsx';
import { FailureCard } from '../../ui/FailureCard.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { Surface } from '../../ui/Surface.tsx';
import { useFormat } from '../../ui/use-format.tsx';
import { useTexts } from '../../use-texts.ts';
import { protocols } from '../protocols.ts';
import classes from './History.module.css';
import { HistoryChart } from './HistoryChart.tsx';

interface HistoryPanelProps {
  readonly account: string;
  /** The run that is on the page. */
  readonly shown: string | null;
  readonly disabled: boolean;
  onOpen(run: string): void;
}

const FEW = 8;

/** The checks that ran before, by whom, and how long each took. */
export function HistoryPanel({ account, shown, disabled, onOpen }: HistoryPanelProps) {
  const { t } = useTexts();
  const format = useFormat();
  const { queries } = useBackend();
  const queryClient = useQueryClient();
  const [all, setAll] = useState(false);
  const [sure, setSure] = useState(false);
  const history = useQuery(queries.mail.history.list.queryOptions({ input: { account, limit: 50 } }));
  const clear = useMutation(
    queries.mail.history.clear.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: queries.mail.history.key() }),
    }),
  );
  const runs = history.data ?? [];
  const columns = protocols.filter((protocol) => runs.some((run) => run.protocols[protocol] !== undefined));
  if (history.isError) return <FailureCard error={history.error} />;
  if (runs.length === 0) return null;
  return (
    <Surface
      title={t('mail:history.title')}
      aside={
        <Button
          variant="subtle"
          disabled={disabled}
          loading={clear.isPending}
          {...(sure ? { color: 'red' } : {})}
          onClick={() => (sure ? clear.mutate({ account }) : setSure(true))}
          onBlur={() => setSure(false)}
        >
          {t(sure ? 'mail:history.clearSure' : 'mail:history.clear')}
        </Button>
      }
    >
      <div className={classes['columns']}>
        {runs.length > 1 ? <HistoryChart runs={runs} /> : null}
        <div className={classes['scroll']}>
          <table className={classes['table']}>
            <thead>
              <tr>
                <th scope="col">{t('mail:history.when')}</th>
                {columns.map((protocol) => (
                  <th key={protocol} scope="col">
                    {t(`protocol.${protocol}`)}
                  </th>
                ))}
                <th scope="col">{t('mail:roundTrip')}</th>
                <th scope="col">{t('mail:history.by')}</th>
              </tr>
            </thead>
            <tbody>
              {(all ? runs : runs.slice(0, FEW)).map((run) => (
                <RunRow
                  key={run.id}
                  run={run}
                  columns={columns}
                  current={run.id === shown}
                  disabled={disabled}
                  onOpen={onOpen}
                />
              ))}
            </tbody>
          </table>
          {runs.length > FEW && !all ? (
            <Button variant="subtle" onClick={() => setAll(true)}>
              {t('mail:history.all', { count: runs.length, formatted: format.number(runs.length) })}
            </Button>
          ) : null}
        </div>
      </div>
    </Surface>
  );
}

interface RunRowProps extends Omit<HistoryPanelProps, 'account' | 'shown'> {
  readonly run: CheckRun;
  readonly columns: readonly MailProtocol[];
  readonly current: boolean;
}

function RunRow({ run, columns, current, disabled, onOpen }: RunRowProps) {
  const { t } = useTexts();
  const format = useFormat();
  const Icon = run.ok ? IconCircleCheck : IconAlertTriangle;
  return (
    <tr aria-current={current ? 'true' : undefined}>
      <th scope="row">
        <button type="button" className={classes['open']} disabled={disabled} onClick={() => onOpen(run.id)}>
          <Icon
            size={15}
            role="img"
            aria-label={t(run.ok ? 'mail:state.ok' : 'mail:state.failed')}
            data-ok={run.ok}
          />
          <RelativeTime at={run.at} />
        </button>
      </th>
      {columns.map((protocol) => {
        const result = run.protocols[protocol];
        return (
          <td key={protocol} data-ok={result?.ok}>
            {result === undefined
              ? ''
              : result.failedAt === undefined
                ? format.duration(result.ms)
                : t(`mail:step.${result.failedAt}`)}
          </td>
        );
      })}
      <td data-ok={run.roundTrip?.ok}>{run.roundTrip ? format.duration(run.roundTrip.ms) : ''}</td>
      <td>{t(`mail:history.startedBy.${run.startedBy}`)}</td>
    </tr>
  );
}
