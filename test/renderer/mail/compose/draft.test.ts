import { describe, expect, it } from 'vitest';
import {
  addressesOf,
  type Draft,
  estimatedBytes,
  limits,
  messageOf,
  problemsOf,
} from '../../../../renderer/mail/compose/draft.ts';

const draft = (change: Partial<Draft> = {}): Draft => ({
  to: 'a@example.com',
  cc: '',
  replyTo: '',
  subject: 'Hello',
  text: 'Hello',
  html: '',
  attachments: [],
  ...change,
});
const file = (fileName: string, bytes = 3, key = 1) => ({
  key,
  fileName,
  file: new File([new Uint8Array(bytes)], fileName),
});
/** A file of any size that takes no memory. */
const claims = (bytes: number) => ({
  key: 1,
  fileName: 'big',
  file: Object.defineProperty(new File([], 'big'), 'size', { value: bytes }),
});

describe('addresses as they are typed', () => {
  it.each([
    ['', []],
    ['a@example.com', ['a@example.com']],
    [' a@example.com, b@example.com ;c@example.com,', ['a@example.com', 'b@example.com', 'c@example.com']],
    ['Ada <a@example.com>, b@example.com', ['a@example.com', 'b@example.com']],
    ['a@example.com\nb@example.com', ['a@example.com', 'b@example.com']],
  ])('%j are %j', (text, addresses) => {
    expect(addressesOf(text)).toEqual(addresses);
  });
});

describe('a message as it is typed', () => {
  it.each([
    ['nobody to send to', draft({ to: ' ' }), 'toMissing'],
    ['a word for an address', draft({ to: 'a@example.com, ada' }), 'to'],
    ['a broken copy', draft({ cc: '@example.com' }), 'cc'],
    ['two addresses to answer to', draft({ replyTo: 'a@example.com, b@example.com' }), 'replyTo'],
    ['a line break in the subject', draft({ subject: 'Hello\r\nBcc: x@example.com' }), 'subject'],
    ['a file without a name', draft({ attachments: [file(' ')] }), 'fileName'],
    ['two files of one name', draft({ attachments: [file('a'), file('a ', 3, 2)] }), 'sameName'],
    ['files beyond what Postkey takes', draft({ attachments: [claims(limits.attached + 1)] }), 'tooLarge'],
  ] as const)('is refused with %s', (_, typed, problem) => {
    expect([...problemsOf(typed, null)]).toEqual([problem]);
  });

  it('is too large where Base64 takes it beyond the limit of the server, though the file itself fits', () => {
    const typed = draft({ attachments: [claims(900_000)] });
    expect([...problemsOf(typed, 1_000_000)]).toEqual(['tooLarge']);
    expect([...problemsOf(typed, 1_300_000)]).toEqual([]);
  });

  it('is estimated a little above the size of its parts in Base64', () => {
    const exact = Math.ceil(1_000_000 / 57) * 78;
    const estimate = estimatedBytes(draft({ attachments: [claims(1_000_000)] }));
    expect(estimate).toBeGreaterThan(exact);
    expect(estimate).toBeLessThan(exact * 1.02);
  });

  it('leaves out what was not typed', () => {
    expect(messageOf(draft())).toEqual({
      to: ['a@example.com'],
      cc: [],
      subject: 'Hello',
      text: 'Hello',
      attachments: [],
    });
  });

  it('has HTML alone where no text was typed, and files under the names given to them', () => {
    const message = messageOf(draft({ text: '', html: '<p>Hi</p>', attachments: [file(' map key ')] }));
    expect(message).toMatchObject({ html: '<p>Hi</p>', attachments: [{ fileName: 'map key' }] });
    expect(message).not.toHaveProperty('text');
  });
});
