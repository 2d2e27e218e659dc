import { completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, historyKeymap } from '@codemirror/commands';
import type { Extension } from '@codemirror/state';
import { drawSelection, EditorView, highlightSpecialChars, keymap } from '@codemirror/view';
import { pageNonce } from '../../nonce.ts';

/** What every editor of the page has: the page's policy, its colours, its keys. `Tab` stays the page's own. */
export function editorBase(): Extension {
  return [
    EditorView.cspNonce.of(pageNonce()),
    EditorView.lineWrapping,
    highlightSpecialChars(),
    drawSelection(),
    keymap.of([...completionKeymap, ...historyKeymap, ...defaultKeymap]),
    look,
  ];
}

const look = EditorView.theme({
  '&': { color: 'var(--mantine-color-text)', backgroundColor: 'transparent', height: '100%' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily: 'var(--mantine-font-family-monospace)',
    fontSize: 'var(--mantine-font-size-xs)',
    lineHeight: '1.65',
  },
  '.cm-content': { caretColor: 'var(--mantine-color-text)' },
  '.cm-cursor': { borderLeftColor: 'var(--mantine-color-text)' },
  '.cm-gutters': {
    border: '0',
    backgroundColor: 'transparent',
    color: 'var(--mantine-color-dimmed)',
  },
  '.cm-activeLine, .cm-activeLineGutter': {
    backgroundColor: 'color-mix(in srgb, var(--pk-accent) 7%, transparent)',
  },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'color-mix(in srgb, var(--pk-accent) 28%, transparent)',
  },
  '.cm-tooltip': {
    border: '1px solid var(--pk-line)',
    borderRadius: 'var(--mantine-radius-sm)',
    backgroundColor: 'var(--pk-surface)',
    color: 'var(--mantine-color-text)',
    boxShadow: 'var(--mantine-shadow-md)',
    fontFamily: 'var(--mantine-font-family)',
    fontSize: 'var(--mantine-font-size-xs)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'inherit', maxHeight: '14em' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '3px 8px' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    backgroundColor: 'var(--pk-accent-soft)',
    color: 'var(--pk-accent-text)',
  },
  '.cm-completionLabel': { fontFamily: 'var(--mantine-font-family-monospace)' },
  '.cm-completionDetail': { fontStyle: 'normal', marginLeft: '10px' },
  '.pk-meaning': { maxWidth: '360px', padding: '5px 9px', whiteSpace: 'pre-wrap' },
  '.pk-meaning > div + div': { color: 'var(--mantine-color-dimmed)' },
  '.pk-variable': {
    padding: '1px 3px',
    borderRadius: 'var(--mantine-radius-xs)',
    backgroundColor: 'var(--pk-accent-soft)',
    color: 'var(--pk-accent-text)',
  },
  '.pk-variable-unknown': { backgroundColor: 'var(--pk-warn-soft)', color: 'var(--pk-warn)' },
  '.pk-foreign': {
    borderRadius: 'var(--mantine-radius-xs)',
    backgroundColor: 'var(--pk-sunken)',
    color: 'var(--pk-accent-text)',
    fontWeight: '600',
  },
  '.tok-comment': { color: 'var(--mantine-color-dimmed)', fontStyle: 'italic' },
  '.tok-key': { color: 'var(--pk-accent-text)', fontWeight: '650' },
  '.tok-operator': { color: 'var(--mantine-color-dimmed)' },
  '.tok-escape': { color: 'var(--pk-warn)' },
  // CodeMirror's own pictures have the colours of no theme.
  '.cm-gutter-lint': { width: '14px' },
  '.cm-gutter-lint .cm-gutterElement': { display: 'grid', placeItems: 'center', padding: '0' },
  '.cm-lint-marker': { content: 'normal', width: '7px', height: '7px', borderRadius: '50%' },
  '.cm-lint-marker-error': { backgroundColor: 'var(--pk-bad)' },
  '.cm-lint-marker-warning': { borderRadius: '1px', backgroundColor: 'var(--pk-warn)' },
  '.cm-lint-marker-info': { backgroundColor: 'var(--mantine-color-dimmed)' },
  '.cm-lintRange': { backgroundImage: 'none' },
  '.cm-lintRange-error': { textDecoration: 'underline wavy var(--pk-bad) 1px', textUnderlineOffset: '3px' },
  '.cm-lintRange-warning': {
    textDecoration: 'underline wavy var(--pk-warn) 1px',
    textUnderlineOffset: '3px',
  },
  '.cm-lintRange-info': { textDecoration: 'underline dotted var(--mantine-color-dimmed) 1px' },
  '.cm-diagnostic': { padding: '6px 9px', fontFamily: 'var(--mantine-font-family)', whiteSpace: 'normal' },
  '.cm-diagnosticAction': {
    backgroundColor: 'var(--pk-accent)',
    color: 'var(--mantine-color-body)',
    borderRadius: 'var(--mantine-radius-xs)',
    padding: '2px 7px',
  },
});
