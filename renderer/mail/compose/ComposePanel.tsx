import { Button, Switch, Textarea, TextInput } from '@mantine/core';
import { IconPlayerStop, IconSend } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useBackend } from '../../backend.tsx';
import { FailureCard } from '../../ui/FailureCard.tsx';
import { Surface } from '../../ui/Surface.tsx';
import { useTexts } from '../../use-texts.ts';
import { Attachments } from './Attachments.tsx';
import classes from './Compose.module.css';
import { type Draft, type DraftProblem, estimatedBytes, messageOf, problemsOf } from './draft.ts';
import { SendResult } from './SendResult.tsx';
import { SizeMeter } from './SizeMeter.tsx';
import { TemplatePicker } from './TemplatePicker.tsx';

interface ComposePanelProps {
  readonly account: string;
  readonly address: string;
}

/** Writes a message and sends it with the account's token. */
export function ComposePanel({ account, address }: ComposePanelProps) {
  const { t } = useTexts();
  const { client, queries } = useBackend();
  const [draft, setDraft] = useState<Draft>(() => freshDraft(address, t('mail:compose.firstSubject')));
  const [withHtml, setWithHtml] = useState(false);
  const [shown, setShown] = useState(false);
  const limit = useQuery(
    queries.mail.sizeLimit.queryOptions({ input: { account }, staleTime: Number.POSITIVE_INFINITY }),
  );
  const sending = useRef<AbortController | null>(null);
  const send = useMutation({
    mutationFn: () => {
      sending.current = new AbortController();
      const { signal } = sending.current;
      return client.mail.send({ account, ...messageOf(current) }, { signal });
    },
  });
  useEffect(() => () => sending.current?.abort(), []);

  const current = withHtml ? draft : { ...draft, html: '' };
  const serverLimit = limit.data?.bytes ?? null;
  const problems = problemsOf(current, serverLimit);
  const error = (...kinds: readonly DraftProblem[]) => {
    const kind = kinds.find((name) => problems.has(name));
    return kind === undefined || !shown ? undefined : t(`mail:compose.problem.${kind}`);
  };
  const change = (part: Partial<Draft>) => setDraft((last) => ({ ...last, ...part }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setShown(true);
    if (problems.size === 0 && !send.isPending) send.mutate();
  };
  const cancelled = send.isError && sending.current?.signal.aborted === true;
  const many = Math.min(current.attachments.length, 2) as 0 | 1 | 2;
  return (
    <form className={classes['columns']} onSubmit={submit} aria-label={t('mail:compose.title')} noValidate>
      <Surface>
        <div className={classes['fields']}>
          <TextInput
            label={t('mail:compose.to')}
            description={t('mail:compose.manyHelp')}
            autoComplete="off"
            spellCheck={false}
            required
            value={draft.to}
            error={error('toMissing', 'to')}
            onChange={(event) => change({ to: event.currentTarget.value })}
          />
          <div className={classes['pair']}>
            <TextInput
              label={t('mail:compose.cc')}
              autoComplete="off"
              spellCheck={false}
              value={draft.cc}
              error={error('cc')}
              onChange={(event) => change({ cc: event.currentTarget.value })}
            />
            <TextInput
              label={t('mail:compose.replyTo')}
              autoComplete="off"
              spellCheck={false}
              value={draft.replyTo}
              error={error('replyTo')}
              onChange={(event) => change({ replyTo: event.currentTarget.value })}
            />
          </div>
          <TemplatePicker
            onFill={(part) => {
              change(part);
              setWithHtml(part.html !== '');
            }}
          />
          <TextInput
            label={t('mail:compose.subject')}
            value={draft.subject}
            error={error('subject')}
            onChange={(event) => change({ subject: event.currentTarget.value })}
          />
          <Textarea
            label={t('mail:compose.text')}
            rows={6}
            value={draft.text}
            onChange={(event) => change({ text: event.currentTarget.value })}
          />
          <Switch
            label={t('mail:compose.withHtml')}
            checked={withHtml}
            onChange={(event) => setWithHtml(event.currentTarget.checked)}
          />
          {withHtml ? (
            <Textarea
              label={t('mail:compose.html')}
              description={t('mail:compose.htmlHelp')}
              rows={6}
              spellCheck={false}
              classNames={{ input: classes['code'] ?? '' }}
              value={draft.html}
              onChange={(event) => change({ html: event.currentTarget.value })}
            />
          ) : null}
        </div>
      </Surface>
      <div className={classes['side']}>
        <Surface title={t('mail:compose.attachments')}>
          <Attachments
            attachments={draft.attachments}
            problem={
              (['fileName', 'sameName', 'tooMany'] as const).find((kind) => problems.has(kind)) ?? null
            }
            onChange={(attachments) => change({ attachments })}
          />
          <SizeMeter
            bytes={estimatedBytes(current)}
            limit={serverLimit}
            known={limit.isSuccess}
            tooLarge={problems.has('tooLarge')}
          />
        </Surface>
        <div className={classes['send']}>
          <Button
            size="sm"
            type="submit"
            leftSection={<IconSend size={16} aria-hidden />}
            loading={send.isPending}
            disabled={problems.has('tooLarge')}
          >
            {t(`mail:compose.send.${(['none', 'one', 'many'] as const)[many]}`)}
          </Button>
          {send.isPending ? (
            <Button
              size="sm"
              variant="default"
              leftSection={<IconPlayerStop size={16} aria-hidden />}
              onClick={() => sending.current?.abort()}
            >
              {t('mail:compose.stop')}
            </Button>
          ) : null}
        </div>
        {cancelled ? (
          <p className={classes['note']} role="status">
            {t('mail:compose.stopped')}
          </p>
        ) : null}
        {send.isError && !cancelled ? <FailureCard error={send.error} /> : null}
        {send.data === undefined || send.isPending ? null : (
          <SendResult account={account} result={send.data} />
        )}
      </div>
    </form>
  );
}

/** To oneself, so that a first try reaches nobody else. */
function freshDraft(address: string, subject: string): Draft {
  return { to: address, cc: '', replyTo: '', subject, text: '', html: '', attachments: [] };
}
