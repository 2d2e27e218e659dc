/** What can be wrong with the address of an AEM instance; each has its text. */
export type InstanceProblem = 'form' | 'http' | 'path' | 'twice';

/** Microsoft and Google take http for this computer only. */
export function checkInstance(address: string, others: readonly string[]): InstanceProblem | null {
  if (address.trim() === '') return null;
  const url = URL.parse(address.trim());
  if (!url || !/^https?:\/\/[^/]/i.test(address.trim())) return 'form';
  if (url.protocol === 'http:' && !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname)) return 'http';
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') return 'path';
  return others.filter((other) => origin(other) === url.origin).length > 0 ? 'twice' : null;
}

/** The addresses that can be used, without the slash at the end. */
export function validInstances(addresses: readonly string[]): readonly string[] {
  return addresses
    .filter(
      (address, index) => address.trim() !== '' && checkInstance(address, addresses.slice(0, index)) === null,
    )
    .map((address) => origin(address) ?? '');
}

function origin(address: string): string | undefined {
  return URL.parse(address.trim())?.origin;
}
