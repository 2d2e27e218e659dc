import { Button, SegmentedControl } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { MailMessage } from '../../../preload/contract/index.ts';
import { useBackend } from '../../backend.tsx';
import { download } from '../../ui/download.ts';
import { FailureCard } from '../../ui/FailureCard.tsx';
import { useFormat } from '../../ui/use-format.tsx';
import { useTexts } from '../../use-texts.ts';
import { fullCorrespondent } from './correspondent.ts';
import { HeadersView } from './HeadersView.tsx';
import classes from './Message.module.css';
import { MessageAttachments } from './MessageAttachments.tsx';
import { MessageBody } from './MessageBody.tsx';
import { SourceView } from './SourceView.tsx';

interface MessageViewProps {
  readonly account: string;
  readonly folder: string;
  readonly uid: number;
}

const views = ['message', 'text', 'headers', 'source'] as const;
type View = (typeof views)[number];

/** One message: what it says, where it comes from, and how it lies on the server. */
export function MessageView({ account, folder, uid }: MessageViewProps) {
  const { t } = useTexts();
  const { client, queries } = useBackend();
  const [view, setView] = useState<View>('message');
  const [allowRemote, setAllowRemote] = useState(false);
  const place = { account, folder, uid };
  const message = useQuery(
    queries.mail.inbox.message.queryOptions({
      input: { ...place, allowRemote },
      staleTime: Number.POSITIVE_INFINITY,
      placeholderData: keepPreviousData,
    }),
  );
  const save = useMutation({
    mutationFn: () => client.mail.inbox.source(place),
    onSuccess: ({ file, fileName }) => download(file, fileName),
  });
  const bothForms = message.data !== undefined && message.data.html !== null && message.data.text !== null;
  const offered = views.filter((name) => name !== 'text' || bothForms);
  if (message.isError) return <FailureCard error={message.error} />;
  if (!message.data) {
    return (
      <p className={classes['note']} role="status">
        {t('loading')}
      </p>
    );
  }
  return (
    <article className={classes['message']} aria-label={t('inbox:message')}>
      <Head message={message.data} />
      <div className={classes['actions']}>
        <SegmentedControl
          size="xs"
          aria-label={t('inbox:view.label')}
          data={offered.map((value) => ({ value, label: t(`inbox:view.${value}`) }))}
          value={view}
          onChange={(value) => setView(views.find((name) => name === value) ?? 'message')}
        />
        <Button
          variant="default"
          leftSection={<IconDownload size={15} aria-hidden />}
          loading={save.isPending}
          onClick={() => save.mutate()}
        >
          {t('inbox:saveSource')}
        </Button>
      </div>
      {save.isError ? <FailureCard error={save.error} /> : null}
      {view === 'message' || view === 'text' ? (
        <>
          <MessageBody
            message={message.data}
            asText={view === 'text'}
            loading={message.isFetching}
            remoteAllowed={allowRemote}
            onAllowRemote={() => setAllowRemote(true)}
          />
          <MessageAttachments place={place} attachments={message.data.attachmentList} />
        </>
      ) : null}
      {view === 'headers' ? <HeadersView message={message.data} /> : null}
      {view === 'source' ? <SourceView place={place} /> : null}
    </article>
  );
}

function Head({ message }: { message: MailMessage }) {
  const { t } = useTexts();
  const format = useFormat();
  const people = [
    ['from', message.from],
    ['to', message.to],
    ['cc', message.cc],
    ['replyTo', message.replyTo],
  ] as const;
  return (
    <header>
      <h2 className={classes['subject']}>{message.subject || t('inbox:noSubject')}</h2>
      <dl className={classes['people']}>
        {people.map(([role, list]) =>
          list.length === 0 ? null : (
            <div key={role}>
              <dt>{t(`inbox:person.${role}`)}</dt>
              <dd>{format.list(list.map(fullCorrespondent))}</dd>
            </div>
          ),
        )}
        <div>
          <dt>{t('inbox:received')}</dt>
          <dd>
            {message.at === null ? t('inbox:noDate') : format.exact(message.at)}
            {` · ${format.size(message.bytes)}`}
          </dd>
        </div>
      </dl>
    </header>
  );
}
