import { Checkbox } from '@mantine/core';
import type { ProviderSummary } from '../../../preload/contract/index.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { ExternalLink } from '../../ui/ExternalLink.tsx';
import { Surface } from '../../ui/Surface.tsx';
import { useFormat } from '../../ui/use-format.tsx';
import { useSharedTexts, useTexts } from '../../use-texts.ts';
import type { Draft } from '../drafts/draft.ts';
import { AdminMessage } from './AdminMessage.tsx';
import { readGoogleFile } from './google-file.ts';
import { validInstances } from './instances.ts';
import type { Plan } from './offer.ts';
import classes from './RegisterChecklist.module.css';
import type { Note, Secrets } from './register-form.ts';
import { type RegisterStep, registerSteps } from './steps.ts';

interface RegisterChecklistProps {
  readonly provider: ProviderSummary;
  readonly plan: Plan;
  readonly draft: Draft;
  readonly notes: readonly Note[];
  readonly secrets: Secrets;
  onChange(change: Partial<Draft>): void;
}

/** The portal's steps, to be ticked off; those that a field proves tick themselves. */
export function RegisterChecklist(props: RegisterChecklistProps) {
  const { provider, plan, draft, notes, secrets, onChange } = props;
  const { t } = useTexts();
  const format = useFormat();
  const steps = registerSteps(provider, plan, {
    address: draft.address.trim(),
    clientId: hasError(notes, 'clientId') ? '' : draft.clientId.trim(),
    tenant: tenantOf(provider, draft),
    objectId: draft.objectId.trim(),
    instances: validInstances(draft.instances),
    serviceClientId: serviceClientId(secrets),
  });
  const isDone = (step: RegisterStep) =>
    draft.ticked.includes(step.id) ||
    (step.shownBy !== undefined && !hasError(notes, step.shownBy) && isFilled(step.shownBy, draft, secrets));
  const done = steps.filter(isDone).length;
  const tick = (step: RegisterStep, ticked: boolean) => {
    const others = draft.ticked.filter((id) => id !== step.id);
    onChange({ ticked: ticked ? [...others, step.id] : others });
  };
  return (
    <Surface
      title={t('register:list')}
      aside={
        <span className={classes['progress']} role="status">
          {t('register:progress', { done: format.number(done), total: format.number(steps.length) })}
        </span>
      }
    >
      <p className={classes['lead']}>{t('register:listText')}</p>
      <ol className={classes['steps']}>
        {steps.map((step) => (
          <li key={step.id} className={classes['step']} data-done={isDone(step)}>
            <Checkbox
              checked={isDone(step)}
              label={t(`register:step.${step.id}.title`)}
              classNames={{ label: classes['title'] ?? '' }}
              onChange={(event) => tick(step, event.currentTarget.checked)}
            />
            <div className={classes['body']}>
              <StepBody step={step} {...props} />
            </div>
          </li>
        ))}
      </ol>
    </Surface>
  );
}

function StepBody({ step, provider, draft }: RegisterChecklistProps & { step: RegisterStep }) {
  const { t } = useTexts();
  const say = useSharedTexts();
  const title = t(`register:step.${step.id}.title`);
  const instancesMissing =
    draft.purpose === 'aem-65' &&
    /Redirect|Web$|New$/.test(step.id) &&
    validInstances(draft.instances).length === 0;
  return (
    <>
      <p className={classes['text']}>{t(`register:step.${step.id}.text`)}</p>
      {step.link === undefined ? null : (
        <ExternalLink href={step.link} name={t('register:openPortal', { title })}>
          {t('register:openPortalShort')}
        </ExternalLink>
      )}
      {step.values.length === 0 ? null : (
        <ul className={classes['values']}>
          {step.values.map(({ name, value }) => (
            <li key={`${name} ${value}`}>
              <code>{value}</code>
              <CopyButton value={value} name={`${t(`register:value.${name}`)} ${value}`} />
            </li>
          ))}
        </ul>
      )}
      {instancesMissing && !step.id.startsWith('microsoftNew') ? (
        <p className={classes['hint']}>{t('register:instancesFirst')}</p>
      ) : null}
      {step.lines === undefined ? null : <Lines lines={step.lines} />}
      {step.points === undefined ? null : (
        <ul className={classes['points']}>
          {step.points.map((point) => (
            <li key={point}>{say(point)}</li>
          ))}
        </ul>
      )}
      {step.adminConsent ? <AdminMessage provider={provider} draft={draft} /> : null}
    </>
  );
}

function Lines({ lines }: { lines: readonly string[] }) {
  const { t } = useTexts();
  const text = lines.join('\n');
  return (
    <div className={classes['lines']}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so that the keyboard has to reach it */}
      <section aria-label={t('register:linesName')} tabIndex={0}>
        <pre>{text}</pre>
      </section>
      <CopyButton value={text} name={t('register:linesName')} label={t('register:copyLines')} />
    </div>
  );
}

function hasError(notes: readonly Note[], field: string): boolean {
  return notes.some((note) => note.field === field && note.severity === 'error');
}

function isFilled(field: NonNullable<RegisterStep['shownBy']>, draft: Draft, secrets: Secrets): boolean {
  return field === 'clientId' ? draft.clientId.trim() !== '' : secrets[field] !== '';
}

function serviceClientId({ serviceAccountKey }: Secrets): string {
  const file = readGoogleFile(serviceAccountKey);
  return file.kind === 'service-account' ? file.clientId : '';
}

function tenantOf({ tenantDefault = '' }: ProviderSummary, { tenant, address }: Draft): string {
  return tenant.trim() || tenantDefault.replace('{domain}', address.trim().split('@')[1] ?? '');
}
