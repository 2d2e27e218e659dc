import { useMemo } from 'react';
import { useTexts } from '../../use-texts.ts';
import type { SourceWords } from './source-state.ts';

/** The left side are CodeMirror's own phrases, as its packages have them. */
export function useSourceWords(): SourceWords {
  const { t } = useTexts();
  return useMemo(
    () => ({
      label: t('templatesPage:source.label'),
      unknownVariable: t('templatesPage:source.unknownVariable'),
      phrases: {
        Find: t('templatesPage:search.find'),
        Replace: t('templatesPage:search.replaceWith'),
        next: t('templatesPage:search.next'),
        previous: t('templatesPage:search.previous'),
        all: t('templatesPage:search.all'),
        'match case': t('templatesPage:search.matchCase'),
        regexp: t('templatesPage:search.regexp'),
        'by word': t('templatesPage:search.byWord'),
        replace: t('templatesPage:search.replace'),
        'replace all': t('templatesPage:search.replaceAll'),
        close: t('action.close'),
        'current match': t('templatesPage:search.currentMatch'),
        'replaced match on line $': t('templatesPage:search.replacedOne'),
        'replaced $ matches': t('templatesPage:search.replacedMany'),
        'on line': t('templatesPage:search.onLine'),
        'Go to line': t('templatesPage:search.goToLine'),
        go: t('templatesPage:search.go'),
        Completions: t('templatesPage:source.completions'),
        Diagnostics: t('templatesPage:findings.title'),
        '$ unchanged lines': t('templatesPage:compare.unchanged'),
        'Control character': t('templatesPage:source.controlCharacter'),
      },
    }),
    [t],
  );
}
