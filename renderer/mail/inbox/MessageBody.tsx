import { Button } from '@mantine/core';
import type { MailMessage } from '../../../preload/contract/index.ts';
import { pageNonce } from '../../nonce.ts';
import { useTexts } from '../../use-texts.ts';
import classes from './Message.module.css';

interface MessageBodyProps {
  readonly message: MailMessage;
  /** Its text, though there is HTML. */
  readonly asText: boolean;
  readonly loading: boolean;
  /** Whether pictures were asked for. */
  readonly remoteAllowed: boolean;
  onAllowRemote(): void;
}

/** What the message says: its HTML where nothing can run or load, or its text. */
export function MessageBody(props: MessageBodyProps) {
  const { message, asText, loading, remoteAllowed, onAllowRemote } = props;
  const { t } = useTexts();
  const missing = remoteAllowed && !loading;
  const html = asText ? null : message.html;
  return (
    <div className={classes['body']}>
      {html !== null && message.remoteContent !== 'none' ? (
        <div className={classes['remote']}>
          <p role="status">
            {message.remoteContent === 'loaded'
              ? t('inbox:remote.loaded')
              : t(missing ? 'inbox:remote.missing' : 'inbox:remote.blocked')}
          </p>
          {message.remoteContent === 'blocked' && !missing ? (
            <Button size="compact-xs" variant="default" loading={loading} onClick={onAllowRemote}>
              {t('inbox:remote.load')}
            </Button>
          ) : null}
        </div>
      ) : null}
      {html !== null ? (
        <iframe
          className={classes['frame']}
          title={t('inbox:body')}
          sandbox=""
          referrerPolicy="no-referrer"
          srcDoc={html.replaceAll('__NONCE__', pageNonce())}
        />
      ) : message.text !== null ? (
        <PlainText text={message.text} name={t('inbox:body')} />
      ) : (
        <p className={classes['note']}>{t('inbox:noBody')}</p>
      )}
      {message.truncated ? <p className={classes['note']}>{t('inbox:truncated')}</p> : null}
    </div>
  );
}

function PlainText({ text, name }: { text: string; name: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={classes['text']} tabIndex={0} aria-label={name}>
      {text}
    </section>
  );
}
