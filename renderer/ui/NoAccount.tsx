import { Button } from '@mantine/core';
import { goTo } from '../use-page.ts';
import { useTexts } from '../use-texts.ts';
import { EmptyState } from './EmptyState.tsx';

/** Where a page needs an account and there is none yet. */
export function NoAccount() {
  const { t } = useTexts();
  return (
    <EmptyState title={t('account.noneTitle')} text={t('account.noneText')}>
      <Button onClick={() => goTo({ name: 'onboarding', step: 'setup', provider: 'practice' })}>
        {t('account.practise')}
      </Button>
      <Button variant="default" onClick={() => goTo({ name: 'onboarding', step: 'provider' })}>
        {t('account.add')}
      </Button>
    </EmptyState>
  );
}
