import { beforeAll, describe, expect, test } from 'vitest';
import { createExplainer, type Explainer } from '../../../main/explain/explain.ts';
import { literalsOf } from '../../../main/explain/literals.ts';
import { catalogue } from '../../../main/explain/signatures/catalogue.ts';

const signatures = catalogue.flatMap((family) => family.signatures);

let explain: Explainer;
beforeAll(async () => {
  explain = await createExplainer('en');
});

describe('each signature', () => {
  test.each(signatures.map((signature) => [signature.id, signature] as const))(
    '%s is the first answer to its own example',
    (id, { example }) => {
      expect(explain(example).id).toBe(id);
    },
  );

  test('has an id of its own', () => {
    expect(new Set(signatures.map(({ id }) => id)).size).toBe(signatures.length);
  });

  test.each(signatures.map(({ id, match }) => [id, match.source] as const))(
    '%s can be looked for by literals',
    (_, source) => {
      const literals = literalsOf(source);
      expect(literals.length).toBeGreaterThan(0);
      expect(Math.min(...literals.map((literal) => literal.length))).toBeGreaterThanOrEqual(3);
    },
  );

  test.each(signatures.map((signature) => [signature.id, signature] as const))(
    '%s says where its facts come from and when they were looked up',
    (_, { source, date, link }) => {
      expect(source).not.toBe('');
      expect(date).toMatch(/^\d{4}-\d\d-\d\d$/);
      if (link !== null) expect(link).toMatch(/^https:\/\//);
    },
  );
});
