import { PasswordInput, Radio, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useBackend } from '../backend.tsx';
import { useTexts } from '../use-texts.ts';
import { appFolderIsValid, type BundleForm, portOrigIsValid } from './bundle-form.ts';
import classes from './ExportPanel.module.css';

const runModes = ['config', 'config.author', 'config.publish'] as const;
const secretsChoices = ['placeholder', 'include'] as const;

interface BundleOptionsFormProps {
  readonly form: BundleForm;
  onChange(form: BundleForm): void;
}

export function BundleOptionsForm({ form, onChange }: BundleOptionsFormProps) {
  const { t } = useTexts();
  const { queries } = useBackend();
  const targets = useQuery(queries.bundles.targets.queryOptions());
  const set = (change: Partial<BundleForm>) => onChange({ ...form, ...change });
  const known = (targets.data ?? []).map(({ id, title }) => ({ value: id, label: title }));
  return (
    <div className={classes['fields']}>
      <Select
        label={t('bundlesPage:target')}
        data={known}
        value={known.length === 0 ? null : form.target}
        onChange={(target) => {
          const chosen = targets.data?.find(({ id }) => id === target);
          if (chosen) set({ target: chosen.id });
        }}
      />
      <TextInput
        label={t('bundlesPage:appFolder')}
        description={t('bundlesPage:appFolderHelp')}
        spellCheck={false}
        value={form.appFolder}
        error={appFolderIsValid(form.appFolder) ? undefined : t('bundlesPage:appFolderInvalid')}
        onChange={(event) => set({ appFolder: event.currentTarget.value.trim() })}
      />
      <Select
        label={t('bundlesPage:runMode')}
        data={runModes.map((mode) => ({ value: mode, label: runModeLabel(mode, t) }))}
        value={form.runMode}
        onChange={(value) => {
          const runMode = runModes.find((mode) => mode === value);
          if (runMode) set({ runMode });
        }}
      />
      <TextInput
        label={`${t('bundlesPage:portOrig')} (${t('optional')})`}
        description={t('bundlesPage:portOrigHelp')}
        inputMode="numeric"
        value={form.portOrig}
        error={portOrigIsValid(form.portOrig) ? undefined : t('bundlesPage:portOrigInvalid')}
        onChange={(event) => set({ portOrig: event.currentTarget.value.trim() })}
      />
      <fieldset className={classes['radios']}>
        <legend>{t('bundlesPage:secrets')}</legend>
        {secretsChoices.map((choice) => (
          <Radio
            key={choice}
            name="secrets"
            value={choice}
            label={t(`bundlesPage:secretsOption.${choice}`)}
            checked={form.secrets === choice}
            onChange={() => set({ secrets: choice })}
          />
        ))}
      </fieldset>
      <p className={form.secrets === 'include' ? classes['warning'] : classes['calm']}>
        {t(`bundlesPage:secretsHelp.${form.secrets}`)}
      </p>
      {form.secrets === 'include' ? (
        <PasswordInput
          label={`${t('bundlesPage:passphrase')} (${t('optional')})`}
          description={
            form.passphrase === '' ? t('bundlesPage:noPassphrase') : t('bundlesPage:passphraseHelp')
          }
          autoComplete="new-password"
          value={form.passphrase}
          onChange={(event) => set({ passphrase: event.currentTarget.value })}
        />
      ) : null}
    </div>
  );
}

/** A key may hold no dot, which i18next takes for a level. */
function runModeLabel(mode: (typeof runModes)[number], t: ReturnType<typeof useTexts>['t']): string {
  switch (mode) {
    case 'config':
      return t('bundlesPage:runModeOption.all');
    case 'config.author':
      return t('bundlesPage:runModeOption.author');
    case 'config.publish':
      return t('bundlesPage:runModeOption.publish');
  }
}
