import { MergeView } from '@codemirror/merge';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, lineNumbers } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { editorBase } from '../source/editor-base.ts';
import { propertiesLanguage } from '../source/properties-language.ts';
import { useSourceWords } from '../source/use-source-words.ts';
import classes from './Compare.module.css';

interface DiffViewProps {
  /** At the left. */
  readonly before: string;
  readonly beforeLabel: string;
  /** At the right. */
  readonly after: string;
  readonly afterLabel: string;
}

/** Two texts side by side; what is the same in both is folded away. */
export function DiffView({ before, beforeLabel, after, afterLabel }: DiffViewProps) {
  const words = useSourceWords();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current) return;
    const side = (label: string): Extension => [
      editorBase(),
      lineNumbers(),
      propertiesLanguage,
      EditorState.phrases.of(words.phrases),
      EditorState.readOnly.of(true),
      EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', tabindex: '0' }),
    ];
    const merge = new MergeView({
      parent: place.current,
      a: { doc: before, extensions: side(beforeLabel) },
      b: { doc: after, extensions: side(afterLabel) },
      collapseUnchanged: { margin: 3, minSize: 6 },
      diffConfig: { timeout: 500 },
    });
    return () => merge.destroy();
  }, [before, beforeLabel, after, afterLabel, words]);
  return <div className={classes['diff']} ref={place} />;
}
