import { Button, PasswordInput, Select, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { BulkDefaults, Purpose } from '../../../preload/contract/index.ts';
import { useBackend } from '../../backend.tsx';
import { FailureCard } from '../../ui/FailureCard.tsx';
import { FileDrop } from '../../ui/FileDrop.tsx';
import { Surface } from '../../ui/Surface.tsx';
import { useFormat } from '../../ui/use-format.tsx';
import { useRun } from '../../ui/use-run.ts';
import { useTexts } from '../../use-texts.ts';
import { isClosed } from '../provider/provider-order.ts';
import classes from './Bulk.module.css';
import { BulkTable } from './BulkTable.tsx';
import { followBulk, freshBulk, isThere } from './bulk-run.ts';

/** Bytes; the contract takes no more. */
const LIMIT = 4_000_000;
const EXAMPLE = 'address,label\nsales@contoso.com,Sales\nsupport@contoso.com,Support';
const purposes: readonly Purpose[] = ['aem-cloud', 'aem-65', 'forms-jee', 'other'];

/** A file of mailboxes, looked over before anything is added. */
export function BulkImport() {
  const { t } = useTexts();
  const format = useFormat();
  const { client, queries } = useBackend();
  const queryClient = useQueryClient();
  const [csv, setCsv] = useState('');
  const [provider, setProvider] = useState<string | null>(null);
  const [purpose, setPurpose] = useState<Purpose>('aem-cloud');
  const [clientId, setClientId] = useState('');
  const [tenant, setTenant] = useState('');
  const [clientSecret, setClientSecret] = useState('');
  const run = useRun(freshBulk, followBulk);
  const defaults = useMemo<BulkDefaults>(
    () => ({
      purpose,
      ...(provider === null ? {} : { provider }),
      ...(clientId.trim() === '' ? {} : { clientId: clientId.trim() }),
      ...(tenant.trim() === '' ? {} : { tenant: tenant.trim() }),
    }),
    [purpose, provider, clientId, tenant],
  );
  const request = useMemo(() => ({ csv, defaults }), [csv, defaults]);
  const [settled] = useDebouncedValue(request, 300);
  const read = useQuery({
    ...queries.onboarding.bulk.read.queryOptions({ input: settled, placeholderData: keepPreviousData }),
    enabled: settled.csv.trim() !== '',
  });
  const providers = useQuery(queries.onboarding.providers.queryOptions());
  const [added, setAdded] = useState('');
  // What became of a line says nothing of the same line in another list.
  const outcomes = added === csv ? run.state.outcomes : freshBulk.outcomes;
  const rows = csv.trim() === '' ? [] : (read.data?.rows ?? []);
  const good = rows.filter(({ line, problems }) => problems.length === 0 && !outcomes.has(line)).length;
  const there = rows.filter((row) => isThere(row) && !outcomes.has(row.line)).length;
  const running = run.status === 'running';
  const add = () => {
    setAdded(csv);
    run.start(async (signal) => {
      const events = await client.onboarding.bulk.add(
        { ...request, ...(clientSecret === '' ? {} : { clientSecret }) },
        { signal },
      );
      return refreshingAfter(events, () =>
        queryClient.invalidateQueries({ queryKey: queries.onboarding.bulk.key() }),
      );
    });
  };

  return (
    <Surface title={t('bulkPage:import')}>
      <div className={classes['columns']}>
        <FileDrop
          limit={LIMIT}
          accept=".csv,text/csv,text/plain"
          onFile={async (file) => setCsv(await file.text())}
        >
          <Textarea
            label={t('bulkPage:csv')}
            description={t('bulkPage:csvHelp')}
            placeholder={EXAMPLE}
            rows={7}
            spellCheck={false}
            classNames={{ input: classes['csv'] ?? '' }}
            value={csv}
            onChange={(event) => setCsv(event.currentTarget.value)}
          />
        </FileDrop>
        <fieldset className={classes['defaults']}>
          <legend>{t('bulkPage:defaults')}</legend>
          <Select
            label={t('bulkPage:provider')}
            data={[
              { value: '', label: t('bulkPage:byAddress') },
              ...(providers.data ?? [])
                .filter((each) => !isClosed(each) && each.id !== 'practice' && each.id !== 'custom')
                .map(({ id, name }) => ({ value: id, label: name })),
            ]}
            value={provider ?? ''}
            onChange={(value) => setProvider(value || null)}
          />
          <Select
            label={t('register:field.purpose')}
            data={purposes.map((each) => ({ value: each, label: t(`purpose.${each}`) }))}
            value={purpose}
            onChange={(value) => setPurpose(purposes.find((each) => each === value) ?? 'other')}
          />
          <TextInput
            autoComplete="off"
            spellCheck={false}
            label={t('register:field.clientId')}
            value={clientId}
            onChange={(event) => setClientId(event.currentTarget.value)}
          />
          <TextInput
            autoComplete="off"
            spellCheck={false}
            label={t('register:field.tenant')}
            value={tenant}
            onChange={(event) => setTenant(event.currentTarget.value)}
          />
          <PasswordInput
            autoComplete="off"
            label={`${t('register:field.secret')} (${t('optional')})`}
            description={t('register:field.secretHelp')}
            value={clientSecret}
            onChange={(event) => setClientSecret(event.currentTarget.value)}
          />
        </fieldset>
      </div>
      {read.isError ? <FailureCard error={read.error} /> : null}
      {rows.length === 0 ? null : <BulkTable rows={rows} outcomes={outcomes} />}
      {run.status === 'failed' ? <FailureCard error={run.error} /> : null}
      <div className={classes['submit']}>
        <span role="status">
          {rows.length === 0
            ? ''
            : t('bulkPage:summary', {
                good: format.number(good),
                total: format.number(rows.length),
                done: format.number(outcomes.size),
              })}{' '}
          {there === 0 ? null : t('bulkPage:thereAlready', { count: there, formatted: format.number(there) })}{' '}
          {there === rows.length && there > 0 ? t('bulkPage:nothingNew') : null}
        </span>
        {running ? (
          <Button variant="default" onClick={run.cancel}>
            {t('bulkPage:stop')}
          </Button>
        ) : null}
        <Button size="sm" disabled={good === 0 || read.isFetching} loading={running} onClick={add}>
          {t('bulkPage:add', { count: good, formatted: format.number(good) })}
        </Button>
      </div>
    </Surface>
  );
}

async function* refreshingAfter<T>(events: AsyncIterable<T>, refresh: () => void): AsyncGenerator<T> {
  try {
    yield* events;
  } finally {
    refresh();
  }
}
