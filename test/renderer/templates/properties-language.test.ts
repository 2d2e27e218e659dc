import { ensureSyntaxTree } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import { propertiesLanguage } from '../../../renderer/templates/source/properties-language.ts';

/** The keys as the colours show them. */
function keys(text: string): readonly string[] {
  const state = EditorState.create({ doc: text, extensions: [propertiesLanguage] });
  const found: string[] = [];
  ensureSyntaxTree(state, text.length, 5000)?.iterate({
    enter({ name, from, to }) {
      if (name === 'propertyName') found.push(text.slice(from, to));
    },
  });
  return found;
}

describe('the colours of the file', () => {
  it.each([
    ['subject=a b=c', ['subject']],
    ['  subject : a', ['subject']],
    ['subject a', ['subject']],
    ['message=a\\n\\\n  b=c\nfooter=d', ['message', 'footer']],
    ['message=a\\n\nLine two: more', ['message', 'Line']],
    ['message=a\\\\\nfooter=b', ['message', 'footer']],
    ['message=a\\\n\nfooter=b', ['message', 'footer']],
    ['# comment=a\\\nsubject=b', ['subject']],
    ['! comment\nsubject=b', ['subject']],
    ['message=a\\\n# not a comment=b', ['message']],
  ])('show the keys of %j', (text, expected) => {
    expect(keys(text)).toEqual(expected);
  });
});
