/** Text that is HTML already. Only `html` makes it, so nothing unescaped can slip in. */
export interface Html {
  readonly markup: string;
}

type Value = string | Html | readonly Html[];

/** A template whose values are escaped unless they came out of `html` themselves. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  const markup = strings.reduce((whole, part, index) => whole + asMarkup(values[index - 1] ?? '') + part);
  return { markup };
}

export const nothing: Html = { markup: '' };

function asMarkup(value: Value): string {
  if (typeof value === 'string') return escapeText(value);
  return 'markup' in value ? value.markup : value.map((piece) => piece.markup).join('');
}

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
