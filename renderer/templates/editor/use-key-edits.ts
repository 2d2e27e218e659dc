import { useCallback, useRef, useState } from 'react';
import { useBackend } from '../../backend.tsx';
import type { TemplateDocument } from '../source/template-document.ts';

export type KeyChange =
  | { readonly kind: 'set'; readonly key: string; readonly value: string }
  | { readonly kind: 'remove'; readonly key: string };

export interface KeyEdits {
  change(change: KeyChange): Promise<void>;
  /** Resolves when all changes so far are in the file. */
  done(): Promise<void>;
  /** Tells of a field that holds its changes back while somebody types. @returns what ends that */
  hold(send: () => void): () => void;
  readonly error: unknown;
}

/** Changes of the form, one after the other, as edits of the file. What they mean for the file the app knows. */
export function useKeyEdits(document: TemplateDocument): KeyEdits {
  const { client } = useBackend();
  const last = useRef<Promise<void>>(Promise.resolve());
  const held = useRef(new Set<() => void>());
  const [error, setError] = useState<unknown>(null);

  const change = useCallback(
    (wanted: KeyChange) => {
      const apply = async () => {
        for (;;) {
          const text = document.text();
          const { edits } = await client.templates.edit({ text, change: wanted });
          if (document.text() !== text) continue;
          document.edit(edits);
          return setError(null);
        }
      };
      last.current = last.current.then(apply).catch(setError);
      return last.current;
    },
    [client, document],
  );
  const done = useCallback(() => {
    for (const send of held.current) send();
    return last.current;
  }, []);
  const hold = useCallback((send: () => void) => {
    held.current.add(send);
    return () => {
      held.current.delete(send);
    };
  }, []);
  return { change, done, hold, error };
}
