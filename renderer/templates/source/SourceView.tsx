import { type Diagnostic, setDiagnostics } from '@codemirror/lint';
import { EditorView } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import type { TemplateFinding } from '../../../preload/contract/index.ts';
import type { Analysis } from '../editor/use-analysis.ts';
import { editorOffset } from './line-ends.ts';
import type { TemplateDocument } from './template-document.ts';

interface SourceViewProps {
  readonly document: TemplateDocument;
  readonly analysis: Analysis | null;
  onFocus(view: EditorView): void;
}

/** So many marks are drawn; the list below the editor tells of all. */
const MOST_MARKS = 500;

/** The raw file. */
export function SourceView({ document, analysis, onFocus }: SourceViewProps) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const focused = useRef(onFocus);
  focused.current = onFocus;

  useEffect(() => {
    if (!place.current) return;
    const editor = new EditorView({
      state: document.state(),
      parent: place.current,
      dispatchTransactions(transactions, own) {
        own.update(transactions);
        document.changed(own.state);
      },
    });
    editor.contentDOM.addEventListener('focus', () => focused.current(editor));
    view.current = editor;
    document.show(editor);
    focused.current(editor);
    return () => {
      document.show(null);
      view.current = null;
      editor.destroy();
    };
  }, [document]);

  useEffect(() => {
    const editor = view.current;
    if (!editor || !analysis || analysis.doc !== editor.state.doc) return;
    const marks = analysis.findings.slice(0, MOST_MARKS).map((finding) => mark(finding, document));
    editor.dispatch(setDiagnostics(editor.state, marks));
  }, [analysis, document]);

  return <div ref={place} style={{ height: '100%' }} />;
}

function mark(
  { from, to, severity, message, rule, fix }: TemplateFinding,
  document: TemplateDocument,
): Diagnostic {
  const { doc } = document.state();
  return {
    from: editorOffset(doc, document.lineEnd, from),
    to: editorOffset(doc, document.lineEnd, to),
    severity,
    message,
    markClass: `pk-${rule}`,
    ...(fix && fix.edits.length > 0
      ? { actions: [{ name: fix.title, apply: () => document.edit(fix.edits) }] }
      : {}),
  };
}
