import { describe, expect, it } from 'vitest';
import type { TemplateEntry, TemplateFinding, TemplateSetInfo } from '../../../preload/contract/index.ts';
import { formFields, variablesOf } from '../../../renderer/templates/editor/form-fields.ts';

const set: Pick<TemplateSetInfo, 'keys'> = {
  keys: [
    { name: 'subject', title: 'Subject', needed: true },
    { name: 'footer', title: 'End', needed: false },
  ],
};

function entry(key: string, value: string, from: number): TemplateEntry {
  const valueFrom = from + key.length + 1;
  return {
    key,
    value,
    keyPlace: { from, to: from + key.length },
    valuePlace: { from: valueFrom, to: valueFrom + value.length },
  };
}

function finding(from: number, to: number): TemplateFinding {
  return { rule: 'unknown-variable', severity: 'error', line: 1, column: 1, from, to, message: 'm' };
}

describe('the fields of the form', () => {
  it('are the keys of the set in its order, then those AEM does not know', () => {
    const fields = formFields(set, [entry('junk', 'x', 0), entry('footer', 'Bye', 10)], []);
    expect(fields.map(({ key, title, missing }) => [key, title, missing])).toEqual([
      ['subject', 'Subject', true],
      ['footer', 'End', false],
      ['junk', null, false],
    ]);
  });

  it('show the last of two entries, which is the one that counts', () => {
    const [subject] = formFields(set, [entry('subject', 'one', 0), entry('subject', 'two', 20)], []);
    expect(subject?.value).toBe('two');
  });

  it('show what was found within them, and nothing of the file as a whole', () => {
    const entries = [entry('subject', 'one', 0), entry('footer', 'two', 20)];
    const [subject, footer] = formFields(set, entries, [finding(9, 10), finding(0, 0)]);
    expect([subject?.findings.length, footer?.findings.length]).toEqual([1, 0]);
  });
});

describe('the variables of a text', () => {
  it('are named once each, in order', () => {
    const entries = [entry('subject', `\${b} \${a}`, 0), entry('message', `\${a}\${c.d} \${open`, 20)];
    expect(variablesOf(entries)).toEqual(['b', 'a', 'c.d']);
  });
});
