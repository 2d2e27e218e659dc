import { IconCornerUpLeft, IconPaperclip, IconStarFilled } from '@tabler/icons-react';
import type { MessageSummary } from '../../../preload/contract/index.ts';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { useFormat } from '../../ui/use-format.tsx';
import { useTexts } from '../../use-texts.ts';
import { correspondent } from './correspondent.ts';
import classes from './Inbox.module.css';

interface MessageListProps {
  readonly messages: readonly MessageSummary[];
  readonly chosen: number | null;
  onChoose(uid: number): void;
}

/** Newest first. */
export function MessageList({ messages, chosen, onChoose }: MessageListProps) {
  const { t } = useTexts();
  return (
    <ul className={classes['list']} aria-label={t('inbox:messages')}>
      {messages.map((message) => (
        <li key={message.uid}>
          <button
            type="button"
            className={classes['row']}
            data-seen={message.seen}
            aria-current={message.uid === chosen ? 'true' : undefined}
            onClick={() => onChoose(message.uid)}
          >
            <MessageRow message={message} />
          </button>
        </li>
      ))}
    </ul>
  );
}

function MessageRow({ message }: { message: MessageSummary }) {
  const { t } = useTexts();
  const format = useFormat();
  return (
    <>
      <span className={classes['from']}>
        {format.list(message.from.map(correspondent)) || t('inbox:nobody')}
      </span>
      <span className={classes['at']}>{message.at === null ? null : <RelativeTime at={message.at} />}</span>
      <span className={classes['subject']}>{message.subject || t('inbox:noSubject')}</span>
      <span className={classes['marks']}>
        {message.answered ? <IconCornerUpLeft size={13} role="img" aria-label={t('inbox:answered')} /> : null}
        {message.flagged ? <IconStarFilled size={13} role="img" aria-label={t('inbox:flagged')} /> : null}
        {message.attachments > 0 ? (
          <IconPaperclip size={13} role="img" aria-label={t('inbox:hasAttachments')} />
        ) : null}
        {format.size(message.bytes)}
      </span>
    </>
  );
}
