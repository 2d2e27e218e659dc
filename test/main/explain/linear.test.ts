import { beforeAll, describe, expect, test } from 'vitest';
import { createExplainer, type Explainer } from '../../../main/explain/explain.ts';
import { catalogue } from '../../../main/explain/signatures/catalogue.ts';

const signatures = catalogue.flatMap((family) => family.signatures);

/** Text made to send a search astray: the beginning of a match over and over, and runs of what repetition eats. */
function baitFor(example: string): readonly string[] {
  const half = example.slice(0, Math.ceil(example.length / 2));
  return [half, `${half} `, `${example.slice(0, -1)}\n`, ' ', '5', 'a', '(', '"', '\\', '5.7.'];
}

/** Milliseconds; the least of three runs, so that a pause of the machine does not count. */
function fastest(work: () => void): number {
  const runs = [1, 2, 3].map(() => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return Math.min(...runs);
}

describe('each pattern', () => {
  test.each(signatures.map((signature) => [signature.id, signature] as const))(
    '%s reads hostile text in linear time',
    (_, { match, example }) => {
      for (const bait of baitFor(example)) {
        const text = bait.repeat(Math.ceil(60_000 / bait.length));
        expect(
          fastest(() => match.test(text)),
          JSON.stringify(bait),
        ).toBeLessThan(100);
      }
    },
  );
});

describe('a text of 5 MB', () => {
  let explain: Explainer;
  beforeAll(async () => {
    explain = await createExplainer('en');
  });

  const needle =
    '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.';
  const line =
    'INFO [worker-4] message 4711 queued in 535 ms, status 250 2.0.0 OK error=0 refused=0 failed=0\n';
  const size = 5 * 1024 * 1024;
  const log = line.repeat(size / line.length / 2);
  const texts: readonly (readonly [string, string, string])[] = [
    ['with one error in its middle', `${log}${needle}\n${log}`, 'smtp-ms-5.7.139-tenant'],
    ['without an error', log + log, 'none'],
    ['on one line', `${'x'.repeat(size / 2)} ${needle} ${'x'.repeat(size / 2)}`, 'smtp-ms-5.7.139-tenant'],
    ['of NUL bytes', '\0'.repeat(size), 'none'],
    ['of blanks', ' '.repeat(size), 'none'],
    ['of Base64', `eyJ${'A'.repeat(size)}`, 'none'],
    ['of opening tags', '<p '.repeat(size / 3), 'none'],
    ['of percent signs', '%25'.repeat(size / 3), 'none'],
    ['of escaped quotes', '\\"'.repeat(size / 2), 'none'],
  ];

  test.each(texts)('%s is explained', (_, text, id) => {
    expect(explain(text).id).toBe(id);
  });
});
