import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lint } from '../../main/templates/lint.ts';
import { applyEdits } from '../../main/templates/properties/text-edit.ts';
import { templateSets } from '../../main/templates/sets/sets.ts';
import { hostileFile } from './hostile-properties.ts';
import { fuzz } from './runs.ts';

const { seed, timeout } = fuzz;
const numRuns = fuzz.files(3000);

test(`lint points into each of ${numRuns} files, and its fixes can be applied (seed ${seed})`, {
  timeout,
}, () => {
  fc.assert(
    fc.property(hostileFile, hostileFile, fc.constantFrom(...templateSets), (text, original, set) => {
      for (const { from, to, fix } of lint({ text, set, original }).findings) {
        expect([0 <= from, from <= to, to <= text.length]).toEqual([true, true, true]);
        const edits = [...(fix?.edits ?? [])].sort((a, b) => a.from - b.from);
        let end = 0;
        for (const edit of edits) {
          expect([end <= edit.from, edit.from <= edit.to, edit.to <= text.length]).toEqual([
            true,
            true,
            true,
          ]);
          end = edit.to;
        }
        const removed = edits.reduce((sum, edit) => sum + edit.to - edit.from - edit.insert.length, 0);
        expect(applyEdits(text, edits)).toHaveLength(text.length - removed);
      }
    }),
    { seed, numRuns },
  );
});
