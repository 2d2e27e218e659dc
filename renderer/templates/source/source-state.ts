import { history } from '@codemirror/commands';
import { lintGutter, nextDiagnostic, previousDiagnostic } from '@codemirror/lint';
import { search, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
  MatchDecorator,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view';
import type { TemplateFormat, TemplateVariable } from '../../../preload/contract/index.ts';
import { editorBase } from './editor-base.ts';
import { type LineEnd, lineEndOf } from './line-ends.ts';
import { propertiesLanguage } from './properties-language.ts';
import { variableSupport } from './variables.ts';

export interface SourceOptions {
  readonly text: string;
  readonly format: TemplateFormat;
  readonly readOnly: boolean;
  readonly variables: readonly TemplateVariable[];
  readonly words: SourceWords;
}

/** What the editor says, in the window's language. */
export interface SourceWords {
  readonly label: string;
  readonly unknownVariable: string;
  /** CodeMirror's own English phrases and what stands for them. */
  readonly phrases: Readonly<Record<string, string>>;
}

/** A file as the editor begins with it. */
export function createSourceState({ text, format, readOnly, variables, words }: SourceOptions): EditorState {
  return EditorState.create({
    doc: text,
    extensions: [
      editorBase(),
      lineEndSupport(lineEndOf(text)),
      EditorState.phrases.of(words.phrases),
      EditorState.readOnly.of(readOnly),
      EditorView.contentAttributes.of({ 'aria-label': words.label, spellcheck: 'false', tabindex: '0' }),
      history(),
      lineNumbers(),
      highlightActiveLine(),
      highlightActiveLineGutter(),
      search({ top: true }),
      keymap.of([
        ...searchKeymap,
        { key: 'F8', run: nextDiagnostic },
        { key: 'Shift-F8', run: previousDiagnostic },
      ]),
      format === 'properties'
        ? [propertiesLanguage, variableSupport(variables, words.unknownVariable), lintGutter()]
        : foreignMarks,
    ],
  });
}

/** A file in which each line keeps its own end is split at `\n` alone, so that nothing of it is lost. */
function lineEndSupport(lineEnd: LineEnd): Extension {
  if (lineEnd !== 'mixed') return [];
  return [
    EditorState.lineSeparator.of('\n'),
    EditorView.clipboardInputFilter.of((pasted) => pasted.replaceAll(/\r\n?/g, '\n')),
  ];
}

/** Header names, `${…}` and `@@…@@`. */
const foreignMarks: Extension = marks(/^[A-Z][A-Za-z-]*:|\$\{[^{}\n]*\}|@@[a-z][a-z-]*@@/gm);

function marks(regexp: RegExp): Extension {
  const decorator = new MatchDecorator({ regexp, decoration: Decoration.mark({ class: 'pk-foreign' }) });
  return ViewPlugin.define<{ marks: DecorationSet; update(update: ViewUpdate): void }>(
    (view) => ({
      marks: decorator.createDeco(view),
      update(update) {
        this.marks = decorator.updateDeco(update, this.marks);
      },
    }),
    { decorations: (plugin) => plugin.marks },
  );
}
