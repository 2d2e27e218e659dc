import { PasswordInput, Switch, TextInput } from '@mantine/core';
import { CopyField } from '../../ui/CopyField.tsx';
import { Surface } from '../../ui/Surface.tsx';
import { useTexts } from '../../use-texts.ts';
import classes from './CustomSetup.module.css';
import type { CustomFormApi } from './CustomSetup.tsx';
import { redirectUri } from './custom-form.ts';

export function CustomClientFields({ form }: { readonly form: CustomFormApi }) {
  const { t } = useTexts();
  return (
    <Surface title={t('onboarding:custom.clientGroup')}>
      <div className={classes['fields']}>
        <CopyField
          name={t('onboarding:custom.redirectUri')}
          value={redirectUri(form.values)}
          help={t(
            form.values.exactRedirect
              ? 'onboarding:custom.redirectUriExactHelp'
              : 'onboarding:custom.redirectUriHelp',
          )}
        />
        <Switch
          label={t('onboarding:custom.exactRedirect')}
          {...form.getInputProps('exactRedirect', { type: 'checkbox' })}
        />
        <TextInput
          required
          autoComplete="off"
          spellCheck={false}
          label={t('onboarding:custom.clientId')}
          description={t('onboarding:custom.clientIdHelp')}
          {...form.getInputProps('clientId')}
        />
        <Switch
          label={t('onboarding:custom.publicClient')}
          description={t('onboarding:custom.publicClientHelp')}
          {...form.getInputProps('publicClient', { type: 'checkbox' })}
        />
        {form.values.publicClient ? null : (
          <>
            <PasswordInput
              required
              autoComplete="off"
              label={t('onboarding:custom.clientSecret')}
              description={t('onboarding:custom.clientSecretHelp')}
              {...form.getInputProps('clientSecret')}
            />
            <TextInput
              type="date"
              label={t('onboarding:custom.secretDate')}
              description={t('onboarding:custom.secretDateHelp')}
              {...form.getInputProps('secretExpiresOn')}
            />
          </>
        )}
        <TextInput
          spellCheck={false}
          label={`${t('onboarding:custom.scopes')} (${t('optional')})`}
          description={t('onboarding:custom.scopesHelp')}
          {...form.getInputProps('scopes')}
        />
      </div>
    </Surface>
  );
}
