import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { accountName, hasSetupSheet } from '../accounts/account-list.ts';
import { useAccounts } from '../accounts/use-accounts.ts';
import { useBackend } from '../backend.tsx';
import type { AddStep, Page } from '../page.ts';
import { PageHeader } from '../ui/PageHeader.tsx';
import { goTo } from '../use-page.ts';
import { useProviderName } from '../use-provider-name.ts';
import { useTexts } from '../use-texts.ts';
import { Consent } from './consent/Consent.tsx';
import { CustomSetup } from './custom/CustomSetup.tsx';
import { useDraftKeeper } from './drafts/DraftsProvider.tsx';
import type { Draft } from './drafts/draft.ts';
import { useDrafts } from './drafts/use-drafts.ts';
import { PracticeSetup } from './PracticeSetup.tsx';
import { ProveStep } from './ProveStep.tsx';
import { ProviderStep } from './provider/ProviderStep.tsx';
import { PurposeExport } from './purpose/PurposeExport.tsx';
import { RegisterSetup } from './register/RegisterSetup.tsx';
import { StepList } from './StepList.tsx';

type Onboarding = Extract<Page, { name: 'onboarding' }>;

/** From nothing to an exported configuration, one step at a time. The steps live in the hash. */
export function OnboardingPage({ page }: { readonly page: Onboarding }) {
  const { t } = useTexts();
  const accounts = useAccounts();
  const providerName = useProviderName();
  const account = accounts.data?.find(({ id }) => id === page.account);
  const existing = page.provider === undefined ? account : undefined;
  const isSheet = existing !== undefined && page.step === 'export' && hasSetupSheet(existing);
  const title = existing
    ? t(isSheet ? 'onboarding:titleSheet' : 'onboarding:titleExisting', { address: accountName(existing) })
    : t('onboarding:title');
  return (
    <>
      <PageHeader
        title={title}
        {...(page.provider === undefined ? {} : { subtitle: providerName(page.provider) })}
      >
        <BackButton page={page} />
      </PageHeader>
      {isSheet ? null : <StepList current={page.step} />}
      <Step page={page} />
    </>
  );
}

function Step({ page }: { page: Onboarding }) {
  const { account, provider } = page;
  const drafts = useDrafts();
  const keeper = useDraftKeeper();
  const draft = drafts?.find((each) => each.account !== null && each.account === account);
  const keepStep = (step: AddStep | null) => {
    if (draft && draft.step !== step) keeper.save({ ...draft, step });
  };
  const go = (step: AddStep, id: string) => {
    keepStep(step);
    goTo({ name: 'onboarding', step, account: id, ...(provider ? { provider } : {}) }, 'replace');
  };

  if (drafts === undefined) return null;
  if (page.step === 'setup' && provider !== undefined) return <Setup page={page} provider={provider} />;
  if (account === undefined) return <ProviderStep />;
  switch (page.step) {
    case 'sign-in':
      return (
        <Consent
          key={account}
          account={account}
          onDone={() => go('checks', account)}
          {...(draft ? { draft } : {})}
        />
      );
    case 'checks':
      return (
        <ProveStep
          account={account}
          practice={provider === 'practice'}
          onDone={() => go('export', account)}
        />
      );
    case 'export':
      return (
        <PurposeExport
          account={account}
          onDone={() => {
            keepStep(null);
            goTo({ name: 'accounts' });
          }}
        />
      );
    default:
      return <ProviderStep />;
  }
}

function Setup({ page, provider }: { page: Onboarding; provider: string }) {
  const { queries } = useBackend();
  const keeper = useDraftKeeper();
  const providers = useQuery(queries.onboarding.providers.queryOptions());
  const draftId = page.draft === undefined ? {} : { draft: page.draft };
  const added = (account: string, draft?: Draft) => {
    if (draft) keeper.save({ ...draft, account, step: 'sign-in' });
    goTo({ name: 'onboarding', step: 'sign-in', account, provider }, 'replace');
  };
  if (provider === 'practice') return <PracticeSetup onAdded={added} />;
  if (provider === 'custom') return <CustomSetup onAdded={added} {...draftId} />;
  if (!providers.data) return null;
  const summary = providers.data.find(({ id }) => id === provider);
  return summary ? <RegisterSetup provider={summary} onAdded={added} {...draftId} /> : <ProviderStep />;
}

function BackButton({ page }: { page: Onboarding }) {
  const { t } = useTexts();
  const back: Page = page.step === 'setup' ? { name: 'onboarding', step: 'provider' } : { name: 'accounts' };
  return (
    <Button variant="subtle" leftSection={<IconArrowLeft size={15} aria-hidden />} onClick={() => goTo(back)}>
      {t('action.back')}
    </Button>
  );
}
