import { useCallback, useEffect, useRef, useState } from 'react';
import { pageLeaving } from '../use-page.ts';

/** Whether somebody wants to leave the page, and the answers to that. */
export interface Leaving {
  readonly asked: boolean;
  leave(): void;
  stay(): void;
}

/**
 * Holds a change of the page back while there is something to ask first, wherever the way leads: a link, another
 * language of the editor or the browser's back button.
 *
 * @param mustAsk resolves to false where nothing would be lost: then the way goes on
 */
export function useLeaving(mustAsk: () => Promise<boolean>): Leaving {
  const [held, setHeld] = useState<string | null>(null);
  const open = useRef(false);
  const latest = useRef(mustAsk);
  latest.current = mustAsk;

  const go = useCallback((hash: string) => {
    open.current = true;
    window.location.replace(hash);
  }, []);
  useEffect(() => {
    const hold = (event: Event) => {
      if (open.current || !(event instanceof CustomEvent)) return;
      event.preventDefault();
      const hash = String(event.detail);
      void latest.current().then((ask) => (ask ? setHeld(hash) : go(hash)));
    };
    window.addEventListener(pageLeaving, hold);
    return () => window.removeEventListener(pageLeaving, hold);
  }, [go]);

  return {
    asked: held !== null,
    leave() {
      if (held !== null) go(held);
    },
    stay: () => setHeld(null),
  };
}
