import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import type { ProviderSummary } from '../../../preload/contract/index.ts';
import { useBackend } from '../../backend.tsx';
import { FailureCard } from '../../ui/FailureCard.tsx';
import { Surface } from '../../ui/Surface.tsx';
import { useTexts } from '../../use-texts.ts';
import type { Draft } from '../drafts/draft.ts';
import { useDraft } from '../drafts/use-drafts.ts';
import { ClientFields } from './ClientFields.tsx';
import { MailboxFields } from './MailboxFields.tsx';
import { type Plan, planFor } from './offer.ts';
import { Preflight } from './Preflight.tsx';
import { ProviderNotice } from './ProviderNotice.tsx';
import { RegisterChecklist } from './RegisterChecklist.tsx';
import classes from './RegisterSetup.module.css';
import { examine, noSecrets, type Secrets, toNewAccount } from './register-form.ts';

interface RegisterSetupProps {
  readonly provider: ProviderSummary;
  readonly draft?: string;
  /** Called with the new account and what it was made from. */
  onAdded(account: string, draft: Draft): void;
}

/** What to click at the provider, and beside it the fields for what the portal shows. */
export function RegisterSetup({ provider, draft: id, onAdded }: RegisterSetupProps) {
  const { t } = useTexts();
  const [draft, change] = useDraft(id, { provider: provider.id });
  const plan = planFor(provider, draft.purpose, draft.grant);
  return (
    <>
      <ProviderNotice provider={provider} />
      {provider.grants.length === 0 ? null : plan === null ? (
        <div className={classes['single']}>
          <Surface title={t('register:form')}>
            <MailboxFields provider={provider} plan={null} draft={draft} notes={[]} onChange={change} />
            <p className={classes['warning']} role="status">
              {t('register:noGrant', { purpose: t(`purpose.${draft.purpose}`) })}
            </p>
          </Surface>
        </div>
      ) : (
        <Register provider={provider} plan={plan} draft={draft} onChange={change} onAdded={onAdded} />
      )}
    </>
  );
}

interface RegisterProps extends Pick<RegisterSetupProps, 'provider' | 'onAdded'> {
  readonly plan: Plan;
  readonly draft: Draft;
  onChange(change: Partial<Draft>): void;
}

function Register({ provider, plan, draft, onChange, onAdded }: RegisterProps) {
  const { t } = useTexts();
  const { queries } = useBackend();
  const [secrets, setSecrets] = useState<Secrets>(noSecrets);
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const situation = { provider, plan, draft, secrets, today: new Date().toISOString().slice(0, 10) };
  const notes = examine(situation);
  const wrong = notes.some(({ severity }) => severity === 'error');
  const add = useMutation(
    queries.onboarding.add.mutationOptions({ onSuccess: ({ id }) => onAdded(id, draft) }),
  );

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (wrong) requestAnimationFrame(() => focusFirstInvalid(form.current));
    else add.mutate(toNewAccount(situation));
  };
  const fields = { provider, plan, draft, notes, tried, onChange };
  return (
    <form ref={form} onSubmit={submit} noValidate aria-label={t('register:form')}>
      <div className={classes['columns']}>
        <RegisterChecklist
          provider={provider}
          plan={plan}
          draft={draft}
          notes={notes}
          secrets={secrets}
          onChange={onChange}
        />
        <div className={classes['side']}>
          <Surface title={t('register:form')}>
            <MailboxFields {...fields} />
            <ClientFields {...fields} secrets={secrets} onSecrets={setSecrets} />
          </Surface>
          <Preflight notes={notes} />
          {add.isError ? <FailureCard error={add.error} /> : null}
          <div className={classes['submit']}>
            {tried && wrong ? (
              <span className={classes['fixFirst']} role="status">
                {t('register:fixFirst')}
              </span>
            ) : null}
            <Button type="submit" size="sm" loading={add.isPending}>
              {t('register:submit')}
            </Button>
          </div>
        </div>
      </div>
    </form>
  );
}

function focusFirstInvalid(form: HTMLFormElement | null): void {
  form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
}
