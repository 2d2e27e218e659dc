import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { accountName } from '../accounts/account-list.ts';
import { useAccounts } from '../accounts/use-accounts.ts';
import { ExportPanel } from '../bundles/ExportPanel.tsx';
import type { Page } from '../page.ts';
import { PageHeader } from '../ui/PageHeader.tsx';
import { goTo } from '../use-page.ts';
import { useTexts } from '../use-texts.ts';
import { Consent } from './Consent.tsx';
import { ProveStep } from './ProveStep.tsx';
import { ProviderStep } from './ProviderStep.tsx';
import { StepList } from './StepList.tsx';
import { setups } from './setups.ts';

type Onboarding = Extract<Page, { name: 'onboarding' }>;

/** From nothing to an exported configuration, one step at a time. The steps live in the hash. */
export function OnboardingPage({ page }: { readonly page: Onboarding }) {
  const { t } = useTexts();
  const accounts = useAccounts();
  const account = accounts.data?.find(({ id }) => id === page.account);
  const title =
    account && page.provider === undefined
      ? t('onboarding:titleExisting', { address: accountName(account) })
      : t('onboarding:title');
  return (
    <>
      <PageHeader title={title}>
        <BackButton page={page} />
      </PageHeader>
      <StepList current={page.step} />
      <Step page={page} />
    </>
  );
}

function Step({ page }: { page: Onboarding }) {
  const { t } = useTexts();
  const { account, provider } = page;
  const go = (step: Onboarding['step'], id: string) =>
    goTo({ name: 'onboarding', step, account: id, ...(provider ? { provider } : {}) }, 'replace');
  const Form = setups[provider ?? '']?.Form;

  if (page.step === 'setup' && Form) return <Form onAdded={(id) => go('sign-in', id)} />;
  if (account === undefined) return <ProviderStep />;
  switch (page.step) {
    case 'sign-in':
      return <Consent key={account} account={account} onDone={() => go('checks', account)} />;
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
        <ExportPanel
          account={account}
          footer={
            <Button variant="default" onClick={() => goTo({ name: 'accounts' })}>
              {t('onboarding:export.finish')}
            </Button>
          }
        />
      );
    default:
      return <ProviderStep />;
  }
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
