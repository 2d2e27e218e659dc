/** What is wrong with the address one landed on; each has its text. */
export type PastedProblem = 'form' | 'request' | 'nothing' | 'elsewhere';

/**
 * Looks at the address a browser showed after signing in. An answer with `error=` is one, too: what it means is said by
 * whoever takes it.
 *
 * @param redirectUri where the answer was asked to go
 */
export function checkPasted(pasted: string, redirectUri: string): PastedProblem | null {
  const text = pasted.trim();
  const url = URL.parse(text);
  const wanted = URL.parse(redirectUri);
  if (!url || !wanted) return 'form';
  const parameters = new URLSearchParams(`${url.search.slice(1)}&${url.hash.slice(1)}`);
  if (parameters.has('client_id') && !parameters.has('code')) return 'request';
  if (!parameters.has('code') && !parameters.has('error')) return 'nothing';
  const path = (address: URL) => address.pathname.replace(/\/+$/, '');
  return url.hostname === wanted.hostname && path(url) === path(wanted) ? null : 'elsewhere';
}
