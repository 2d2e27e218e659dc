import { describe, expect, test } from 'vitest';
import { explained } from '../../../main/explain/explained.ts';
import { Failure } from '../../../main/explain/failure.ts';
import type { Diagnosis } from '../../../preload/contract/index.ts';

const failure = new Failure('TOKEN_FAILED', { where: 'token', evidence: 'seen' });
const say = ({ facts }: Failure) => ({ title: facts.evidence }) as Diagnosis;

describe('what a service says', () => {
  test.each([
    ['a row', { id: 'a', failure }, { id: 'a', diagnosis: { title: 'seen' } }],
    ['rows', [{ failure }, { failure: null }], [{ diagnosis: { title: 'seen' } }, { diagnosis: null }]],
    [
      'steps within',
      { steps: [{ ok: false, failure }] },
      { steps: [{ ok: false, diagnosis: { title: 'seen' } }] },
    ],
    ['nothing that failed', { ok: true, at: null, list: ['a', 1] }, { ok: true, at: null, list: ['a', 1] }],
    ['plain values', 'text', 'text'],
    ['nothing', undefined, undefined],
  ])('has its failures put into words: %s', (_, value, said) => {
    expect(explained<unknown>(value, say)).toEqual(said);
  });
});
