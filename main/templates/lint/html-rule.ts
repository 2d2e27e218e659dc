import type { Rule } from './rule.ts';

/** Elements that need no closing tag, or have none. */
const loose = new Set(
  (
    'area base br col embed hr img input link meta source track wbr html head body p li dt dd tr td th thead tbody ' +
    'tfoot option optgroup colgroup'
  ).split(' '),
);

/** A closing tag that closes nothing, such as the `</code>` of a sample that was copied from a web page. */
export const strayTag: Rule = function* ({ document: { entries }, set, placeOf }) {
  if (!set.html) return;
  for (const entry of entries.filter(({ key }) => set.body.includes(key.text))) {
    const open = new Map<string, number>();
    const html = entry.value.text.replaceAll(/<!--.*?-->/gs, (comment) => ' '.repeat(comment.length));
    for (const { index, 0: tag, 1: slash, 2: word = '' } of html.matchAll(/<(\/?)([a-zA-Z][\w-]*)[^<>]*>/g)) {
      const name = word.toLowerCase();
      const count = open.get(name) ?? 0;
      if (loose.has(name) || (!slash && tag.endsWith('/>'))) continue;
      if (!slash || count > 0) {
        open.set(name, count + (slash ? -1 : 1));
        continue;
      }
      const place = placeOf(entry, index, tag.length);
      const fix = { edits: [{ ...place, insert: '' }] };
      yield { rule: 'stray-tag', severity: 'warning', ...place, values: { tag }, fix };
    }
  }
};
