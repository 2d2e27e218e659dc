import type { Text } from '@codemirror/state';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { TemplateEntry, TemplateFinding, TemplateSetId } from '../../../preload/contract/index.ts';
import { useBackend } from '../../backend.tsx';
import type { TemplateDocument } from '../source/template-document.ts';

/** What the lint says of a text that has settled. */
export interface Analysis {
  /** The text it is about: what was found holds for no other. */
  readonly doc: Text;
  readonly findings: readonly TemplateFinding[];
  readonly entries: readonly TemplateEntry[];
}

interface Question {
  readonly document: TemplateDocument;
  readonly set: TemplateSetId;
  readonly fileName: string | undefined;
  /** What this one is a translation of. */
  readonly original: string | undefined;
}

/** Asks the lint whenever typing pauses; a question that is overtaken is taken back. */
export function useAnalysis({ document, set, fileName, original }: Question): {
  readonly analysis: Analysis | null;
  readonly error: unknown;
} {
  const { client } = useBackend();
  const settled = useSyncExternalStore(document.subscribe, document.settled);
  const [analysis, setAnalysis] = useState<Analysis | null>(null);
  const [error, setError] = useState<unknown>(null);

  useEffect(() => {
    const asking = new AbortController();
    client.templates
      .lint(
        {
          text: settled.text,
          set,
          ...(fileName === undefined ? {} : { fileName }),
          ...(original === undefined ? {} : { original }),
        },
        { signal: asking.signal },
      )
      .then(({ findings, entries }) => {
        if (asking.signal.aborted) return;
        setAnalysis({ doc: settled.doc, findings, entries });
        setError(null);
      })
      .catch((reason: unknown) => {
        if (!asking.signal.aborted) setError(reason);
      });
    return () => asking.abort();
  }, [client, settled, set, fileName, original]);

  return { analysis, error };
}
