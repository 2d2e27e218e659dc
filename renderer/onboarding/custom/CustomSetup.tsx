import { Button } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Detected, Discovered } from '../../../preload/contract/index.ts';
import { useBackend } from '../../backend.tsx';
import { FailureCard } from '../../ui/FailureCard.tsx';
import { useTexts } from '../../use-texts.ts';
import type { Draft } from '../drafts/draft.ts';
import { useDraft } from '../drafts/use-drafts.ts';
import { checkAddress, checkDate } from '../field-checks.ts';
import { CustomClientFields } from './CustomClientFields.tsx';
import { CustomMailboxFields } from './CustomMailboxFields.tsx';
import classes from './CustomSetup.module.css';
import { fromDraft, toDraft } from './custom-draft.ts';
import {
  type CustomForm,
  checkCa,
  checkClientId,
  checkClientSecret,
  checkHost,
  checkIssuer,
  checkPort,
  checkSecurity,
  type Problem,
  toNewAccount,
} from './custom-form.ts';
import { IssuerFields } from './IssuerFields.tsx';
import { MailServerFields } from './MailServerFields.tsx';

interface CustomSetupProps {
  readonly draft?: string;
  /** Called with the new account and what it was made from; its sign-in comes next. */
  onAdded(account: string, draft?: Draft): void;
}

export type CustomFormApi = ReturnType<typeof useCustomForm>;

/** A provider that is filled in by hand. What the mailbox's domain publishes is there already. */
export function CustomSetup({ draft: id, onAdded }: CustomSetupProps) {
  const { queries } = useBackend();
  const [draft, change] = useDraft(id, { provider: 'custom' });
  const [begun] = useState(draft);
  const { address, custom } = begun;
  const detected = useQuery({
    ...queries.onboarding.detect.queryOptions({ input: { address }, staleTime: 300_000 }),
    enabled: custom === null && checkAddress(address) === null,
  });
  if (detected.isLoading) return null;
  return (
    <CustomSetupForm
      initial={prefilled(fromDraft(begun), detected.data)}
      found={custom?.discovered ?? undefined}
      onChange={change}
      onAdded={(account) => onAdded(account, draft)}
    />
  );
}

interface CustomSetupFormProps {
  readonly initial: CustomForm;
  /** At the issuer, the last time it was asked. */
  readonly found: Discovered | undefined;
  onChange(change: Partial<Draft>): void;
  onAdded(account: string): void;
}

function CustomSetupForm({ initial, found, onChange, onAdded }: CustomSetupFormProps) {
  const { t } = useTexts();
  const { queries } = useBackend();
  const discover = useMutation(
    queries.onboarding.discover.mutationOptions({
      onSuccess: (data) => onChange(toDraft(form.getValues(), data)),
    }),
  );
  const form = useCustomForm(initial, (values) => onChange(toDraft(values, discover.data ?? found)));
  const add = useMutation(queries.onboarding.add.mutationOptions({ onSuccess: ({ id }) => onAdded(id) }));
  const discovered = stillValid(discover.data ?? found, form.values.issuer);
  const submit = form.onSubmit(
    (values) => add.mutate(toNewAccount(values, discovered)),
    (errors) => {
      const [first] = Object.keys(errors);
      if (first !== undefined) form.getInputNode(first)?.focus();
    },
  );

  return (
    <form onSubmit={submit} noValidate aria-label={t('onboarding:custom.title')}>
      <div className={classes['columns']}>
        <div className={classes['column']}>
          <CustomMailboxFields form={form} />
          <MailServerFields form={form} />
        </div>
        <div className={classes['column']}>
          <IssuerFields
            form={form}
            discovered={discovered}
            pending={discover.isPending}
            error={discover.error}
            onDiscover={() => discover.mutate(discoveryOf(form.values))}
          />
          <CustomClientFields form={form} />
        </div>
      </div>
      {add.isError ? (
        <div className={classes['failure']}>
          <FailureCard error={add.error} />
        </div>
      ) : null}
      <div className={classes['submit']}>
        {Object.keys(form.errors).length === 0 ? null : (
          <span className={classes['fixFirst']} role="status">
            {t('onboarding:custom.fixFirst')}
          </span>
        )}
        <Button type="submit" size="sm" loading={add.isPending}>
          {t('onboarding:custom.submit')}
        </Button>
      </div>
    </form>
  );
}

function useCustomForm(initial: CustomForm, onValuesChange: (values: CustomForm) => void) {
  const { t } = useTexts();
  const say = (problem: Problem | null) =>
    problem === null ? null : t(`onboarding:custom.invalid.${problem}`);
  const server = (protocol: 'smtp' | 'imap') => ({
    host: (host: string, form: CustomForm) => say(checkHost(host, form)),
    port: (port: string) => say(checkPort(port)),
    security: (security: 'tls' | 'starttls' | 'none', form: CustomForm) =>
      say(checkSecurity(security, form[protocol].host)),
  });
  return useForm<CustomForm>({
    initialValues: initial,
    onValuesChange,
    validateInputOnChange: true,
    validate: {
      address: (address) => say(checkAddress(address)),
      issuer: (issuer) => say(checkIssuer(issuer)),
      clientId: (clientId) => say(checkClientId(clientId)),
      clientSecret: (secret, form) => say(checkClientSecret(secret, form)),
      secretExpiresOn: (date) => say(checkDate(date)),
      smtp: server('smtp'),
      imap: server('imap'),
      ca: (pem) => say(checkCa(pem)),
    },
  });
}

function prefilled(form: CustomForm, detected: Detected | undefined): CustomForm {
  const { smtp, imap } = detected?.mail ?? {};
  return {
    ...form,
    ...(smtp ? { smtp: { ...smtp, port: String(smtp.port) } } : {}),
    ...(imap ? { imap: { ...imap, port: String(imap.port) } } : {}),
  };
}

/** What was found at one issuer says nothing about another. */
function stillValid(discovered: Discovered | undefined, issuer: string): Discovered | undefined {
  const same = (address: string) => address.trim().replace(/\/+$/, '');
  return discovered && same(discovered.issuer) === same(issuer) ? discovered : undefined;
}

function discoveryOf({ issuer, ca }: CustomForm) {
  return ca.trim() === '' ? { issuer: issuer.trim() } : { issuer: issuer.trim(), ca: ca.trim() };
}
