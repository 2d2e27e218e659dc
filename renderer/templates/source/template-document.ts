import { redo, redoDepth, undo, undoDepth } from '@codemirror/commands';
import type { EditorState, Text, TransactionSpec } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import type { TemplateEdit } from '../../../preload/contract/index.ts';
import { editorOffset, editorText, fileText, type LineEnd } from './line-ends.ts';

/** Milliseconds without a change after which the text counts as settled; a large one is asked about less often. */
export const pauseOf = ({ length }: Pick<Text, 'length'>) => (length > 200_000 ? 600 : 180);

export interface DocumentStatus {
  /** Its text is not the one that is kept. */
  readonly dirty: boolean;
  /** Somebody's work would be lost: a text that nobody has touched is dirty, and nobody's work. */
  readonly unsaved: boolean;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

/** What was typed, once typing pauses: for the lint, the preview and the form. */
export interface SettledText {
  readonly text: string;
  readonly doc: Text;
}

/**
 * One template that is being edited. The form and the file are two views of it, with one history of changes: an edit
 * in either can be undone in the other.
 */
export interface TemplateDocument {
  readonly lineEnd: LineEnd;
  state(): EditorState;
  text(): string;
  status(): DocumentStatus;
  settled(): SettledText;
  subscribe(changed: () => void): () => void;
  /** @param edits offsets of the text as `text()` gives it */
  edit(edits: readonly TemplateEdit[]): void;
  replace(text: string): void;
  dispatch(spec: TransactionSpec): void;
  undo(): void;
  redo(): void;
  /** This text is kept from now on. */
  kept(text: string): void;
  /** Null where nothing is kept yet. */
  keptText(): string | null;
  /** Does not wait for a pause. */
  settle(): void;
  /** The view that shows it; its changes become the document's. Null when it is gone. */
  show(view: EditorView | null): void;
  changed(state: EditorState): void;
}

/** @param keptAtFirst what is kept now; null where nothing is */
export function createTemplateDocument(
  initial: EditorState,
  lineEnd: LineEnd,
  keptAtFirst: string | null,
): TemplateDocument {
  let state = initial;
  let view: EditorView | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const linesOf = (text: string) => initial.toText(editorText(text, lineEnd));
  let keptText = keptAtFirst;
  /** Shares its lines with the text in the editor where it can: then comparing the two takes no time. */
  const keptLines = (text: string) => (text === fileText(state.doc, lineEnd) ? state.doc : linesOf(text));
  let keptDoc = keptText === null ? null : keptLines(keptText);
  const statusNow = (): DocumentStatus => {
    const dirty = keptDoc === null || !keptDoc.eq(state.doc);
    return {
      dirty,
      unsaved: dirty && !(keptDoc === null && initial.doc.eq(state.doc)),
      canUndo: undoDepth(state) > 0,
      canRedo: redoDepth(state) > 0,
    };
  };
  let status = statusNow();
  let settled = settledText(state.doc, lineEnd);
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };

  const refreshStatus = () => {
    const next = statusNow();
    if (sameStatus(next, status)) return;
    status = next;
    tell();
  };
  const settle = () => {
    clearTimeout(timer);
    if (settled.doc === state.doc) return;
    settled = settledText(state.doc, lineEnd);
    tell();
  };
  const changed = (next: EditorState) => {
    const touched = next.doc !== state.doc;
    state = next;
    if (!touched) return;
    refreshStatus();
    clearTimeout(timer);
    timer = setTimeout(settle, pauseOf(state.doc));
  };
  const dispatch = (spec: TransactionSpec) => {
    if (view) view.dispatch(spec);
    else changed(state.update(spec).state);
  };
  const run = (command: typeof undo) => {
    command({
      state,
      dispatch: (transaction) => (view ? view.dispatch(transaction) : changed(transaction.state)),
    });
    settle();
  };
  const place = (offset: number) => editorOffset(state.doc, lineEnd, offset);

  return {
    lineEnd,
    state: () => state,
    text: () => fileText(state.doc, lineEnd),
    status: () => status,
    settled: () => settled,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    edit(edits) {
      const changes = edits.map(({ from, to, insert }) => ({
        from: place(from),
        to: place(to),
        insert: linesOf(insert),
      }));
      if (changes.some(({ from, to, insert }) => to > from || insert.length > 0))
        dispatch({ changes, userEvent: 'input' });
      settle();
    },
    replace(text) {
      const { from, to, insert } = difference(fileText(state.doc, lineEnd), text);
      this.edit([{ from, to, insert }]);
    },
    dispatch,
    undo: () => run(undo),
    redo: () => run(redo),
    keptText: () => keptText,
    kept(text) {
      keptText = text;
      keptDoc = keptLines(text);
      refreshStatus();
    },
    settle,
    show(next) {
      view = next;
    },
    changed,
  };
}

/** What lies between the beginning and the end that two texts share. */
function difference(before: string, after: string): TemplateEdit {
  const most = Math.min(before.length, after.length);
  let from = 0;
  while (from < most && before[from] === after[from]) from += 1;
  let same = 0;
  while (same < most - from && before[before.length - 1 - same] === after[after.length - 1 - same]) same += 1;
  // A line end of two characters is one to the editor: it is changed whole or not at all.
  if (before[from] === '\n' && before[from - 1] === '\r') from -= 1;
  if (same > 0 && before[before.length - same] === '\n' && before[before.length - same - 1] === '\r')
    same -= 1;
  return { from, to: before.length - same, insert: after.slice(from, after.length - same) };
}

function settledText(doc: Text, lineEnd: LineEnd): SettledText {
  return { doc, text: fileText(doc, lineEnd) };
}

function sameStatus(one: DocumentStatus, other: DocumentStatus): boolean {
  return (
    one.dirty === other.dirty &&
    one.unsaved === other.unsaved &&
    one.canUndo === other.canUndo &&
    one.canRedo === other.canRedo
  );
}
