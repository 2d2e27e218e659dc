import { useEffect, useMemo, useState } from 'react';
import { formatPage, type Page, parsePage } from './page.ts';

/** On the window, before the page changes: who cancels it keeps the page that is there. Its detail is the new hash. */
export const pageLeaving = 'postkey:page-leaving';

/** Where the window is. Only the event counts, not the address: what is asked before a page is left takes a while. */
export function usePage(): Page {
  const [hash, setHash] = useState(() => window.location.hash);
  useEffect(() => {
    const follow = ({ oldURL }: HashChangeEvent) => {
      const next = window.location.hash;
      const leaving = new CustomEvent<string>(pageLeaving, { cancelable: true, detail: next });
      if (window.dispatchEvent(leaving)) setHash(next);
      else window.history.replaceState(null, '', oldURL);
    };
    setHash(window.location.hash);
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  return useMemo(() => parsePage(hash), [hash]);
}

/** Goes to a page; `replace` leaves no trace in the history, for steps one cannot go back to. */
export function goTo(page: Page, how: 'push' | 'replace' = 'push'): void {
  const hash = formatPage(page);
  if (how === 'replace') window.location.replace(hash);
  else window.location.hash = hash;
}
