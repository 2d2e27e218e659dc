import { Button, Checkbox, Switch } from '@mantine/core';
import { IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import type { MailProtocol } from '../../preload/contract/index.ts';
import { useTexts } from '../use-texts.ts';
import classes from './CheckPanel.module.css';

export interface CheckChoice {
  readonly protocols: readonly MailProtocol[];
  readonly roundTrip: boolean;
}

interface CheckFormProps {
  readonly choice: CheckChoice;
  /** What the account has a server for. */
  readonly offered: readonly MailProtocol[];
  readonly running: boolean;
  readonly ready: boolean;
  onChange(choice: CheckChoice): void;
  onRun(): void;
  onCancel(): void;
}

export function CheckForm({ choice, offered, running, ready, onChange, onRun, onCancel }: CheckFormProps) {
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
        if (!running && ready) onRun();
      }}
    >
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
      {/* Keys: were one element both, letting go of “Cancel” would submit the form anew. */}
      {running ? (
        <Button
          key="cancel"
          size="sm"
          variant="default"
          leftSection={<IconPlayerStop size={16} aria-hidden />}
          onClick={onCancel}
        >
          {t('mail:cancel')}
        </Button>
      ) : (
        <Button
          key="run"
          size="sm"
          type="submit"
          leftSection={<IconPlayerPlay size={16} aria-hidden />}
          disabled={choice.protocols.length === 0 || !ready}
        >
          {t('mail:run')}
        </Button>
      )}
    </form>
  );
}
