import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { AccountStatus } from '../../../preload/contract/index.ts';
import type { Page } from '../../page.ts';
import { useFormat } from '../../ui/use-format.tsx';
import { useNow } from '../../ui/use-now.ts';
import { goTo } from '../../use-page.ts';
import { useProviderName } from '../../use-provider-name.ts';
import { useTexts } from '../../use-texts.ts';
import classes from './DraftList.module.css';
import { useDraftKeeper } from './DraftsProvider.tsx';
import type { Draft } from './draft.ts';
import { useDrafts } from './use-drafts.ts';

/** What was begun and not finished, to go on with. */
export function DraftList({ accounts }: { readonly accounts: readonly AccountStatus[] }) {
  const { t } = useTexts();
  const format = useFormat();
  const now = useNow(60_000);
  const providerName = useProviderName();
  const keeper = useDraftKeeper();
  const open = (useDrafts() ?? []).filter((draft) => isOpen(draft, accounts));
  if (open.length === 0) return null;
  return (
    <section className={classes['drafts']} aria-labelledby="drafts-title">
      <h2 className={classes['title']} id="drafts-title">
        {t('onboarding:drafts.title')}
      </h2>
      <ul className={classes['list']}>
        {open.map((draft) => {
          const address = draft.address === '' ? t('onboarding:drafts.untitled') : draft.address;
          const when = format.relative(draft.changedAt, now);
          const step = t(`onboarding:step.${draft.step ?? 'setup'}`);
          return (
            <li key={draft.id} className={classes['draft']}>
              <span className={classes['words']}>
                <strong>{address}</strong> {providerName(draft.provider)}{' '}
                <span className={classes['dim']}>{t('onboarding:drafts.at', { step, when })}</span>
              </span>
              <Button
                variant="light"
                aria-label={t('onboarding:drafts.continueNamed', { address })}
                onClick={() => goTo(placeOf(draft))}
              >
                {t('onboarding:drafts.continue')}
              </Button>
              <Tooltip label={t('onboarding:drafts.forget', { address })}>
                <ActionIcon
                  variant="subtle"
                  size={30}
                  aria-label={t('onboarding:drafts.forget', { address })}
                  onClick={() =>
                    draft.account === null ? keeper.remove(draft.id) : keeper.save({ ...draft, step: null })
                  }
                >
                  <IconX size={16} aria-hidden />
                </ActionIcon>
              </Tooltip>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function isOpen(
  { step, account, address, clientId, ticked, custom }: Draft,
  accounts: readonly AccountStatus[],
): boolean {
  if (step === null) return false;
  if (account !== null) return accounts.some(({ id }) => id === account);
  return address !== '' || clientId !== '' || ticked.length > 0 || custom !== null;
}

function placeOf({ id, provider, account, step }: Draft): Page {
  return account === null
    ? { name: 'onboarding', step: 'setup', provider, draft: id }
    : { name: 'onboarding', step: step ?? 'sign-in', provider, account };
}
