import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconLink, IconLogin2, IconMail } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { QueuedConsent } from '../../../preload/contract/index.ts';
import { useBackend } from '../../backend.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { FailureCard } from '../../ui/FailureCard.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { goTo } from '../../use-page.ts';
import { useTexts } from '../../use-texts.ts';
import { PasteAddress } from '../consent/PasteAddress.tsx';
import classes from './Bulk.module.css';
import { mailLink } from './mail-link.ts';

interface QueueRowProps {
  readonly entry: QueuedConsent;
  readonly opened: boolean;
  onToggle(): void;
}

/** One owner who has yet to sign in: here, or by a link that is sent to them. */
export function QueueRow({ entry, opened, onToggle }: QueueRowProps) {
  const { t } = useTexts();
  const { queries } = useBackend();
  const queryClient = useQueryClient();
  const { account, address } = entry;
  const person = entry.signInAs ?? address;
  const link = useMutation(
    queries.onboarding.consentLink.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: queries.onboarding.bulk.queue.key() }),
    }),
  );
  const toggle = () => {
    if (!opened) link.mutate({ account });
    onToggle();
  };
  const signedIn = () => {
    notifications.show({ message: t('bulkPage:signedIn', { address }) });
    void queryClient.invalidateQueries({ queryKey: queries.onboarding.bulk.queue.key() });
  };
  return (
    <li className={classes['entry']}>
      <div className={classes['entryHead']}>
        <span className={classes['person']}>
          <strong>{address}</strong>
          {person === address ? null : (
            <span className={classes['dim']}> {t('bulkPage:signsIn', { person })}</span>
          )}
        </span>
        <span className={classes['dim']}>
          {t(`bulkPage:state.${entry.state}`)}{' '}
          {entry.linkMadeAt === null ? null : <RelativeTime at={entry.linkMadeAt} />}
        </span>
        <Button
          variant="default"
          leftSection={<IconLink size={15} aria-hidden />}
          aria-expanded={opened}
          aria-label={t(entry.linkMadeAt === null ? 'bulkPage:linkNamed' : 'bulkPage:showLinkNamed', {
            address,
          })}
          onClick={toggle}
        >
          {t(entry.linkMadeAt === null ? 'bulkPage:link' : 'bulkPage:showLink')}
        </Button>
        <Button
          variant="light"
          leftSection={<IconLogin2 size={15} aria-hidden />}
          aria-label={t('bulkPage:hereNamed', { person })}
          onClick={() => goTo({ name: 'onboarding', step: 'sign-in', account })}
        >
          {t('bulkPage:here')}
        </Button>
      </div>
      {opened && link.isError ? <FailureCard error={link.error} /> : null}
      {opened && link.data ? (
        <div className={classes['entryBody']}>
          <div className={classes['send']}>
            <CopyButton
              value={messageOf(t, address, link.data)}
              name={t('bulkPage:message')}
              label={t('bulkPage:copyMessage')}
            />
            <Button
              component="a"
              variant="default"
              leftSection={<IconMail size={15} aria-hidden />}
              href={mailLink(
                person,
                t('bulkPage:mailSubject', { address }),
                messageOf(t, address, link.data),
              )}
            >
              {t('bulkPage:mail')}
            </Button>
          </div>
          <PasteAddress account={account} paste={link.data} onSignedIn={signedIn} />
        </div>
      ) : null}
    </li>
  );
}

function messageOf(
  t: ReturnType<typeof useTexts>['t'],
  address: string,
  { url, redirectUri }: { readonly url: string; readonly redirectUri: string },
): string {
  return t('bulkPage:mailText', { address, url, redirectUri });
}
