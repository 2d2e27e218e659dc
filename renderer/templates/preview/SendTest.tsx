import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useAccounts } from '../../accounts/use-accounts.ts';
import { useBackend } from '../../backend.tsx';
import { AccountSelect } from '../../ui/AccountSelect.tsx';
import { FailureCard } from '../../ui/FailureCard.tsx';
import { NoAccount } from '../../ui/NoAccount.tsx';
import { useTexts } from '../../use-texts.ts';
import classes from './SendTest.module.css';
import type { RenderedMail } from './use-rendered.ts';

interface SendTestProps {
  readonly mail: RenderedMail;
  onClose(): void;
}

/** Sends what the preview shows, with its sample values. */
export function SendTest({ mail, onClose }: SendTestProps) {
  const { t } = useTexts();
  const { queries } = useBackend();
  const accounts = useAccounts();
  const known = accounts.data ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const account = known.find(({ id }) => id === chosen) ?? known[0];
  const [typed, setTyped] = useState<string | null>(null);
  const to = typed ?? account?.address ?? '';
  const send = useMutation(queries.mail.send.mutationOptions());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!account) return;
    const subject = mail.subject.replaceAll(/\p{Cc}+/gu, ' ').slice(0, 900);
    const body = mail.html ? { html: mail.body } : { text: mail.body };
    send.mutate({ account: account.id, to: [to.trim()], subject, ...body });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('templatesPage:send.title')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      {accounts.data?.length === 0 ? (
        <NoAccount />
      ) : (
        <form onSubmit={submit}>
          <Stack gap="sm">
            <p className={classes['help']}>{t('templatesPage:send.help')}</p>
            <AccountSelect accounts={known} value={account?.id ?? null} onChange={setChosen} />
            <TextInput
              type="email"
              required
              label={t('templatesPage:send.to')}
              value={to}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
            {send.isError ? <FailureCard error={send.error} /> : null}
            {send.data ? (
              <p className={classes['sent']} role="status">
                {t('templatesPage:send.sent', {
                  to: send.variables?.to.join(', ') ?? to,
                  response: send.data.response,
                })}
              </p>
            ) : null}
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={onClose}>
                {t('action.close')}
              </Button>
              <Button type="submit" loading={send.isPending} disabled={account === undefined}>
                {t('templatesPage:send.send')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}
