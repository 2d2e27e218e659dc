import type { Entry } from '../properties/document.ts';
import { decodeUtf8Runs, escapeNonAscii, utf8Mark, utf8Sequence } from '../properties/encoding.ts';
import type { TextEdit } from '../properties/text-edit.ts';
import type { Rule, Subject } from './rule.ts';

/** UTF-8 that Java takes for ISO-8859-1: the recipient reads `Ã©` where `é` was meant. */
export const mojibake: Rule = function* ({ document: { entries, text }, encoding, placeOf }) {
  const isUtf8 = encoding === 'utf-8' || encoding === 'utf-8-bom';
  const edits = entries.flatMap((entry) => (isUtf8 ? bytesIn(entry, text) : garbledIn(entry, placeOf)));
  const first = edits[0];
  if (!first) return;
  yield {
    rule: 'mojibake',
    severity: 'error',
    message: isUtf8 ? 'message' : 'garbled',
    from: first.from,
    to: first.to,
    values: { found: text.slice(first.from, first.to).slice(0, 20), meant: meantBy(first.insert) },
    fix: { edits },
  };
};

/** The mark before the first entry is another rule's. */
function bytesIn({ from: begin, end }: Entry, text: string): readonly TextEdit[] {
  const from = begin === 0 ? utf8Mark(text).length : begin;
  const runs = text.slice(from, end).matchAll(/[\x80-\xff]+/g);
  return [...runs].map(({ index, 0: run }) => ({
    from: from + index,
    to: from + index + run.length,
    insert: escapeNonAscii(decodeUtf8Runs(run)),
  }));
}

/**
 * Text that was garbled before it came into this file, escaped or not. Only what is no text of its own is taken for
 * it: a pair with `Ã` or `Â`, or a longer sequence with a control character of Latin-1. An `é` before a no-break space
 * and a guillemet is good French.
 */
function garbledIn(entry: Entry, placeOf: Subject['placeOf']): readonly TextEdit[] {
  const bytes = fromWindows1252(entry.value.text);
  if (!/[\x80-\xff]/.test(bytes)) return [];
  const found = [...bytes.matchAll(utf8Sequence)];
  if (!found.some(([run]) => /^[\xc2\xc3]/.test(run) || (run.length > 2 && /[\x80-\x9f]/.test(run))))
    return [];
  return found.map(({ index, 0: run }) => ({
    ...placeOf(entry, index, run.length),
    insert: escapeNonAscii(decodeUtf8Runs(run)),
  }));
}

/** The characters of Windows-1252 that stand where Latin-1 has control characters, 0x80 to 0x9F. */
const windows1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

function fromWindows1252(text: string): string {
  return text.replaceAll(/[^\0-\xff]/g, (character) => {
    const at = windows1252.indexOf(character);
    return at < 0 ? character : String.fromCharCode(0x80 + at);
  });
}

function meantBy(escaped: string): string {
  return escaped.replaceAll(/\\u([0-9A-F]{4})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
}
