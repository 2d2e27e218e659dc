import { EditorState } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import {
  editorOffset,
  editorText,
  fileText,
  type LineEnd,
  lineEndOf,
} from '../../../renderer/templates/source/line-ends.ts';

const files: readonly (readonly [string, LineEnd])[] = [
  ['', '\n'],
  ['a=b', '\n'],
  ['a=b\nc=d\n', '\n'],
  ['a=b\r\nc=d\r\n', '\r\n'],
  ['a=b\rc=d', '\r'],
  ['a=b\r\nc=d\n', 'mixed'],
  ['a=b\rc=d\r\n\n', 'mixed'],
  ['\r\n\r\n', '\r\n'],
];

function open(text: string): { doc: EditorState['doc']; lineEnd: LineEnd } {
  const lineEnd = lineEndOf(text);
  const extensions = lineEnd === 'mixed' ? [EditorState.lineSeparator.of('\n')] : [];
  return { doc: EditorState.create({ doc: editorText(text, lineEnd), extensions }).doc, lineEnd };
}

describe('the line ends of a file', () => {
  it.each(files)('of %j are told apart', (text, lineEnd) => {
    expect(lineEndOf(text)).toBe(lineEnd);
  });

  it.each(files)('of %j come back as they were', (text) => {
    const { doc, lineEnd } = open(text);
    expect(fileText(doc, lineEnd)).toBe(text);
  });
});

describe('a place of the file', () => {
  it.each(files)('is found in the editor for every character of %j', (text) => {
    const { doc, lineEnd } = open(text);
    for (let offset = 0; offset <= text.length; offset += 1) {
      const within = lineEnd === '\r\n' && text[offset] === '\n' && text[offset - 1] === '\r';
      const before = text.slice(0, within ? offset - 1 : offset);
      const lines = lineEnd === '\r\n' ? before.replaceAll('\r\n', '\n') : before;
      expect(editorOffset(doc, lineEnd, offset)).toBe(lines.length);
    }
  });

  it('beyond the end is the end', () => {
    const { doc, lineEnd } = open('a=b\r\n');
    expect(editorOffset(doc, lineEnd, 99)).toBe(doc.length);
  });
});
