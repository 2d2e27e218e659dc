import { lint } from '../../main/templates/lint.ts';
import { readProperties } from '../../main/templates/properties/document.ts';
import { setValue } from '../../main/templates/properties/edit.ts';
import { applyEdits } from '../../main/templates/properties/text-edit.ts';
import { templateSet } from '../../main/templates/sets/sets.ts';
import { median, milliseconds, printTable, verdict } from './table.ts';

const rounds = 41;
const goalMs = 50;
const megabyte = 1024 * 1024;

const set = templateSet('page');
const line = `        \${time} \${userFullName} changed /content/site/en/news and 2\\u20133 others\\n\\\n`;
const shipped = text(line);
const garbled = text('        {time} $\\{tme} é\u00a0» C:\\temp\\new \\q and \\u20ac\\n\\\n');

/** Parsing and linting a file of 1 MB, as the editor asks for it at every pause. */
printTable(`A template of 1 MB (medians of ${rounds})`, [
  ['parse', milliseconds(time(() => readProperties(shipped))), ''],
  ['parse and lint', ...judged(() => lint({ text: shipped, set }))],
  ['  against its original', milliseconds(time(() => lint({ text: shipped, set, original: shipped }))), ''],
  ['  full of mistakes', milliseconds(time(() => lint({ text: garbled, set }))), ''],
  ['edit one line of the form', milliseconds(time(() => edit(shipped))), ''],
]);

function judged(work: () => unknown): [string, string] {
  const ms = time(work);
  return [milliseconds(ms), verdict(ms <= goalMs, `at most ${goalMs} ms`)];
}

function edit(text: string): string {
  const document = readProperties(text);
  return applyEdits(text, setValue(document, 'message', `${document.entries[1]?.value.text}more`));
}

function text(repeated: string): string {
  const start = 'subject=s\nmessage=';
  const end = 'the end\nheader=h\nfooter=f\n';
  return `${start}${repeated.repeat((megabyte - start.length - end.length) / repeated.length)}${end}`;
}

function time(work: () => unknown): number {
  const runs: number[] = [];
  for (let round = -10; round < rounds; round += 1) {
    const start = performance.now();
    work();
    if (round >= 0) runs.push(performance.now() - start);
  }
  return median(runs);
}
