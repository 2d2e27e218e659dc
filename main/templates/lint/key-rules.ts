import { findEntry } from '../properties/document.ts';
import { setValue } from '../properties/edit.ts';
import { isJunk, readsOn } from './line-rules.ts';
import { type Rule, wholeFile, withoutMark } from './rule.ts';
import { nearest } from './suggest.ts';

/** Of two entries with one key the last one counts. */
export const duplicateKey: Rule = function* ({ document, keys }) {
  const lasts = new Map(document.entries.map((entry) => [entry.key.text, entry]));
  for (const entry of document.entries) {
    const last = lasts.get(entry.key.text);
    if (last === entry || !last || !keys.has(entry.key.text)) continue;
    yield {
      rule: 'duplicate-key',
      severity: last.value.text === entry.value.text ? 'warning' : 'error',
      from: entry.key.from,
      to: entry.key.to,
      values: { key: entry.key.text },
      fix: { edits: [{ from: entry.from, to: entry.end, insert: '' }] },
    };
  }
};

/** A key that the set has and the file has not. */
export const missingKey: Rule = function* ({ document, set }) {
  const present = new Set(document.entries.map(({ key }) => withoutMark(key.text)));
  for (const { name, needed } of set.keys) {
    if (present.has(name)) continue;
    yield {
      rule: 'missing-key',
      severity: needed ? 'error' : 'warning',
      message: needed ? 'message' : 'optional',
      ...wholeFile,
      values: { key: name },
      fix: { edits: setValue(document, name, '') },
    };
  }
};

/** A needed key without text. */
export const emptyValue: Rule = function* ({ document, set }) {
  for (const { name, needed } of set.keys) {
    const entry = findEntry(document, name);
    if (!needed || !entry || entry.value.text.trim() !== '') continue;
    const { from, to } = entry.key;
    yield { rule: 'empty-value', severity: 'warning', from, to, values: { key: name } };
  }
};

/** A key that AEM does not ask for: misspelt, or of no use. */
export const unknownKey: Rule = function* (subject) {
  const { document, keys } = subject;
  const missing = [...keys].filter((key) => !findEntry(document, key));
  for (const [index, entry] of document.items.entries()) {
    if (entry.kind !== 'entry' || keys.has(withoutMark(entry.key.text))) continue;
    const before = document.items[index - 1];
    // Another rule tells of what a line that broke off left behind.
    const isRest = isJunk(entry, subject) && before?.kind === 'entry' && readsOn(before, entry);
    if (isRest) continue;
    const meant = nearest(entry.key.text, missing);
    yield {
      rule: 'unknown-key',
      severity: 'warning',
      message: meant ? 'misspelt' : 'message',
      from: entry.key.from,
      to: entry.key.to,
      values: { key: entry.key.text, meant: meant ?? '', keys: [...keys].join(', ') },
      fix: meant
        ? { title: 'fixMisspelt', edits: [{ from: entry.key.from, to: entry.key.to, insert: meant }] }
        : { edits: [{ from: entry.from, to: entry.end, insert: '' }] },
    };
  }
};
