import { PasswordInput, Switch, TextInput } from '@mantine/core';
import type { ProviderSummary } from '../../../preload/contract/index.ts';
import { useTexts } from '../../use-texts.ts';
import type { Draft } from '../drafts/draft.ts';
import { FieldWarnings, useFieldError } from './FieldNotes.tsx';
import { GoogleFileField } from './GoogleFileField.tsx';
import type { Plan } from './offer.ts';
import classes from './RegisterSetup.module.css';
import { canBeInTesting, type Field, type Note, type Secrets } from './register-form.ts';

interface ClientFieldsProps {
  readonly provider: ProviderSummary;
  readonly plan: Plan;
  readonly draft: Draft;
  readonly notes: readonly Note[];
  readonly tried: boolean;
  readonly secrets: Secrets;
  onChange(change: Partial<Draft>): void;
  onSecrets(secrets: Secrets): void;
}

/** What the portal shows: IDs, the secret, its last day. */
export function ClientFields(props: ClientFieldsProps) {
  const { provider, plan, draft, notes, tried, secrets, onChange, onSecrets } = props;
  const { t } = useTexts();
  const microsoft = provider.family === 'microsoft';
  const of = (field: Field, filled: boolean) => ({ notes, field, shown: tried || filled });
  const clientId = of('clientId', draft.clientId !== '');
  const tenant = of('tenant', draft.tenant !== '');
  const secret = of('clientSecret', secrets.clientSecret !== '');
  const date = of('secretExpiresOn', true);
  const errors = {
    clientId: useFieldError(clientId),
    tenant: useFieldError(tenant),
    secret: useFieldError(secret),
    date: useFieldError(date),
  };
  const byKey = plan.grant === 'service_account';
  const appOnly = plan.grant === 'client_credentials';
  return (
    <div className={classes['fields']}>
      {provider.family === 'google' ? <GoogleFileField {...props} /> : null}
      {byKey ? null : (
        <div>
          <TextInput
            required
            autoComplete="off"
            spellCheck={false}
            label={t(microsoft ? 'register:field.clientIdMicrosoft' : 'register:field.clientId')}
            value={draft.clientId}
            error={errors.clientId}
            onChange={(event) => onChange({ clientId: event.currentTarget.value })}
          />
          <FieldWarnings {...clientId} />
        </div>
      )}
      {provider.needs.includes('tenant') ? (
        <div>
          <TextInput
            required={appOnly}
            autoComplete="off"
            spellCheck={false}
            label={t('register:field.tenant')}
            description={tenantHelp(provider, draft, appOnly, t)}
            value={draft.tenant}
            error={errors.tenant}
            onChange={(event) => onChange({ tenant: event.currentTarget.value })}
          />
          <FieldWarnings {...tenant} />
        </div>
      ) : null}
      {plan.secret === 'none' ? null : (
        <>
          <div>
            <PasswordInput
              required={plan.secret === 'required'}
              autoComplete="off"
              label={t(microsoft ? 'register:field.secretMicrosoft' : 'register:field.secret')}
              description={t('register:field.secretHelp')}
              value={secrets.clientSecret}
              error={errors.secret}
              onChange={(event) => onSecrets({ ...secrets, clientSecret: event.currentTarget.value })}
            />
            <FieldWarnings {...secret} />
          </div>
          <TextInput
            type="date"
            label={`${t('register:field.secretExpiresOn')} (${t('optional')})`}
            description={t('register:field.secretExpiresOnHelp')}
            value={draft.secretExpiresOn}
            error={errors.date}
            onChange={(event) => onChange({ secretExpiresOn: event.currentTarget.value })}
          />
        </>
      )}
      {canBeInTesting(provider) ? (
        <Switch
          label={t('register:field.inTesting')}
          description={t('register:field.inTestingHelp')}
          checked={draft.inTesting}
          onChange={(event) => onChange({ inTesting: event.currentTarget.checked })}
        />
      ) : null}
      {appOnly ? (
        <TextInput
          autoComplete="off"
          spellCheck={false}
          label={`${t('register:field.objectId')} (${t('optional')})`}
          description={t('register:field.objectIdHelp')}
          value={draft.objectId}
          onChange={(event) => onChange({ objectId: event.currentTarget.value })}
        />
      ) : null}
    </div>
  );
}

function tenantHelp(
  { tenantDefault = '' }: ProviderSummary,
  { address }: Draft,
  appOnly: boolean,
  t: ReturnType<typeof useTexts>['t'],
): string {
  const value = tenantDefault.replace('{domain}', address.trim().split('@')[1] ?? '');
  return appOnly || value === ''
    ? t('register:field.tenantHelpNeeded')
    : t('register:field.tenantHelp', { value });
}
