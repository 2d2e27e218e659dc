import { Select, TextInput } from '@mantine/core';
import { Surface } from '../../ui/Surface.tsx';
import { useTexts } from '../../use-texts.ts';
import classes from './CustomSetup.module.css';
import type { CustomFormApi } from './CustomSetup.tsx';

const purposes = ['aem-cloud', 'aem-65', 'forms-jee', 'other'] as const;

export function CustomMailboxFields({ form }: { readonly form: CustomFormApi }) {
  const { t } = useTexts();
  return (
    <Surface title={t('onboarding:custom.mailboxGroup')}>
      <div className={classes['fields']}>
        <TextInput
          type="email"
          autoComplete="off"
          required
          label={t('onboarding:custom.address')}
          description={t('onboarding:custom.addressHelp')}
          {...form.getInputProps('address')}
        />
        <TextInput
          label={t('onboarding:custom.label')}
          description={t('onboarding:custom.labelHelp')}
          maxLength={100}
          {...form.getInputProps('label')}
        />
        <Select
          label={t('onboarding:custom.purpose')}
          description={t('onboarding:custom.purposeHelp')}
          data={purposes.map((purpose) => ({ value: purpose, label: t(`purpose.${purpose}`) }))}
          {...form.getInputProps('purpose')}
        />
      </div>
    </Surface>
  );
}
