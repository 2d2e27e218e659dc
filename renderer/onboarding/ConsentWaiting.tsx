import { Button, Loader } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import type { ConsentEvent } from '../../preload/contract/index.ts';
import { CopyField } from '../ui/CopyField.tsx';
import { Surface } from '../ui/Surface.tsx';
import { useFormat } from '../ui/use-format.tsx';
import { useNow } from '../ui/use-now.ts';
import { useTexts } from '../use-texts.ts';
import classes from './Consent.module.css';
import type { ConsentRun } from './consent-run.ts';

interface ConsentWaitingProps {
  readonly run: ConsentRun;
  onCancel(): void;
}

/** While the admin is away in the browser. */
export function ConsentWaiting({ run, onCancel }: ConsentWaitingProps) {
  const { t } = useTexts();
  const title = waitingTitle(run);
  return (
    <div className={classes['column']}>
      <Surface
        title={t(`onboarding:consent.${title}`)}
        aside={run.open ? <Countdown deadline={run.open.deadline} /> : null}
      >
        <div className={classes['waiting']}>
          <Loader size="sm" aria-hidden />
          <p className={classes['text']} role="status">
            {run.open && !run.exchanging
              ? t(run.open.opened ? 'onboarding:consent.waitingText' : 'onboarding:consent.notOpenedText')
              : t('loading')}
          </p>
        </div>
        {run.open && !run.exchanging ? <Link open={run.open} /> : null}
        <Strays run={run} />
        <Button variant="default" onClick={onCancel}>
          {t('onboarding:consent.cancel')}
        </Button>
      </Surface>
    </div>
  );
}

function waitingTitle({ open, exchanging }: ConsentRun): 'exchanging' | 'waiting' | 'opening' | 'notOpened' {
  if (exchanging) return 'exchanging';
  if (!open) return 'opening';
  return open.opened ? 'waiting' : 'notOpened';
}

function Countdown({ deadline }: { deadline: string }) {
  const { t } = useTexts();
  const format = useFormat();
  const now = useNow(1000);
  return (
    <span className={classes['countdown']} role="timer">
      {t('onboarding:consent.timeLeft', { time: format.countdown(Date.parse(deadline) - now) })}
    </span>
  );
}

function Link({ open }: { open: Extract<ConsentEvent, { event: 'open' }> }) {
  const { t } = useTexts();
  return (
    <div className={classes['link']}>
      <Button
        component="a"
        href={open.url}
        target="_blank"
        rel="noopener noreferrer"
        variant={open.opened ? 'default' : 'filled'}
        leftSection={<IconExternalLink size={15} aria-hidden />}
      >
        {t(open.opened ? 'onboarding:consent.openAgain' : 'onboarding:consent.open')}
      </Button>
      <CopyField
        name={t('onboarding:consent.link')}
        help={t('onboarding:consent.linkHelp')}
        value={open.url}
      />
    </div>
  );
}

function Strays({ run }: { run: ConsentRun }) {
  const { t } = useTexts();
  const format = useFormat();
  if (run.strays === 0) return null;
  return (
    <p className={classes['stray']} role="status">
      {t('onboarding:consent.stray', { count: run.strays, formatted: format.number(run.strays) })}{' '}
      {run.strayState ? t('onboarding:consent.strayState') : ''}
    </p>
  );
}
