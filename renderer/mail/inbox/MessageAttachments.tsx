import { Button } from '@mantine/core';
import { IconDownload, IconPaperclip } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { AttachmentInfo } from '../../../preload/contract/index.ts';
import { useBackend } from '../../backend.tsx';
import { download } from '../../ui/download.ts';
import { FailureCard } from '../../ui/FailureCard.tsx';
import { useFormat } from '../../ui/use-format.tsx';
import { useTexts } from '../../use-texts.ts';
import classes from './Message.module.css';

/** Which message. */
export interface MessagePlace {
  readonly account: string;
  readonly folder: string;
  readonly uid: number;
}

interface MessageAttachmentsProps {
  readonly place: MessagePlace;
  readonly attachments: readonly AttachmentInfo[];
}

/** What came with the message, each to be saved. */
export function MessageAttachments({ place, attachments }: MessageAttachmentsProps) {
  const { t } = useTexts();
  const format = useFormat();
  const { client } = useBackend();
  const save = useMutation({
    mutationFn: (part: string) => client.mail.inbox.attachment({ ...place, part }),
    onSuccess: ({ file, fileName }) => download(file, fileName),
  });
  const shown = attachments.filter(({ inline }) => !inline);
  if (shown.length === 0) return null;
  return (
    <section aria-label={t('inbox:attachments')}>
      <ul className={classes['attachments']}>
        {shown.map(({ part, fileName, type, bytes }) => (
          <li key={part}>
            <IconPaperclip size={15} aria-hidden />
            <span className={classes['fileName']}>{fileName}</span>
            <span className={classes['fileFacts']}>
              {type} · {format.size(bytes)}
            </span>
            <Button
              size="compact-xs"
              variant="default"
              leftSection={<IconDownload size={14} aria-hidden />}
              aria-label={t('inbox:saveNamed', { name: fileName })}
              loading={save.isPending && save.variables === part}
              onClick={() => save.mutate(part)}
            >
              {t('action.save')}
            </Button>
          </li>
        ))}
      </ul>
      {save.isError ? <FailureCard error={save.error} /> : null}
    </section>
  );
}
