import { history } from '@codemirror/commands';
import { EditorState } from '@codemirror/state';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lineEndOf } from '../../../renderer/templates/source/line-ends.ts';
import { createTemplateDocument } from '../../../renderer/templates/source/template-document.ts';

function open(text: string, kept: string | null = text) {
  const state = EditorState.create({ doc: text, extensions: [history()] });
  return createTemplateDocument(state, lineEndOf(text), kept);
}

const windowsFile = 'subject=a\r\nmessage=b\r\n';

describe('a template that is edited', () => {
  it('takes edits by the places of the file, and keeps its line ends', () => {
    const document = open(windowsFile);
    const at = windowsFile.lastIndexOf('b');
    document.edit([{ from: at, to: at + 1, insert: 'c\\n\\\r\n  d' }]);
    expect(document.text()).toBe('subject=a\r\nmessage=c\\n\\\r\n  d\r\n');
  });

  it.each([
    ['subject=a\r\nmessage=other\r\n'],
    ['subject=a\r\n'],
    [''],
    ['subject=a\r\n\r\nmessage=b\r\n'],
    ['message=b\r\n'],
  ])('can be replaced by %j, in one step that can be undone', (text) => {
    const document = open(windowsFile);
    document.replace(text);
    expect(document.text()).toBe(text);
    document.undo();
    expect(document.text()).toBe(windowsFile);
    document.redo();
    expect(document.text()).toBe(text);
  });

  it('is unsaved until its text is the one that is kept', () => {
    const document = open('a=b');
    expect(document.status().dirty).toBe(false);
    document.replace('a=c');
    expect(document.status().dirty).toBe(true);
    document.kept('a=c');
    expect(document.status().dirty).toBe(false);
  });

  it('is saved again when a change is undone', () => {
    const document = open('a=b');
    document.replace('a=c');
    document.undo();
    expect(document.status()).toEqual({ dirty: false, unsaved: false, canUndo: false, canRedo: true });
  });

  it('can be saved from the beginning where nothing is kept yet, but is nobody’s work until it is touched', () => {
    const document = open('a=b', null);
    expect(document.status()).toMatchObject({ dirty: true, unsaved: false });
    document.replace('a=c');
    expect(document.status()).toMatchObject({ dirty: true, unsaved: true });
    document.undo();
    expect(document.status()).toMatchObject({ dirty: true, unsaved: false });
  });

  it('leaves a text alone that is replaced by itself', () => {
    const document = open(windowsFile);
    document.replace(windowsFile);
    expect(document.status().canUndo).toBe(false);
  });
});

describe('what was typed', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('settles when typing pauses, once', () => {
    const document = open('a=b');
    const texts: string[] = [];
    document.subscribe(() => texts.push(document.settled().text));
    for (const insert of ['x', 'y', 'z']) {
      document.dispatch({ changes: { from: document.state().doc.length, insert } });
      vi.advanceTimersByTime(50);
    }
    expect(document.settled().text).toBe('a=b');
    vi.advanceTimersByTime(1000);
    expect(texts.filter((text) => text === 'a=bxyz')).toHaveLength(1);
  });
});
