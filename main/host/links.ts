const loopback = new Set(['127.0.0.1', '[::1]', 'localhost']);

/**
 * True for what may be handed to the system browser: web pages over TLS, and plain HTTP on this machine (the practice
 * provider). Any other scheme could start a program (Electron security.md §15).
 */
export function isSafeToOpen(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, username, password } = new URL(url);
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && loopback.has(hostname));
}
