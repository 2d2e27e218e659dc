import { isIP } from 'node:net';

/** Whether a host is this machine by its very name or number; only there may a token travel without TLS. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[(.*)\]$|\.$/, '$1');
  if (name === 'localhost' || name.endsWith('.localhost')) return true;
  const family = isIP(name);
  return family === 4
    ? name.startsWith('127.')
    : family === 6 && (name === '::1' || name.startsWith('::ffff:127.'));
}
