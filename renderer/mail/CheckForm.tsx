import { Button, Checkbox, Switch } from '@mantine/core';
import { IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { MailProtocol } from '../../preload/contract/index.ts';
import { useTexts } from '../use-texts.ts';
import classes from './CheckPanel.module.css';

export interface CheckChoice {
  readonly protocols: readonly MailProtocol[];
  readonly roundTrip: boolean;
}

interface CheckFormProps {
  readonly choice: CheckChoice;
  readonly running: boolean;
  readonly lead: ReactNode;
  onChange(choice: CheckChoice): void;
  onRun(): void;
  onCancel(): void;
}

const offered = ['smtp', 'imap'] as const;

export function CheckForm({ choice, running, lead, onChange, onRun, onCancel }: CheckFormProps) {
  const { t } = useTexts();
  const toggle = (protocol: MailProtocol, on: boolean) => {
    const others = choice.protocols.filter((name) => name !== protocol);
    onChange({ ...choice, protocols: on ? [...others, protocol] : others });
  };
  return (
    <form
      className={classes['form']}
      aria-label={t('mail:form')}
      onSubmit={(event) => {
        event.preventDefault();
        if (!running) onRun();
      }}
    >
      {lead}
      <fieldset className={classes['protocols']} disabled={running}>
        <legend>{t('mail:protocols')}</legend>
        {offered.map((protocol) => (
          <Checkbox
            key={protocol}
            label={t(`protocol.${protocol}`)}
            checked={choice.protocols.includes(protocol)}
            onChange={(event) => toggle(protocol, event.currentTarget.checked)}
          />
        ))}
      </fieldset>
      <Switch
        className={classes['roundTrip'] ?? ''}
        label={t('mail:roundTrip')}
        description={t('mail:roundTripHelp')}
        disabled={running}
        checked={choice.roundTrip}
        onChange={(event) => onChange({ ...choice, roundTrip: event.currentTarget.checked })}
      />
      {running ? (
        <Button
          size="sm"
          variant="default"
          leftSection={<IconPlayerStop size={16} aria-hidden />}
          onClick={onCancel}
        >
          {t('mail:cancel')}
        </Button>
      ) : (
        <Button
          size="sm"
          type="submit"
          leftSection={<IconPlayerPlay size={16} aria-hidden />}
          disabled={choice.protocols.length === 0}
        >
          {t('mail:run')}
        </Button>
      )}
    </form>
  );
}
