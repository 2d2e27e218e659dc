import { Select, Textarea, TextInput } from '@mantine/core';
import { FileDrop } from '../../ui/FileDrop.tsx';
import { Surface } from '../../ui/Surface.tsx';
import { useFormat } from '../../ui/use-format.tsx';
import { useTexts } from '../../use-texts.ts';
import classes from './CustomSetup.module.css';
import type { CustomFormApi } from './CustomSetup.tsx';
import { countCertificates } from './custom-form.ts';

const securities = ['tls', 'starttls', 'none'] as const;
const CA_LIMIT = 200_000;

export function MailServerFields({ form }: { readonly form: CustomFormApi }) {
  const { t } = useTexts();
  const format = useFormat();
  const certificates = countCertificates(form.values.ca);
  return (
    <Surface title={t('onboarding:custom.mailGroup')}>
      <div className={classes['fields']}>
        <ServerFields form={form} protocol="smtp" />
        <ServerFields form={form} protocol="imap" />
        <FileDrop
          limit={CA_LIMIT}
          accept=".pem,.crt,.cer"
          onFile={async (file) => form.setFieldValue('ca', await file.text())}
        >
          <Textarea
            label={`${t('onboarding:custom.ca')} (${t('optional')})`}
            description={
              certificates > 0
                ? t('onboarding:custom.caCount', {
                    count: certificates,
                    formatted: format.number(certificates),
                  })
                : t('onboarding:custom.caHelp')
            }
            rows={2}
            spellCheck={false}
            {...form.getInputProps('ca')}
          />
        </FileDrop>
      </div>
    </Surface>
  );
}

function ServerFields({ form, protocol }: { form: CustomFormApi; protocol: 'smtp' | 'imap' }) {
  const { t } = useTexts();
  return (
    <fieldset className={classes['server']}>
      <legend>{t(`onboarding:custom.${protocol}`)}</legend>
      <TextInput
        label={t('onboarding:custom.host')}
        autoComplete="off"
        spellCheck={false}
        {...form.getInputProps(`${protocol}.host`)}
      />
      <TextInput
        label={t('onboarding:custom.port')}
        inputMode="numeric"
        {...form.getInputProps(`${protocol}.port`)}
      />
      <Select
        label={t('onboarding:custom.security')}
        data={securities.map((security) => ({
          value: security,
          label: t(`onboarding:custom.securityOption.${security}`),
        }))}
        {...form.getInputProps(`${protocol}.security`)}
      />
      {form.values[protocol].security === 'none' ? (
        <p className={classes['hint']}>{t('onboarding:custom.noneHelp')}</p>
      ) : null}
    </fieldset>
  );
}
