/**
 * Where the providers' servers are, by the origin they are known under: empty but in tests, which put stand-ins in their
 * place.
 */
export type Authorities = Readonly<Record<string, string>>;

/** The address with its origin replaced where another authority stands in for it. */
export function relocate(authorities: Authorities, address: string): string {
  const origin = /^[a-z]+:\/\/[^/?#]+/.exec(address)?.[0] ?? '';
  const instead = authorities[origin];
  return instead === undefined ? address : `${instead}${address.slice(origin.length)}`;
}
