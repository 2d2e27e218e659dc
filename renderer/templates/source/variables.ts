import { autocompletion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import type { Extension } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  hoverTooltip,
  MatchDecorator,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view';
import type { TemplateVariable } from '../../../preload/contract/index.ts';

/** `${…}` as chips, with their meaning on hover and completion after `$`. */
export function variableSupport(variables: readonly TemplateVariable[], unknown: string): Extension {
  const known = new Map(variables.map((variable) => [variable.name, variable]));
  return [
    chips(known),
    hoverTooltip((view, position) => meaningAt(view, position, known, unknown)),
    autocompletion({
      override: [(context) => complete(context, variables)],
      icons: false,
      activateOnTyping: true,
      closeOnBlur: true,
    }),
  ];
}

const pattern = /\$\{([^{}\n]*)\}/g;

function chips(known: ReadonlyMap<string, TemplateVariable>): Extension {
  const chip = Decoration.mark({ class: 'pk-variable' });
  const foreign = Decoration.mark({ class: 'pk-variable pk-variable-unknown' });
  const decorator = new MatchDecorator({
    regexp: pattern,
    decoration: ([, name = '']) => (known.has(name) ? chip : foreign),
  });
  return ViewPlugin.define<{ marks: DecorationSet; update(update: ViewUpdate): void }>(
    (view) => ({
      marks: decorator.createDeco(view),
      update(update) {
        this.marks = decorator.updateDeco(update, this.marks);
      },
    }),
    { decorations: ({ marks }) => marks },
  );
}

function meaningAt(
  view: EditorView,
  position: number,
  known: ReadonlyMap<string, TemplateVariable>,
  unknown: string,
) {
  const { from, text } = view.state.doc.lineAt(position);
  for (const match of text.matchAll(pattern)) {
    const start = from + match.index;
    const end = start + match[0].length;
    if (position < start || position > end) continue;
    const variable = known.get(match[1] ?? '');
    const lines = variable ? [variable.meaning, variable.sample] : [unknown];
    return { pos: start, end, above: true, create: () => ({ dom: tooltip(lines) }) };
  }
  return null;
}

function tooltip(lines: readonly string[]): HTMLElement {
  const box = document.createElement('div');
  box.className = 'pk-meaning';
  for (const line of lines) box.appendChild(document.createElement('div')).textContent = line;
  return box;
}

/** After `$`, `${` or within a name. */
function complete(
  context: CompletionContext,
  variables: readonly TemplateVariable[],
): CompletionResult | null {
  const before = context.matchBefore(/\$\{?[\w.]*$/);
  if (!before) return null;
  const closed = context.state.sliceDoc(context.pos, context.pos + 1) === '}';
  return {
    from: before.from,
    options: variables.map(({ name, meaning }) => ({
      label: `\${${name}}`,
      detail: meaning,
      apply: (view, _completion, from, to) =>
        view.dispatch({
          changes: { from, to: closed ? to + 1 : to, insert: `\${${name}}` },
          selection: { anchor: from + name.length + 3 },
          userEvent: 'input.complete',
        }),
    })),
    validFor: /^\$\{?[\w.]*$/,
  };
}
