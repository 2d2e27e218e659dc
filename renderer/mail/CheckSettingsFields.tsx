import { Button, Select, TextInput } from '@mantine/core';
import type { MailProtocol } from '../../preload/contract/index.ts';
import { useTexts } from '../use-texts.ts';
import classes from './CheckSettings.module.css';
import type { CheckSettings, ServerDraft, SettingsProblems } from './check-settings.ts';
import { protocols } from './protocols.ts';

interface CheckSettingsFieldsProps {
  readonly settings: CheckSettings;
  readonly problems: SettingsProblems;
  readonly changed: boolean;
  readonly disabled: boolean;
  onChange(settings: CheckSettings): void;
  onReset(): void;
}

const securities = ['tls', 'starttls', 'none'] as const;

/** The account's servers, to be replaced for one run: another port, the name behind a load balancer. */
export function CheckSettingsFields(props: CheckSettingsFieldsProps) {
  const { settings, problems, changed, disabled, onChange, onReset } = props;
  const { t } = useTexts();
  return (
    <details className={classes['details']} open={problems.size > 0 || undefined}>
      <summary>
        {t('mail:settings.title')}
        {changed ? <span className={classes['changed']}>{t('mail:settings.changed')}</span> : null}
      </summary>
      <div className={classes['body']}>
        {protocols.map((protocol) => {
          const draft = settings.servers[protocol];
          if (!draft) return null;
          return (
            <ServerRow
              key={protocol}
              protocol={protocol}
              draft={draft}
              problems={problems}
              disabled={disabled}
              onChange={(server) =>
                onChange({ ...settings, servers: { ...settings.servers, [protocol]: server } })
              }
            />
          );
        })}
        <div className={classes['row']}>
          <span className={classes['legend']}>{t('mail:settings.run')}</span>
          <TextInput
            size="xs"
            label={t('mail:settings.to')}
            placeholder={t('mail:settings.toPlaceholder')}
            autoComplete="off"
            spellCheck={false}
            disabled={disabled}
            value={settings.to}
            error={problems.has('to') ? t('mail:settings.toWrong') : undefined}
            onChange={(event) => onChange({ ...settings, to: event.currentTarget.value })}
          />
          <TextInput
            size="xs"
            label={t('mail:settings.timeout')}
            inputMode="numeric"
            disabled={disabled}
            value={settings.timeoutSeconds}
            error={problems.has('timeoutSeconds') ? t('mail:settings.timeoutWrong') : undefined}
            onChange={(event) => onChange({ ...settings, timeoutSeconds: event.currentTarget.value })}
          />
          <Button size="xs" variant="default" disabled={disabled || !changed} onClick={onReset}>
            {t('mail:settings.reset')}
          </Button>
        </div>
        <p className={classes['hint']}>{t('mail:settings.help')}</p>
      </div>
    </details>
  );
}

interface ServerRowProps {
  readonly protocol: MailProtocol;
  readonly draft: ServerDraft;
  readonly problems: SettingsProblems;
  readonly disabled: boolean;
  onChange(draft: ServerDraft): void;
}

function ServerRow({ protocol, draft, problems, disabled, onChange }: ServerRowProps) {
  const { t } = useTexts();
  return (
    <fieldset className={classes['row']} disabled={disabled}>
      <legend className={classes['legend']}>{t(`protocol.${protocol}`)}</legend>
      <TextInput
        size="xs"
        label={t('mail:settings.host')}
        autoComplete="off"
        spellCheck={false}
        value={draft.host}
        error={problems.has(`${protocol}.host`) ? t('mail:settings.hostWrong') : undefined}
        onChange={(event) => onChange({ ...draft, host: event.currentTarget.value })}
      />
      <TextInput
        size="xs"
        label={t('mail:settings.port')}
        inputMode="numeric"
        value={draft.port}
        error={problems.has(`${protocol}.port`) ? t('mail:settings.portWrong') : undefined}
        onChange={(event) => onChange({ ...draft, port: event.currentTarget.value })}
      />
      <Select
        size="xs"
        label={t('mail:settings.security')}
        value={draft.security}
        disabled={disabled}
        data={securities.map((value) => ({ value, label: t(`mail:security.${value}`) }))}
        onChange={(value) => {
          const security = securities.find((name) => name === value);
          if (security) onChange({ ...draft, security });
        }}
      />
    </fieldset>
  );
}
