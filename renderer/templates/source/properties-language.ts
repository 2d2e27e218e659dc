import { HighlightStyle, StreamLanguage, type StringStream, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { tags } from '@lezer/highlight';

/** Where a line of a properties file begins, or what of it has been read. */
interface PropertiesState {
  readonly part: 'start' | 'key' | 'separator' | 'value';
  /** The line before ended in an open backslash. */
  readonly continued: boolean;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** The syntax of `java.util.Properties`, for colours only; what is wrong with a file is for the lint to say. */
const properties = StreamLanguage.define<Mutable<PropertiesState>>({
  name: 'properties',
  startState: () => ({ part: 'start', continued: false }),
  copyState: (state) => ({ ...state }),
  blankLine(state) {
    state.part = 'start';
    state.continued = false;
  },
  token(stream, state) {
    if (stream.sol()) beginLine(state);
    if (stream.eatSpace()) return null;
    switch (state.part) {
      case 'start':
        if (/[#!]/.test(stream.peek() ?? '')) {
          stream.skipToEnd();
          return 'comment';
        }
        state.part = 'key';
        return readKey(stream, state);
      case 'key':
        return readKey(stream, state);
      case 'separator':
        state.part = 'value';
        if (stream.eat(/[=:]/)) return 'operator';
        return readValue(stream, state);
      case 'value':
        return readValue(stream, state);
    }
  },
});

function beginLine(state: Mutable<PropertiesState>): void {
  if (!state.continued) state.part = 'start';
  state.continued = false;
}

function readKey(stream: StringStream, state: Mutable<PropertiesState>): string {
  if (stream.eat('\\')) {
    if (stream.next() === undefined) state.continued = true;
    return 'escape';
  }
  if (stream.eatWhile(/[^\\=:\s]/)) {
    if (/[=:\s]/.test(stream.peek() ?? ' ')) state.part = 'separator';
    return 'propertyName';
  }
  state.part = 'value';
  stream.next();
  return 'operator';
}

function readValue(stream: StringStream, state: Mutable<PropertiesState>): string {
  if (stream.eat('\\')) {
    if (stream.match(/^u[0-9a-fA-F]{4}/)) return 'escape';
    if (stream.next() === undefined) state.continued = true;
    return 'escape';
  }
  if (!stream.eatWhile(/[^\\]/)) stream.next();
  return 'string';
}

const colours = HighlightStyle.define([
  { tag: tags.comment, class: 'tok-comment' },
  { tag: tags.propertyName, class: 'tok-key' },
  { tag: tags.operator, class: 'tok-operator' },
  { tag: tags.escape, class: 'tok-escape' },
]);

export const propertiesLanguage: Extension = [properties, syntaxHighlighting(colours)];
