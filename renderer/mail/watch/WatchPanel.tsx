import { Select, Switch } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { WatchInterval, WatchState } from '../../../preload/contract/index.ts';
import { useBackend } from '../../backend.tsx';
import { FactList } from '../../ui/FactList.tsx';
import { FailureCard } from '../../ui/FailureCard.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { Surface } from '../../ui/Surface.tsx';
import { useTexts } from '../../use-texts.ts';
import { ProxyForm } from './ProxyForm.tsx';
import { useWatchNews } from './use-watch-news.ts';
import classes from './Watch.module.css';

const intervals = ['off', '15m', '1h', '6h', '24h'] as const satisfies readonly WatchInterval[];

/** Milliseconds between two looks at what the schedule came to. */
const LOOK_MS = 10_000;

interface WatchPanelProps {
  readonly account: string;
  readonly address: string;
}

/** A check on a schedule, and the way the account's mail takes. */
export function WatchPanel({ account, address }: WatchPanelProps) {
  const { t } = useTexts();
  const { queries } = useBackend();
  const queryClient = useQueryClient();
  const watch = useQuery(
    queries.mail.watch.get.queryOptions({ input: { account }, staleTime: 0, refetchInterval: LOOK_MS }),
  );
  const set = useMutation(
    queries.mail.watch.set.mutationOptions({
      onSuccess: (state) =>
        queryClient.setQueryData(queries.mail.watch.get.queryKey({ input: { account } }), state),
    }),
  );
  const state = watch.data;
  useWatchNews(state, address);
  const every = (set.isPending ? set.variables.every : state?.every) ?? 'off';
  const roundTrip = (set.isPending ? set.variables.roundTrip : state?.roundTrip) ?? false;
  return (
    <div className={classes['groups']}>
      <Surface title={t('mail:watch.title')}>
        <p className={classes['text']}>{t('mail:watch.help')}</p>
        <div className={classes['fields']}>
          <Select
            label={t('mail:watch.every')}
            disabled={state === undefined}
            data={intervals.map((value) => ({ value, label: t(`mail:watch.interval.${value}`) }))}
            value={every}
            onChange={(value) => {
              const next = intervals.find((name) => name === value);
              if (next) set.mutate({ account, every: next, roundTrip });
            }}
          />
          <Switch
            label={t('mail:watch.roundTrip')}
            description={t('mail:roundTripHelp')}
            disabled={state === undefined || every === 'off'}
            checked={roundTrip}
            onChange={(event) => set.mutate({ account, every, roundTrip: event.currentTarget.checked })}
          />
        </div>
        {state === undefined ? null : <WatchFacts state={state} />}
        {watch.isError ? <FailureCard error={watch.error} /> : null}
        {set.isError ? <FailureCard error={set.error} /> : null}
      </Surface>
      <ProxyForm account={account} />
    </div>
  );
}

function WatchFacts({ state }: { state: WatchState }) {
  const { t } = useTexts();
  const Icon = state.last?.ok ? IconCircleCheck : IconAlertTriangle;
  return (
    <FactList>
      <dt>{t('mail:watch.last')}</dt>
      <dd>
        {state.last === null ? (
          t('mail:watch.never')
        ) : (
          <span className={classes['last']} data-ok={state.last.ok}>
            <Icon size={15} aria-hidden />
            {t(state.last.ok ? 'mail:watch.ok' : 'mail:watch.failed')}, <RelativeTime at={state.last.at} />
          </span>
        )}
      </dd>
      <dt>{t('mail:watch.next')}</dt>
      <dd>{state.nextAt === null ? t('mail:watch.none') : <RelativeTime at={state.nextAt} />}</dd>
    </FactList>
  );
}
