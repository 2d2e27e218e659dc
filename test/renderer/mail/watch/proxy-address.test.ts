import { describe, expect, it } from 'vitest';
import { isProxyAddress } from '../../../../renderer/mail/watch/proxy-address.ts';

describe('the address of a proxy', () => {
  it.each([
    ['http://proxy.example.com:8080', true],
    ['socks5://127.0.0.1:1080', true],
    ['socks5h://[::1]:1080', true],
    ['http://user:word@proxy.example.com:8080', true],
    ['https://proxy.example.com', false],
    ['socks4://proxy.example.com', false],
    ['proxy.example.com:8080', false],
    ['http://', false],
    ['http:///path', false],
    ['socks5:// :1080', false],
  ])('%s: %s', (text, usable) => {
    expect(isProxyAddress(text)).toBe(usable);
  });
});
