import { useEffect, useRef, useState } from 'react';

/** Whether somebody wants to leave the page, and the answers to that. */
export interface Leaving {
  readonly asked: boolean;
  leave(): void;
  stay(): void;
}

/**
 * Holds a change of the page back while there is something to ask first. Wherever the way leads, a link, the language
 * of the editor or the browser's back button, it is the hash that changes.
 *
 * @param mustAsk resolves to false where nothing would be lost: then the way goes on
 */
export function useLeaving(mustAsk: () => Promise<boolean>): Leaving {
  const [held, setHeld] = useState<string | null>(null);
  const open = useRef(false);
  const latest = useRef(mustAsk);
  latest.current = mustAsk;

  useEffect(() => {
    const hold = (event: HashChangeEvent) => {
      if (open.current) return;
      const { hash } = window.location;
      // Nobody else hears of it: the page stays as it is until the answer is there.
      event.stopImmediatePropagation();
      window.history.replaceState(null, '', event.oldURL);
      void latest.current().then((ask) => {
        if (ask) setHeld(hash);
        else follow(hash);
      });
    };
    const follow = (hash: string) => {
      open.current = true;
      window.location.replace(hash);
    };
    window.addEventListener('hashchange', hold, { capture: true });
    return () => window.removeEventListener('hashchange', hold, { capture: true });
  }, []);

  return {
    asked: held !== null,
    leave() {
      open.current = true;
      if (held !== null) window.location.replace(held);
    },
    stay: () => setHeld(null),
  };
}
