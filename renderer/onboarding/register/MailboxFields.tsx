import { Select, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Grant, ProviderSummary, Purpose } from '../../../preload/contract/index.ts';
import { useTexts } from '../../use-texts.ts';
import type { Draft } from '../drafts/draft.ts';
import { FieldWarnings, useFieldError } from './FieldNotes.tsx';
import { InstanceFields } from './InstanceFields.tsx';
import { offeredGrants, type Plan } from './offer.ts';
import classes from './RegisterSetup.module.css';
import type { Note } from './register-form.ts';

const purposes: readonly Purpose[] = ['aem-cloud', 'aem-65', 'forms-jee', 'other'];

interface MailboxFieldsProps {
  readonly provider: ProviderSummary;
  readonly plan: Plan | null;
  readonly draft: Draft;
  readonly notes: readonly Note[];
  readonly tried?: boolean;
  onChange(change: Partial<Draft>): void;
}

/** Whose mailbox it is, what for, and who signs in. */
export function MailboxFields({ provider, plan, draft, notes, tried = false, onChange }: MailboxFieldsProps) {
  const { t } = useTexts();
  const grants = offeredGrants(provider, draft.purpose);
  const [shared, setShared] = useState(draft.signInAs !== '');
  const address = { notes, field: 'address', shown: tried || draft.address !== '' } as const;
  const signInAs = { notes, field: 'signInAs', shown: true } as const;
  const addressError = useFieldError(address);
  const signInAsError = useFieldError(signInAs);
  const person = plan?.grant === 'authorization_code' || plan?.grant === 'device_code';
  return (
    <div className={classes['fields']}>
      <TextInput
        type="email"
        required
        autoComplete="off"
        spellCheck={false}
        label={t('register:field.address')}
        value={draft.address}
        error={addressError}
        onChange={(event) => onChange({ address: event.currentTarget.value })}
      />
      <Select
        label={t('register:field.purpose')}
        data={purposes.map((purpose) => ({ value: purpose, label: t(`purpose.${purpose}`) }))}
        value={draft.purpose}
        onChange={(value) => {
          const purpose = purposes.find((each) => each === value);
          if (purpose) onChange({ purpose });
        }}
      />
      {plan !== null && grants.length > 1 ? (
        <Select
          label={t('register:grant.label')}
          data={grants.map((grant) => ({ value: grant, label: t(`register:grant.${grant}`) }))}
          value={plan.grant}
          onChange={(value) => onChange({ grant: (value as Grant | null) ?? null })}
        />
      ) : null}
      {draft.purpose === 'aem-65' && plan?.grant === 'authorization_code' ? (
        <InstanceFields draft={draft} notes={notes} tried={tried} onChange={onChange} />
      ) : null}
      {person && provider.family === 'microsoft' ? (
        <Switch
          label={t('register:field.shared')}
          checked={shared}
          onChange={(event) => {
            setShared(event.currentTarget.checked);
            if (!event.currentTarget.checked) onChange({ signInAs: '' });
          }}
        />
      ) : null}
      {person && shared ? (
        <div>
          <TextInput
            type="email"
            autoComplete="off"
            spellCheck={false}
            label={t('register:field.signInAs')}
            description={t('register:field.signInAsHelp')}
            value={draft.signInAs}
            error={signInAsError}
            onChange={(event) => onChange({ signInAs: event.currentTarget.value })}
          />
          <FieldWarnings {...signInAs} />
        </div>
      ) : null}
    </div>
  );
}
