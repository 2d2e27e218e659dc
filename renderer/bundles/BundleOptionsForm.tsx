import { PasswordInput, Radio, Select, Textarea, TextInput } from '@mantine/core';
import type { BundleTarget } from '../../preload/contract/index.ts';
import { useTexts } from '../use-texts.ts';
import { appFolderIsValid, type BundleForm, instancesAreValid, portOrigIsValid } from './bundle-form.ts';
import classes from './ExportPanel.module.css';
import { TargetSelect } from './TargetSelect.tsx';
import { TemplateChoices } from './TemplateChoices.tsx';

const runModes = ['config', 'config.author', 'config.publish'] as const;
const secretsChoices = ['placeholder', 'include'] as const;

interface BundleOptionsFormProps {
  readonly form: BundleForm;
  readonly targets: readonly BundleTarget[];
  readonly target: BundleTarget;
  onChange(form: BundleForm): void;
}

/** What to export, and the options this target makes use of. */
export function BundleOptionsForm({ form, targets, target, onChange }: BundleOptionsFormProps) {
  const set = (change: Partial<BundleForm>) => onChange({ ...form, ...change });
  return (
    <div className={classes['fields']}>
      <TargetSelect targets={targets} value={target.id} onChange={(id) => set({ target: id })} />
      <TargetOptions form={form} target={target} set={set} />
      {target.takesTemplates ? (
        <TemplateChoices chosen={form.templates ?? []} onChange={(templates) => set({ templates })} />
      ) : null}
      {target.takesSecrets ? <SecretsOptions form={form} set={set} /> : <NoSecrets />}
    </div>
  );
}

interface PartProps {
  readonly form: BundleForm;
  set(change: Partial<BundleForm>): void;
}

function TargetOptions({ form, target, set }: PartProps & { readonly target: BundleTarget }) {
  const { t } = useTexts();
  const uses = (option: BundleTarget['options'][number]) => target.options.includes(option);
  return (
    <>
      {uses('instances') ? (
        <Textarea
          label={t('bundlesPage:instances')}
          description={t('bundlesPage:instancesHelp')}
          placeholder="https://author.example.com"
          spellCheck={false}
          autosize
          minRows={2}
          maxRows={6}
          value={form.instances}
          error={instancesAreValid(form.instances) ? undefined : t('bundlesPage:instancesInvalid')}
          onChange={(event) => set({ instances: event.currentTarget.value })}
        />
      ) : null}
      {uses('appFolder') ? (
        <TextInput
          label={`${t('bundlesPage:appFolder')} (${t('optional')})`}
          description={t('bundlesPage:appFolderHelp')}
          spellCheck={false}
          value={form.appFolder}
          error={appFolderIsValid(form.appFolder) ? undefined : t('bundlesPage:appFolderInvalid')}
          onChange={(event) => set({ appFolder: event.currentTarget.value.trim() })}
        />
      ) : null}
      {uses('runMode') ? (
        <Select
          label={t('bundlesPage:runMode')}
          data={runModes.map((mode) => ({ value: mode, label: runModeLabel(mode, t) }))}
          value={form.runMode}
          onChange={(value) => {
            const runMode = runModes.find((mode) => mode === value);
            if (runMode) set({ runMode });
          }}
        />
      ) : null}
      {uses('portOrig') ? (
        <TextInput
          label={`${t('bundlesPage:portOrig')} (${t('optional')})`}
          description={t('bundlesPage:portOrigHelp')}
          inputMode="numeric"
          value={form.portOrig}
          error={portOrigIsValid(form.portOrig) ? undefined : t('bundlesPage:portOrigInvalid')}
          onChange={(event) => set({ portOrig: event.currentTarget.value.trim() })}
        />
      ) : null}
    </>
  );
}

function SecretsOptions({ form, set }: PartProps) {
  const { t } = useTexts();
  return (
    <>
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
    </>
  );
}

function NoSecrets() {
  const { t } = useTexts();
  return (
    <section className={classes['radios']}>
      <h2 className={classes['optionTitle']}>{t('bundlesPage:secrets')}</h2>
      <p className={classes['calm']}>{t('bundlesPage:noSecrets')}</p>
    </section>
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
