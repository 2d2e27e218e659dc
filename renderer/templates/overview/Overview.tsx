import { Button, Menu } from '@mantine/core';
import { IconFileImport, IconLanguage, IconPackageExport } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { TemplateSetInfo } from '../../../preload/contract/index.ts';
import { useBackend } from '../../backend.tsx';
import { formatPage } from '../../page.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FailureCard } from '../../ui/FailureCard.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { useTexts } from '../../use-texts.ts';
import { languageNames } from '../language-names.ts';
import { overviewGrid } from './completeness.ts';
import { NewLanguage } from './NewLanguage.tsx';
import { SetTable } from './SetTable.tsx';

/** All sets and languages at a glance. */
export function Overview() {
  const { t, i18n } = useTexts();
  const { queries } = useBackend();
  const sets = useQuery(queries.templates.sets.queryOptions());
  const kept = useQuery(queries.templates.list.queryOptions());
  const [adding, setAdding] = useState(false);
  const name = useMemo(() => languageNames(i18n.language), [i18n.language]);
  const grid = useMemo(() => overviewGrid(sets.data ?? [], kept.data ?? []), [sets.data, kept.data]);
  const error = sets.error ?? kept.error;
  return (
    <>
      <PageHeader title={t('templatesPage:title')} subtitle={t('templatesPage:subtitle')}>
        {kept.data && kept.data.length > 0 ? (
          <>
            <Button
              variant="default"
              leftSection={<IconLanguage size={15} aria-hidden />}
              onClick={() => setAdding(true)}
            >
              {t('templatesPage:newLanguage.open')}
            </Button>
            <ImportLink primary={false} />
            <Button
              component="a"
              href={formatPage({ name: 'bundles', templates: 'all' })}
              variant="default"
              leftSection={<IconPackageExport size={15} aria-hidden />}
            >
              {t('templatesPage:export')}
            </Button>
          </>
        ) : null}
      </PageHeader>
      {error ? <FailureCard error={error} /> : null}
      {kept.data?.length === 0 && sets.data ? <Nothing sets={sets.data} /> : null}
      {kept.data && kept.data.length > 0 && sets.data ? <SetTable grid={grid} languageName={name} /> : null}
      {adding && sets.data && kept.data ? (
        <NewLanguage sets={sets.data} kept={kept.data} onClose={() => setAdding(false)} />
      ) : null}
    </>
  );
}

function ImportLink({ primary }: { readonly primary: boolean }) {
  const { t } = useTexts();
  return (
    <Button
      component="a"
      href={formatPage({ name: 'templates', view: 'import' })}
      variant={primary ? 'filled' : 'default'}
      leftSection={<IconFileImport size={15} aria-hidden />}
    >
      {t('templatesPage:import.open')}
    </Button>
  );
}

function Nothing({ sets }: { readonly sets: readonly TemplateSetInfo[] }) {
  const { t } = useTexts();
  return (
    <EmptyState title={t('templatesPage:empty.title')} text={t('templatesPage:empty.text')}>
      <ImportLink primary />
      <Menu position="bottom-start" width={300}>
        <Menu.Target>
          <Button variant="default">{t('templatesPage:empty.start')}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {sets.map(({ id, title }) => (
            <Menu.Item
              key={id}
              component="a"
              href={formatPage({ name: 'templates', set: id, language: 'en' })}
            >
              {title}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </EmptyState>
  );
}
