import { Button } from '@mantine/core';
import { CheckPanel } from '../mail/CheckPanel.tsx';
import { useTexts } from '../use-texts.ts';

interface ProveStepProps {
  readonly account: string;
  readonly practice: boolean;
  onDone(): void;
}

/** The checks run by themselves; what to export comes next. */
export function ProveStep({ account, practice, onDone }: ProveStepProps) {
  const { t } = useTexts();
  return (
    <CheckPanel
      account={account}
      startNow
      {...(practice ? { note: t('onboarding:prove.practiceNote') } : {})}
      next={(ok) => (
        <Button size="sm" variant={ok ? 'filled' : 'default'} onClick={onDone}>
          {t(ok ? 'onboarding:prove.next' : 'onboarding:prove.skip')}
        </Button>
      )}
    />
  );
}
