/** Whether the app would take it: an HTTP proxy or a SOCKS5 one, with a host. */
export function isProxyAddress(text: string): boolean {
  if (!/^(http|socks5h?):\/\/[^/\s]/.test(text) || !URL.canParse(text)) return false;
  return new URL(text).hostname !== '';
}
