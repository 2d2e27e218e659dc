import type { Address } from './draft.ts';

const PARTS = /^([a-z][a-z0-9+.-]{0,20}:\/{1,3})?([^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#([\s\S]*))?$/i;

/** Takes an address apart by its signs only, since a wrong one must not be put right on the way. */
export function readAddress(text: string): { address: Address; query: string; fragment: string } {
  const [, scheme = '', host = '', path = '', query = '', fragment = ''] = PARTS.exec(text) ?? [];
  return { address: { scheme, host: host.slice(host.lastIndexOf('@') + 1), path }, query, fragment };
}

export function writeAddress({ scheme, host, path }: Address): string {
  return `${scheme}${host}${path}`;
}

/** Whether a host is this computer, with or without a port. */
export function isLoopback(host: string): boolean {
  return /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i.test(host);
}
