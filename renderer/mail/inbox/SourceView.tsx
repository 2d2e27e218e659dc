import { useQuery } from '@tanstack/react-query';
import { useBackend } from '../../backend.tsx';
import { FailureCard } from '../../ui/FailureCard.tsx';
import { useFormat } from '../../ui/use-format.tsx';
import { useTexts } from '../../use-texts.ts';
import classes from './Message.module.css';
import type { MessagePlace } from './MessageAttachments.tsx';

/** More than a person reads; saving gives all of it. */
const SHOWN_BYTES = 256 * 1024;

/** The message as it lies on the server. */
export function SourceView({ place }: { readonly place: MessagePlace }) {
  const { t } = useTexts();
  const format = useFormat();
  const { client, queries } = useBackend();
  const source = useQuery({
    queryKey: [...queries.mail.inbox.source.key({ input: place }), 'text'],
    queryFn: async ({ signal }) => {
      const { file, bytes } = await client.mail.inbox.source(place, { signal });
      const start = await file.slice(0, SHOWN_BYTES).arrayBuffer();
      return { text: new TextDecoder().decode(start), cut: file.size > SHOWN_BYTES, bytes };
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (source.isError) return <FailureCard error={source.error} />;
  if (!source.data) {
    return (
      <p className={classes['note']} role="status">
        {t('loading')}
      </p>
    );
  }
  return (
    <>
      {source.data.cut ? (
        <p className={classes['note']}>
          {t('inbox:sourceCut', { shown: format.size(SHOWN_BYTES), size: format.size(source.data.bytes) })}
        </p>
      ) : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={classes['source']} tabIndex={0} aria-label={t('inbox:view.source')}>
        {source.data.text}
      </section>
    </>
  );
}
