import { describe, expect, test } from 'vitest';
import { createExplainer, explainFailure } from '../../../main/explain/explain.ts';
import { type InputReason, invalidInput, refusedFile } from '../../../main/explain/invalid-input.ts';
import { Language } from '../../../preload/contract/index.ts';
import english from '../../../preload/texts/en/explain/reasons.json' with { type: 'json' };

const reasons: Readonly<Record<InputReason, string>> = english;

describe.each(Language.options)('in %s', async (language) => {
  const explainer = await createExplainer(language);

  test.each(Object.keys(reasons) as InputReason[])(
    'a value says in words why it is not taken: %s',
    (reason) => {
      const values = { value: 'a-value', known: 'one, two', limit: '3 MB' };
      const { id, meaning } = explainFailure(explainer, invalidInput('clientId', reason, values));
      expect(id).toBe('postkey-invalid-input');
      expect(meaning).toContain('clientId');
      expect(meaning).not.toMatch(/\{\{|\$t|<|reasons:/);
      expect(meaning.includes(reasons[reason])).toBe(language === 'en' && !reasons[reason].includes('{{'));
    },
  );
});

test('a file is named, with what the system said', async () => {
  const explainer = await createExplainer('en');
  const failure = refusedFile('/tmp/a.txt', 'unreadable', { value: 'ENOENT' });
  expect(explainFailure(explainer, failure)).toMatchObject({
    id: 'postkey-file-refused',
    meaning: '/tmp/a.txt cannot be used: It cannot be read (ENOENT).',
    evidence: 'POSTKEY_FILE_REFUSED /tmp/a.txt unreadable ENOENT',
  });
});
