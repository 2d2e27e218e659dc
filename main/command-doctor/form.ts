import type { Field, Tell } from './draft.ts';

const MOST_FIELDS = 100;
const SHOWN = 80;

/**
 * Reads `a=b&c=d` of an address or a body, blanks and line ends taken off.
 *
 * @param encoded whether values are percent-encoded, with `+` for a blank
 */
export function readForm(form: string, from: Field['from'], tell: Tell, encoded = true): Field[] {
  const told = new Set<string>();
  const once: Tell = (slip) => {
    if (!told.has(slip.id)) tell(slip);
    told.add(slip.id);
  };
  return form
    .split('&', MOST_FIELDS)
    .map((pair) => withoutEntity(pair, once))
    .filter((pair) => pair.trim() !== '')
    .map((pair) => {
      const at = pair.indexOf('=');
      const [name, written] = at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
      const value = encoded ? decode(written) : written;
      const trimmed = value.trim();
      const correct = `${name.trim()}=${trimmed}`.slice(0, SHOWN);
      const line = pair.replace(/^\s*\n\s*|\s*\n\s*$/g, '');
      if (pair.includes('\n'))
        once({ id: 'line-end-in-value', found: pair.replace(/\s*\n\s*/g, '↵').slice(0, SHOWN), correct });
      if (/^\s|\s$|^[\w-]+\s*=\s|^[\w-]+\s+=/.test(line))
        once({ id: 'space-in-value', found: line.slice(0, SHOWN), correct });
      return { name: name.trim(), value: trimmed.replace(/\s*\n\s*/g, ' '), from };
    });
}

/** Copied out of a page's source, `&` is `&amp;`. */
function withoutEntity(pair: string, tell: Tell): string {
  if (!pair.startsWith('amp;')) return pair;
  tell({ id: 'html-ampersand', found: '&amp;', correct: '&' });
  return pair.slice('amp;'.length);
}

/** What is no percent-encoding stays as it is. */
export function decode(text: string): string {
  const spaced = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

/** A lone surrogate becomes the replacement character, since it cannot be percent-encoded. */
export function encode(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString());
}
