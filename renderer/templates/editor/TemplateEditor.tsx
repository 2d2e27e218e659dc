import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { OpenTemplate, TemplateSetId, TemplateSetInfo } from '../../../preload/contract/index.ts';
import { useBackend } from '../../backend.tsx';
import { FailureCard } from '../../ui/FailureCard.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { useTexts } from '../../use-texts.ts';
import { languageNames } from '../language-names.ts';
import { OverviewLink } from '../OverviewLink.tsx';
import { EditorPanel } from './EditorPanel.tsx';

interface TemplateEditorProps {
  readonly set: TemplateSetId;
  readonly language: string;
}

/** Loads one template and what it is compared with. */
export function TemplateEditor({ set: id, language }: TemplateEditorProps) {
  const { t, i18n } = useTexts();
  const { queries } = useBackend();
  /** What is edited is read anew each time, and not again under the hands of who edits it. */
  const fresh = { staleTime: Number.POSITIVE_INFINITY, refetchOnMount: 'always' as const };
  const sets = useQuery(queries.templates.sets.queryOptions());
  const list = useQuery(queries.templates.list.queryOptions());
  const opened = useQuery({
    ...queries.templates.open.queryOptions({ input: { set: id, language } }),
    ...fresh,
  });
  const translated = language !== 'en' && hasEnglish(list.data, id);
  const english = useQuery({
    ...queries.templates.open.queryOptions({ input: { set: id, language: 'en' } }),
    ...fresh,
    enabled: translated,
  });
  const set = sets.data?.find((known) => known.id === id);
  const name = useMemo(() => languageNames(i18n.language), [i18n.language]);
  const error = sets.error ?? list.error ?? opened.error ?? english.error;
  const ready =
    set !== undefined && list.data !== undefined && opened.data !== undefined && opened.isFetchedAfterMount;
  const loaded = ready && (!translated || (english.data !== undefined && english.isFetchedAfterMount));
  if (!loaded || error) {
    return (
      <>
        <PageHeader title={set?.title ?? t('templatesPage:title')}>
          <OverviewLink />
        </PageHeader>
        {error ? <FailureCard error={error} /> : <p role="status">{t('loading')}</p>}
      </>
    );
  }
  return (
    <EditorPanel
      key={`${id} ${language} ${i18n.language}`}
      set={set}
      opened={opened.data}
      english={translated ? english.data?.text : undefined}
      languages={languagesOf(list.data, set, language)}
      languageName={name}
    />
  );
}

function hasEnglish(
  list: readonly { set: TemplateSetId; language: string }[] | undefined,
  id: TemplateSetId,
) {
  return list?.some(({ set, language }) => set === id && language === 'en') ?? false;
}

function languagesOf(
  list: readonly { set: TemplateSetId; language: string }[],
  { id }: TemplateSetInfo,
  current: OpenTemplate['language'],
): readonly string[] {
  const kept = list.filter(({ set }) => set === id).map(({ language }) => language);
  return [...new Set([...kept, current])].sort();
}
