import { expect, test } from 'vitest';
import { isLoopback } from '../../main/loopback.ts';

test.each([
  ['localhost', true],
  ['Localhost.', true],
  ['mail.localhost', true],
  ['127.0.0.1', true],
  ['127.9.9.9', true],
  ['::1', true],
  ['[::1]', true],
  ['::ffff:127.0.0.1', true],
  ['localhost.example.com', false],
  ['127.0.0.1.example.com', false],
  ['127.example.com', false],
  ['10.0.0.1', false],
  ['::2', false],
  ['', false],
])('%j is this machine: %s', (host, own) => {
  expect(isLoopback(host)).toBe(own);
});
