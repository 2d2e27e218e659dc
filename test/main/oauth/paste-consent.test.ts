import { expect, test } from 'vitest';
import { readPastedAnswer } from '../../../main/oauth/paste-consent.ts';

test.each([
  ['the whole address', 'http://localhost:8080/?code=c%2B1&state=s'],
  [
    'the address of the native client',
    'https://login.microsoftonline.com/common/oauth2/nativeclient?code=c%2B1&state=s#',
  ],
  ['an address in brackets', '<http://localhost/?code=c%2B1&state=s>'],
  ['an address in smart quotes', '“http://localhost/?code=c%2B1&state=s”'],
  ['an address that mail has broken into lines', 'http://localhost/?code=c%2B\r\n1&sta\nte=s\n'],
  ['an address out of HTML', 'http://localhost/?code=c%2B1&amp;state=s'],
  ['parameters after the hash', 'http://localhost/#code=c%2B1&state=s'],
  ['the parameters alone', 'code=c%2B1&state=s'],
])('%s is understood', (_, pasted) => {
  const answer = readPastedAnswer(pasted);
  expect([answer?.get('code'), answer?.get('state')]).toEqual(['c+1', 's']);
});

test.each([
  ['an address without an answer', 'https://x.test/path'],
  ['words', 'it did not work'],
  ['nothing', ' '],
])('%s is no answer', (_, pasted) => {
  expect(readPastedAnswer(pasted)).toBeNull();
});
