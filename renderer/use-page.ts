import { useMemo, useSyncExternalStore } from 'react';
import { formatPage, type Page, parsePage } from './page.ts';

export function usePage(): Page {
  const hash = useSyncExternalStore(onHashChange, () => window.location.hash);
  return useMemo(() => parsePage(hash), [hash]);
}

/** Goes to a page; `replace` leaves no trace in the history, for steps one cannot go back to. */
export function goTo(page: Page, how: 'push' | 'replace' = 'push'): void {
  const hash = formatPage(page);
  if (how === 'replace') window.location.replace(hash);
  else window.location.hash = hash;
}

function onHashChange(changed: () => void): () => void {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
}
