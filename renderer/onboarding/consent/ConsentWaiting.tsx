import { Button, Loader } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ConsentEvent } from '../../../preload/contract/index.ts';
import { CopyField } from '../../ui/CopyField.tsx';
import { Surface } from '../../ui/Surface.tsx';
import { useFormat } from '../../ui/use-format.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useSharedTexts, useTexts } from '../../use-texts.ts';
import classes from './Consent.module.css';
import type { ConsentRun } from './consent-run.ts';
import { DeviceCode } from './DeviceCode.tsx';
import { PageError } from './PageError.tsx';
import { PasteAddress } from './PasteAddress.tsx';

interface ConsentWaitingProps {
  readonly account: string;
  readonly run: ConsentRun;
  /** The other ways to sign in. */
  readonly children: ReactNode;
  onCancel(): void;
}

/** While the admin is away in the browser. */
export function ConsentWaiting({ account, run, children, onCancel }: ConsentWaitingProps) {
  const { t } = useTexts();
  const { title, text } = waitingWords(run);
  const asked = run.exchanging ? null : run.asked;
  return (
    <div className={classes['column']}>
      <Surface
        title={t(`onboarding:consent.${title}`)}
        aside={run.asked ? <Countdown deadline={deadlineOf(run.asked)} /> : null}
      >
        <div className={classes['waiting']}>
          <Loader size="sm" aria-hidden />
          <p className={classes['text']} role="status">
            {text === null ? t('loading') : t(`onboarding:consent.${text}`)}
          </p>
        </div>
        <Warnings run={run} />
        {asked?.event === 'open' ? <Link open={asked} /> : null}
        {asked?.event === 'device' ? <DeviceCode device={asked} /> : null}
        {asked?.event === 'paste' ? <PasteAddress account={account} paste={asked} /> : null}
        <Strays run={run} />
        <Button variant="default" onClick={onCancel}>
          {t('onboarding:consent.cancel')}
        </Button>
        {children}
        {asked === null ? null : <PageError account={account} />}
      </Surface>
    </div>
  );
}

function waitingWords({ asked, exchanging }: ConsentRun) {
  if (exchanging) return { title: 'exchanging', text: null } as const;
  switch (asked?.event) {
    case undefined:
      return { title: 'opening', text: null } as const;
    case 'open':
      return asked.opened
        ? ({ title: 'waiting', text: 'waitingText' } as const)
        : ({ title: 'notOpened', text: 'notOpenedText' } as const);
    case 'device':
      return { title: 'device', text: 'deviceText' } as const;
    case 'paste':
      return { title: 'paste', text: 'pasteText' } as const;
  }
}

function deadlineOf(asked: NonNullable<ConsentRun['asked']>): string {
  return asked.event === 'device' ? asked.expiresAt : asked.deadline;
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
        brief
        name={t('onboarding:consent.link')}
        help={t('onboarding:consent.linkHelp')}
        value={open.url}
      />
    </div>
  );
}

/** Why it may end with an error of the provider. */
function Warnings({ run }: { run: ConsentRun }) {
  const say = useSharedTexts();
  return run.warnings.map(({ id, predicts, values }) => (
    <p key={id} className={classes['warning']} role="note">
      {say(`preflight:${id}`, values)} {predicts ? <code>{predicts}</code> : null}
    </p>
  ));
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
