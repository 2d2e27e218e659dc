import { describe, expect, test } from 'vitest';
import { environmentProxy, proxyFor } from '../../../main/proxy/environment.ts';

const HTTPS_PROXY = 'http://proxy.test:3128';
const url = 'https://login.contoso.test/token';
const proxy = { kind: 'http', host: 'proxy.test', port: 3128 };

describe('a proxy in the environment', () => {
  test.each([
    [{ HTTPS_PROXY }, proxy],
    [{ https_proxy: HTTPS_PROXY, HTTPS_PROXY: 'http://other.test:1' }, proxy],
    [{ ALL_PROXY: 'socks5h://proxy.test' }, { kind: 'socks5', host: 'proxy.test', port: 1080 }],
    [{ HTTPS_PROXY: 'proxy.test:3128' }, proxy],
    [{ HTTPS_PROXY: 'http://[::1]:3128' }, { ...proxy, host: '::1' }],
    [
      { HTTPS_PROXY: 'http://ann:p%40ss@proxy.test:3128' },
      { ...proxy, login: { user: 'ann', password: 'p@ss' } },
    ],
    [{ HTTPS_PROXY: '' }, undefined],
    [{ HTTP_PROXY: HTTPS_PROXY }, undefined],
    [{}, undefined],
  ])('%j leads https to %j', (environment, expected) => {
    expect(proxyFor(url, environment)).toEqual(expected);
  });

  test.each(['https://proxy.test', 'ftp://proxy.test', 'http://', 'not an address'])(
    'that cannot be used is told apart from none: %s',
    (address) => {
      expect(environmentProxy({ HTTPS_PROXY: address })).toEqual({ name: 'HTTPS_PROXY', proxy: null });
      expect(proxyFor(url, { HTTPS_PROXY: address })).toBeUndefined();
    },
  );

  test.each([
    ['contoso.test', url, false],
    ['.contoso.test', url, false],
    ['*.contoso.test', url, false],
    ['LOGIN.contoso.test', url, false],
    ['a.test, contoso.test', url, false],
    ['contoso.test:443', url, false],
    ['*', url, false],
    ['contoso.test:8443', url, true],
    ['toso.test', url, true],
    ['', url, true],
    ['', 'https://localhost/token', false],
    ['', 'https://idp.localhost/token', false],
    ['', 'https://127.1.2.3/token', false],
    ['', 'https://[::1]/token', false],
    ['', 'https://127.example/token', true],
  ])('under NO_PROXY=%s for %s is used: %s', (NO_PROXY, address, used) => {
    expect(proxyFor(address, { HTTPS_PROXY, NO_PROXY }) !== undefined).toBe(used);
  });
});
