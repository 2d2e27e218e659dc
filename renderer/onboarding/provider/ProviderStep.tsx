import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useBackend } from '../../backend.tsx';
import { formatPage } from '../../page.ts';
import { FailureCard } from '../../ui/FailureCard.tsx';
import { useTexts } from '../../use-texts.ts';
import { useDraftKeeper } from '../drafts/DraftsProvider.tsx';
import { freshDraft } from '../drafts/draft.ts';
import { newDraftId } from '../drafts/use-drafts.ts';
import { checkAddress } from '../field-checks.ts';
import { Proposal } from './Proposal.tsx';
import { ProviderList } from './ProviderList.tsx';
import classes from './ProviderStep.module.css';

/** Milliseconds without a key before the domain is looked up. */
const PAUSE = 350;

/** Starts from the mailbox address; who does not know better chooses from the list below. */
export function ProviderStep() {
  const { t } = useTexts();
  const { queries } = useBackend();
  const providers = useQuery(queries.onboarding.providers.queryOptions());
  const [address, setAddress] = useState('');
  const keeper = useDraftKeeper();
  const [draft] = useState(newDraftId);
  const [settled] = useDebouncedValue(address.trim(), PAUSE);
  const complete = checkAddress(settled) === null;
  const detected = useQuery({
    ...queries.onboarding.detect.queryOptions({ input: { address: settled }, staleTime: 300_000 }),
    enabled: complete,
  });
  if (providers.isError) return <FailureCard error={providers.error} />;

  const choose = (provider: string) => {
    if (provider === 'practice' || address.trim() === '') return;
    keeper.save(freshDraft(draft, { provider, address: address.trim() }));
  };
  const list = providers.data ?? [];
  return (
    <section aria-labelledby="provider-title">
      <h2 className={classes['title']} id="provider-title">
        {t('onboarding:provider.title')}
      </h2>
      <div className={classes['start']}>
        <TextInput
          type="email"
          autoComplete="off"
          spellCheck={false}
          autoFocus
          className={classes['address']}
          label={t('onboarding:provider.address')}
          description={t('onboarding:provider.addressHelp')}
          placeholder="mailer@example.com"
          value={address}
          onChange={(event) => setAddress(event.currentTarget.value)}
        />
        <a className={classes['many']} href={formatPage({ name: 'bulk' })}>
          <IconUsers size={16} aria-hidden />
          {t('onboarding:provider.many')}
        </a>
      </div>
      <div className={classes['proposal']} aria-live="polite">
        {complete ? (
          <Proposal
            address={settled}
            detected={detected.data}
            failed={detected.isError}
            providers={list}
            draft={draft}
            onChoose={choose}
          />
        ) : (
          <p className={classes['hint']}>{t('onboarding:provider.hint')}</p>
        )}
      </div>
      <ProviderList providers={list} draft={draft} onChoose={choose} />
    </section>
  );
}
