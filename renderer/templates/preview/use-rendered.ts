import { useEffect, useState } from 'react';
import type { TemplateSetId } from '../../../preload/contract/index.ts';
import { useBackend } from '../../backend.tsx';

export interface RenderedMail {
  readonly subject: string;
  readonly body: string;
  readonly html: boolean;
  readonly unresolved: readonly string[];
}

/** The mail as its recipient sees it; the last one stays until the next is there. */
export function useRendered(
  set: TemplateSetId,
  text: string,
  values: Readonly<Record<string, string>>,
): { readonly mail: RenderedMail | null; readonly error: unknown } {
  const { client } = useBackend();
  const [mail, setMail] = useState<RenderedMail | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    const asking = new AbortController();
    client.templates
      .render({ text, set, values: { ...values } }, { signal: asking.signal })
      .then((rendered) => {
        if (asking.signal.aborted) return;
        setMail(rendered);
        setError(null);
      })
      .catch((reason: unknown) => {
        if (!asking.signal.aborted) setError(reason);
      });
    return () => asking.abort();
  }, [client, set, text, values]);
  return { mail, error };
}
