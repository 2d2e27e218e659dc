import type { Entry } from '../properties/document.ts';
import { templateSets } from '../sets/sets.ts';
import type { TemplateSet } from '../sets/template-set.ts';
import { type Finding, insertion, type Place, type Rule } from './rule.ts';
import { nearest } from './suggest.ts';

/** A variable that AEM does not fill in this set: the recipient would read `${…}`, or nothing. */
export const unknownVariable: Rule = function* ({ document: { entries }, set, placeOf, variablesOf }) {
  const known = new Set(set.variables);
  for (const entry of entries) {
    for (const { name, at, length } of variablesOf(entry)) {
      if (!known.has(name)) yield describe(name, placeOf(entry, at, length), set);
    }
  }
};

/** `${` without its `}`. */
export const unclosedVariable: Rule = function* ({ document: { entries }, placeOf }) {
  for (const entry of entries) {
    for (const { index, 0: found } of entry.value.text.matchAll(/\$\{[\w.]*(?![\w.}])(?![^{}\n]*\})/g)) {
      const { from, to } = placeOf(entry, index, found.length);
      const fix = { edits: [insertion(to, '}')] };
      yield { rule: 'unclosed-variable', severity: 'error', from, to, values: { found }, fix };
    }
  }
};

/** `{time}` where `${time}` was meant. */
export const variableWithoutDollar: Rule = function* ({ document: { entries }, set, placeOf }) {
  const known = new Set(set.variables);
  for (const entry of entries) {
    for (const { index, 0: found, 1: name = '' } of entry.value.text.matchAll(/(?<!\$)\{([\w.]+)\}/g)) {
      if (!known.has(name)) continue;
      const { from, to } = placeOf(entry, index, found.length);
      const fix = { edits: [insertion(from, '$')] };
      yield { rule: 'variable-without-dollar', severity: 'warning', from, to, values: { found }, fix };
    }
  }
};

/** A variable of the original that no line of the translation has. */
export const lostVariable: Rule = function* ({ document: { entries }, original, set, variablesOf }) {
  const namesIn = (entry: Entry) => new Set(variablesOf(entry).map(({ name }) => name));
  if (!original) return;
  const kept = new Set(entries.flatMap((entry) => [...namesIn(entry)]));
  const told = new Set<string>();
  for (const { name: key } of set.keys) {
    const source = original.entries.findLast((entry) => entry.key.text === key);
    const target = entries.findLast((entry) => entry.key.text === key);
    if (!source || !target) continue;
    for (const name of namesIn(source)) {
      if (kept.has(name) || told.has(name)) continue;
      told.add(name);
      const { from, to } = target.key;
      const separator = target.separator === '' ? '=' : '';
      const fix = { edits: [insertion(target.value.to, separator + written(name))] };
      yield {
        rule: 'lost-variable',
        severity: 'warning',
        from,
        to,
        values: { variable: written(name), key },
        fix,
      };
    }
  }
};

/** A text that is still that of the original, word for word. */
export const untranslated: Rule = function* ({ document: { entries }, original, set }) {
  if (!original) return;
  for (const { name, needed } of set.keys) {
    const source = original.entries.findLast((entry) => entry.key.text === name);
    const target = entries.findLast((entry) => entry.key.text === name);
    if (!needed || !source || !target || source.value.text !== target.value.text) continue;
    if (!/\p{L}{2}/u.test(source.value.text.replaceAll(/\$\{[^{}]*\}/g, ''))) continue;
    yield { rule: 'untranslated', severity: 'info', ...placeOfKey(target), values: { key: name } };
  }
};

function describe(name: string, place: Place, set: TemplateSet): Finding {
  const elsewhere = templateSets.find((other) => other.variables.includes(name));
  const values = { variable: written(name), set: elsewhere?.id ?? '' };
  const certain = set.otherVariables ? 'warning' : 'error';
  if (elsewhere) return { rule: 'foreign-variable', severity: certain, ...place, values };
  const meant = nearest(name.trim(), set.variables);
  if (!meant) {
    const severity = set.otherVariables ? 'info' : 'error';
    return {
      rule: 'unknown-variable',
      severity,
      message: set.otherVariables ? 'other' : 'message',
      ...place,
      values,
    };
  }
  const fix = { edits: [{ ...place, insert: written(meant) }] };
  return {
    rule: 'unknown-variable',
    severity: certain,
    message: 'misspelt',
    ...place,
    values: { ...values, meant: written(meant) },
    fix,
  };
}

function written(name: string): string {
  return `\${${name}}`;
}

function placeOfKey({ key: { from, to } }: Entry) {
  return { from, to };
}
