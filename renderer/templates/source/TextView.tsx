import { EditorView } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import type { TemplateFormat, TemplateVariable } from '../../../preload/contract/index.ts';
import { createSourceState } from './source-state.ts';
import { useSourceWords } from './use-source-words.ts';

interface TextViewProps {
  readonly text: string;
  readonly format: TemplateFormat;
  readonly label: string;
  readonly variables: readonly TemplateVariable[];
}

/** A template to be looked at. */
export function TextView({ text, format, label, variables }: TextViewProps) {
  const words = useSourceWords();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current) return;
    const state = createSourceState({
      text,
      format,
      readOnly: true,
      variables,
      words: { ...words, label },
    });
    const view = new EditorView({ state, parent: place.current });
    return () => view.destroy();
  }, [text, format, label, variables, words]);
  return <div ref={place} style={{ flex: 1, minHeight: 0, overflow: 'auto' }} />;
}
