import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { ImportCandidate, TemplateSetInfo } from '../../../preload/contract/index.ts';
import { useBackend } from '../../backend.tsx';
import { FailureCard } from '../../ui/FailureCard.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { goTo } from '../../use-page.ts';
import { useTexts } from '../../use-texts.ts';
import { OverviewLink } from '../OverviewLink.tsx';
import { CandidateList } from './CandidateList.tsx';
import type { ChosenFile } from './chosen-files.ts';
import { DropZone } from './DropZone.tsx';
import classes from './ImportTemplates.module.css';
import { type ImportChoice, importRequests, likelyChoices, unclear } from './import-choice.ts';

interface Found {
  readonly found: readonly ImportCandidate[];
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
}

/** Looks into files, a folder or a package, shows what is in them, and takes what the admin chooses. */
export function ImportTemplates() {
  const { t } = useTexts();
  const { client, queries } = useBackend();
  const sets = useQuery(queries.templates.sets.queryOptions());
  const [choices, setChoices] = useState<readonly ImportChoice[]>([]);
  const look = useMutation({
    mutationFn: (files: readonly ChosenFile[]): Promise<Found> =>
      client.templates.importPreview({ files: [...files] }),
    onSuccess: ({ found }) => setChoices(likelyChoices(found, sets.data ?? [])),
  });
  return (
    <>
      <PageHeader title={t('templatesPage:import.title')} subtitle={t('templatesPage:import.subtitle')}>
        <OverviewLink />
      </PageHeader>
      <DropZone
        small={look.data !== undefined && look.data.found.length > 0}
        looking={look.isPending}
        onFiles={(files) => look.mutate(files)}
      />
      {look.isError ? (
        <div className={classes['result']}>
          <FailureCard error={look.error} />
        </div>
      ) : null}
      {look.data && sets.data ? (
        <Result sets={sets.data} result={look.data} choices={choices} onChange={setChoices} />
      ) : null}
    </>
  );
}

interface ResultProps {
  readonly sets: readonly TemplateSetInfo[];
  readonly result: Found;
  readonly choices: readonly ImportChoice[];
  onChange(choices: readonly ImportChoice[]): void;
}

function Result({ sets, result, choices, onChange }: ResultProps) {
  const { t } = useTexts();
  const { queries } = useBackend();
  const queryClient = useQueryClient();
  const wrong = useMemo(() => unclear(choices), [choices]);
  const requests = importRequests(result.found, choices);
  const apply = useMutation(
    queries.templates.importApply.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries({ queryKey: queries.templates.key() });
        goTo({ name: 'templates' });
      },
    }),
  );
  return (
    <div className={classes['result']}>
      {result.found.length === 0 ? (
        <p className={classes['nothing']} role="status">
          {t('templatesPage:import.nothing')}
        </p>
      ) : (
        <CandidateList
          sets={sets}
          found={result.found}
          choices={choices}
          wrong={wrong}
          applying={apply.isPending}
          count={requests.length}
          onChange={onChange}
          onApply={() => apply.mutate({ templates: [...requests] })}
        />
      )}
      {apply.isError ? <FailureCard error={apply.error} /> : null}
      {result.skipped.length === 0 ? null : (
        <details className={classes['skipped']}>
          <summary>{t('templatesPage:import.skipped', { count: result.skipped.length })}</summary>
          <ul>
            {result.skipped.map(({ path, reason }) => (
              <li key={path}>
                <code>{path}</code> {reason}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
