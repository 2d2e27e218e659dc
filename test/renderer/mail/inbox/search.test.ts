import { describe, expect, it } from 'vitest';
import { searchOf } from '../../../../renderer/mail/inbox/search.ts';

describe('a search in the mailbox', () => {
  it.each([
    [{ words: '', field: 'text', since: '' }, null],
    [{ words: '  ', field: 'from', since: '' }, null],
    [{ words: ' invoice ', field: 'text', since: '' }, { text: 'invoice' }],
    [{ words: 'ada', field: 'from', since: '' }, { from: 'ada' }],
    [
      { words: 'x', field: 'subject', since: '2026-01-31' },
      { subject: 'x', since: '2026-01-31' },
    ],
    [{ words: '', field: 'text', since: '2026-01-31' }, { since: '2026-01-31' }],
    [{ words: '', field: 'text', since: '2026-1' }, null],
  ] as const)('typed as %j asks for %j', (typed, asked) => {
    expect(searchOf(typed)).toEqual(asked);
  });
});
