import { describe, expect, it } from 'vitest';
import inbox from '../../../../preload/texts/en/inbox.json';
import { explainedHeader, explainedHeaders } from '../../../../renderer/mail/inbox/headers.ts';

describe('a header field', () => {
  it.each([
    ['Received', 'received'],
    ['DKIM-SIGNATURE', 'dkim-signature'],
    ['X-Own', null],
    ['__proto__', null],
  ])('%s is explained as %s', (name, known) => {
    expect(explainedHeader(name)).toBe(known);
  });

  it('has a text for each that is explained, and no other', () => {
    expect(Object.keys(inbox.header).sort()).toEqual([...explainedHeaders].sort());
  });
});
