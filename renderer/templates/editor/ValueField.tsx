import { history } from '@codemirror/commands';
import { Annotation, EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import type { TemplateVariable } from '../../../preload/contract/index.ts';
import { editorBase } from '../source/editor-base.ts';
import type { SourceWords } from '../source/source-state.ts';
import { pauseOf } from '../source/template-document.ts';
import { variableSupport } from '../source/variables.ts';
import classes from './FormView.module.css';

interface ValueFieldProps {
  readonly labelledBy: string;
  readonly describedBy: string;
  readonly value: string;
  readonly variables: readonly TemplateVariable[];
  readonly words: SourceWords;
  /** The language it is written in, for the spelling. */
  readonly language: string;
  readonly readOnly: boolean;
  /** A subject: a line break in it would break the mail. */
  readonly singleLine: boolean;
  onChange(value: string): Promise<void>;
  /** See `KeyEdits`. */
  hold(send: () => void): () => void;
  onFocus(view: EditorView): void;
}

const fromFile = Annotation.define<boolean>();

/** Line breaks that are typed or pasted do not get in. */
const oneLine = [
  EditorState.transactionFilter.of((transaction) =>
    transaction.isUserEvent('input') && transaction.newDoc.lines > transaction.startState.doc.lines
      ? []
      : transaction,
  ),
  EditorView.clipboardInputFilter.of((text) => text.replaceAll(/\s*[\r\n]+\s*/g, ' ')),
];

/** The text of one key as people write it: lines are lines, and variables are chips. */
export function ValueField(props: ValueFieldProps) {
  const { labelledBy, describedBy, value, variables, words, language, readOnly, singleLine } = props;
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const pending = useRef(0);
  const latest = useRef(props);
  latest.current = props;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the text of the beginning; later ones come by the effect below
  useEffect(() => {
    if (!place.current) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const send = () => {
      if (timer === undefined) return;
      clearTimeout(timer);
      timer = undefined;
      void latest.current.onChange(editor.state.doc.toString()).then(() => {
        pending.current -= 1;
      });
    };
    const editor: EditorView = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: value,
        extensions: [
          editorBase(),
          history(),
          EditorState.phrases.of(words.phrases),
          EditorState.readOnly.of(readOnly),
          singleLine ? oneLine : [],
          variableSupport(variables, words.unknownVariable),
          EditorView.contentAttributes.of({
            'aria-labelledby': labelledBy,
            'aria-describedby': describedBy,
            lang: language,
            spellcheck: 'true',
            tabindex: '0',
          }),
          EditorView.updateListener.of((update) => {
            const ours = update.transactions.some((transaction) => transaction.annotation(fromFile));
            if (!update.docChanged || ours) return;
            if (timer === undefined) pending.current += 1;
            clearTimeout(timer);
            timer = setTimeout(send, pauseOf(update.state.doc));
          }),
        ],
      }),
    });
    editor.contentDOM.addEventListener('focus', () => latest.current.onFocus(editor));
    editor.contentDOM.addEventListener('blur', send);
    const release = latest.current.hold(send);
    view.current = editor;
    return () => {
      send();
      release();
      view.current = null;
      editor.destroy();
    };
  }, [labelledBy, describedBy, variables, words, language, readOnly, singleLine]);

  useEffect(() => {
    const editor = view.current;
    if (!editor || pending.current > 0 || editor.state.doc.toString() === value) return;
    editor.dispatch({
      changes: { from: 0, to: editor.state.doc.length, insert: value },
      annotations: fromFile.of(true),
    });
  }, [value]);

  return <div className={classes['field']} ref={place} />;
}
