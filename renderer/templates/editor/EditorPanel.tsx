import type { EditorView } from '@codemirror/view';
import { SegmentedControl } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { OpenTemplate, TemplateFinding, TemplateSetInfo } from '../../../preload/contract/index.ts';
import { FailureCard } from '../../ui/FailureCard.tsx';
import { useLeaving } from '../../ui/use-leaving.ts';
import { useTexts } from '../../use-texts.ts';
import { Compare } from '../compare/Compare.tsx';
import pane from '../Pane.module.css';
import { Preview } from '../preview/Preview.tsx';
import { editorOffset, lineEndOf } from '../source/line-ends.ts';
import { SourceView } from '../source/SourceView.tsx';
import { createSourceState } from '../source/source-state.ts';
import { createTemplateDocument, type TemplateDocument } from '../source/template-document.ts';
import { useSourceWords } from '../source/use-source-words.ts';
import { EditorHeader } from './EditorHeader.tsx';
import classes from './EditorPanel.module.css';
import { Findings } from './Findings.tsx';
import { FormView } from './FormView.tsx';
import { Leave } from './Leave.tsx';
import { Notices } from './Notices.tsx';
import { createUnsaved, type Unsaved } from './unsaved.ts';
import { useAnalysis } from './use-analysis.ts';
import { useKeyEdits } from './use-key-edits.ts';
import { useRemove } from './use-remove.tsx';
import { useSave } from './use-save.ts';
import { VariableBar } from './VariableBar.tsx';

interface EditorPanelProps {
  readonly set: TemplateSetInfo;
  readonly opened: OpenTemplate;
  /** The English template, of which this is a translation. */
  readonly english: string | undefined;
  readonly languages: readonly string[];
  languageName(code: string): string;
}

type Mode = 'form' | 'file' | 'compare';

export function EditorPanel({ set, opened, english, languages, languageName }: EditorPanelProps) {
  const { t } = useTexts();
  const words = useSourceWords();
  const unsaved = useMemo(() => createUnsaved(window.localStorage), []);
  const [{ document, broughtBack }] = useState(() => begin(opened, set, words, unsaved));
  const readOnly = opened.format !== 'properties';
  const [mode, setMode] = useState<Mode>(readOnly ? 'file' : 'form');
  const focused = useRef<EditorView | null>(null);
  const fileName = set.locations.perLanguage ? `${opened.language}.txt` : undefined;
  const { analysis, error } = useAnalysis({ document, set: set.id, fileName, original: english });
  const settled = useSyncExternalStore(document.subscribe, document.settled);
  const edits = useKeyEdits(document);
  const { save, restore } = useSave(opened, document, edits, unsaved);
  useKeptWhileUnsaved(opened, document, unsaved, edits.done);
  const keep = () => {
    // A field of the form may still hold back what was just typed: then the text itself says nothing yet.
    if (!readOnly && !save.isPending) save.mutate();
  };
  useHotkeys([['mod+S', keep]], [], true);

  const go = (next: Mode) => {
    void edits.done().then(() => {
      focused.current = null;
      setMode(next);
    });
  };
  const insert = (name: string) => {
    const view = focused.current;
    if (!view) return;
    view.dispatch(view.state.replaceSelection(`\${${name}}`), { userEvent: 'input' });
    view.focus();
  };
  const show = ({ from, to }: TemplateFinding) => {
    const { doc } = document.state();
    const place = (offset: number) => editorOffset(doc, document.lineEnd, offset);
    document.dispatch({ selection: { anchor: place(from), head: place(to) }, scrollIntoView: true });
    if (mode === 'file') focused.current?.focus();
    else go('file');
  };
  const named = set.locations.perLanguage ? `${set.title}, ${languageName(opened.language)}` : set.title;
  const remove = useRemove(opened, named, document);
  const leaving = useLeaving(async () => {
    await edits.done();
    document.settle();
    return document.status().unsaved;
  });
  const failed = save.error ?? remove.error ?? restore.error ?? edits.error ?? error;
  return (
    <>
      <EditorHeader
        set={set}
        opened={opened}
        languages={languages}
        languageName={languageName}
        document={document}
        readOnly={readOnly}
        saving={save.isPending}
        removing={remove.isPending}
        onSave={keep}
        onRemove={() => remove.mutate()}
      />
      {failed ? <FailureCard error={failed} /> : null}
      <Notices
        set={set}
        opened={opened}
        broughtBack={broughtBack}
        document={document}
        saved={save.isSuccess || restore.isSuccess}
      />
      <div className={classes['panel']} data-mode={mode} data-alone={mode === 'compare' || readOnly}>
        <section className={pane['pane']} aria-label={t('templatesPage:editor.region')}>
          <div className={classes['tabs']}>
            <SegmentedControl
              size="xs"
              aria-label={t('templatesPage:editor.mode')}
              value={mode}
              onChange={(value) => go(value as Mode)}
              data={[
                ...(readOnly ? [] : [{ value: 'form', label: t('templatesPage:editor.form') }]),
                { value: 'file', label: t('templatesPage:editor.file') },
                { value: 'compare', label: t('templatesPage:editor.compare') },
              ]}
            />
          </div>
          {mode === 'compare' ? (
            <Compare
              opened={opened}
              document={document}
              readOnly={readOnly}
              restoring={restore.isPending}
              onRestore={(id) => restore.mutate(id)}
            />
          ) : (
            <>
              {readOnly ? null : (
                <VariableBar variables={set.variables} disabled={readOnly} onInsert={insert} />
              )}
              <div className={classes['text']}>
                {mode === 'file' ? (
                  <SourceView
                    document={document}
                    analysis={analysis}
                    onFocus={(view) => {
                      focused.current = view;
                    }}
                  />
                ) : null}
                {mode === 'form' && analysis ? (
                  <FormView
                    set={set}
                    analysis={analysis}
                    words={words}
                    language={opened.language}
                    edits={edits}
                    onFocus={(view) => {
                      focused.current = view;
                    }}
                  />
                ) : null}
              </div>
              {analysis === null ? null : (
                <Findings
                  findings={analysis.findings}
                  current={analysis.doc === settled.doc}
                  readOnly={readOnly}
                  onShow={show}
                  onFix={({ fix }) => {
                    if (fix) document.edit(fix.edits);
                  }}
                />
              )}
            </>
          )}
        </section>
        {mode === 'compare' || readOnly ? null : (
          <Preview
            set={set}
            language={opened.language}
            languages={languages}
            languageName={languageName}
            text={settled.text}
            entries={analysis?.entries ?? []}
          />
        )}
      </div>
      {leaving.asked ? (
        <Leave
          keptForLater={unsaved.has(opened)}
          saving={save.isPending}
          onSave={() => save.mutate(undefined, { onSuccess: leaving.leave, onError: leaving.stay })}
          onLeave={leaving.leave}
          onStay={leaving.stay}
        />
      ) : null}
    </>
  );
}

function begin(
  opened: OpenTemplate,
  set: TemplateSetInfo,
  words: ReturnType<typeof useSourceWords>,
  unsaved: Unsaved,
): { document: TemplateDocument; broughtBack: boolean } {
  const kept = opened.savedAt === undefined ? null : opened.text;
  const left = unsaved.read(opened);
  const broughtBack = left !== null && left !== opened.text && opened.format === 'properties';
  const { text, format } = opened;
  // Formats that AEM reads in other ways are looked at only.
  const readOnly = format !== 'properties';
  const state = createSourceState({ text, format, readOnly, variables: set.variables, words });
  const document = createTemplateDocument(state, lineEndOf(opened.text), kept);
  if (broughtBack) document.replace(left);
  return { document, broughtBack };
}

/** Keeps what is not saved whenever typing pauses, and when the page is left. */
function useKeptWhileUnsaved(
  { set, language }: OpenTemplate,
  document: TemplateDocument,
  unsaved: Unsaved,
  done: () => Promise<void>,
): void {
  useEffect(() => {
    const keep = () => {
      if (document.status().unsaved) unsaved.keep({ set, language }, document.text());
      else unsaved.drop({ set, language });
    };
    const stop = document.subscribe(keep);
    window.addEventListener('pagehide', keep);
    return () => {
      stop();
      window.removeEventListener('pagehide', keep);
      void done().then(keep);
    };
  }, [document, unsaved, set, language, done]);
}
