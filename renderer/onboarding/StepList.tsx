import { VisuallyHidden } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { type AddStep, addSteps } from '../page.ts';
import { useTexts } from '../use-texts.ts';
import classes from './StepList.module.css';

/** Where one is between the first choice and the exported bundle. */
export function StepList({ current }: { readonly current: AddStep }) {
  const { t } = useTexts();
  const position = addSteps.indexOf(current);
  return (
    <ol className={classes['steps']} aria-label={t('onboarding:steps')}>
      {addSteps.map((step, index) => {
        const done = index < position;
        return (
          <li
            key={step}
            className={classes['step']}
            data-done={done}
            aria-current={step === current ? 'step' : undefined}
          >
            <span className={classes['mark']} aria-hidden>
              {done ? <IconCheck size={13} stroke={2.6} /> : index + 1}
            </span>
            <span>{t(`onboarding:step.${step}`)}</span>
            {done ? <VisuallyHidden>{t('onboarding:stepDone')}</VisuallyHidden> : null}
          </li>
        );
      })}
    </ol>
  );
}
