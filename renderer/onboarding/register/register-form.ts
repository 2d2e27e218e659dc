import type { Client, ProviderSummary } from '../../../preload/contract/index.ts';
import { validateClientId } from '../../../preload/contract/validate/client-id.ts';
import { validateClientSecret, validateSecretUse } from '../../../preload/contract/validate/client-secret.ts';
import type { Finding, ProviderRules } from '../../../preload/contract/validate/finding.ts';
import { validateRedirectUri } from '../../../preload/contract/validate/redirect-uri.ts';
import { validateTenant } from '../../../preload/contract/validate/tenant.ts';
import type { Draft } from '../drafts/draft.ts';
import { checkAddress, checkDate } from '../field-checks.ts';
import { validInstances } from './instances.ts';
import { type Plan, redirectUris } from './offer.ts';

type NewAccount = Parameters<Client['onboarding']['add']>[0];

/** What goes into the vault and is kept nowhere else. */
export interface Secrets {
  readonly clientSecret: string;
  /** Google's key file as it is. */
  readonly serviceAccountKey: string;
}

export const noSecrets: Secrets = { clientSecret: '', serviceAccountKey: '' };

/** What is wrong with a field of the window's own; its words are `register:invalid.<problem>`. */
export type OwnProblem = 'required' | 'address' | 'tooLong' | 'date' | 'datePast' | 'key' | 'instances';
export type Field =
  | 'address'
  | 'tenant'
  | 'clientId'
  | 'clientSecret'
  | 'secretExpiresOn'
  | 'signInAs'
  | 'serviceAccountKey'
  | 'instances'
  | 'redirectUri';

export type Note =
  | { readonly field: Field; readonly severity: 'error'; readonly problem: OwnProblem }
  | { readonly field: Field; readonly severity: 'error' | 'warning'; readonly finding: Finding };

export interface Situation {
  readonly provider: ProviderSummary;
  readonly plan: Plan;
  readonly draft: Draft;
  readonly secrets: Secrets;
  /** ISO date. */
  readonly today: string;
}

/** Everything that can be told before the browser opens, by field. */
export function examine(situation: Situation): readonly Note[] {
  const { provider, plan, draft, secrets } = situation;
  const rules = rulesOf(provider);
  const personal = provider.id === 'microsoft-personal';
  const appOnly = plan.grant === 'client_credentials';
  const own = (field: Field, problem: string | null): Note[] =>
    problem === null ? [] : [{ field, severity: 'error', problem: problem as OwnProblem }];
  const found = (findings: readonly Finding[]): Note[] =>
    findings.flatMap((finding) =>
      isField(finding.field) ? [{ field: finding.field, severity: finding.severity, finding }] : [],
    );
  const tenant = draft.tenant.trim();
  return [
    ...own('address', checkAddress(draft.address)),
    ...(provider.needs.includes('tenant') && (tenant !== '' || appOnly)
      ? found(validateTenant(tenant, { appOnly, personal }))
      : []),
    ...(plan.grant === 'service_account'
      ? own('serviceAccountKey', secrets.serviceAccountKey === '' ? 'key' : null)
      : found(validateClientId(draft.clientId, rules))),
    ...secretNotes(situation, rules, found),
    ...own('signInAs', draft.signInAs.trim() === '' ? null : checkAddress(draft.signInAs)),
    ...instanceNotes(situation, rules, own, found),
  ];
}

function secretNotes(
  { plan, secrets, draft, today }: Situation,
  rules: ProviderRules,
  found: (findings: readonly Finding[]) => Note[],
): Note[] {
  const { clientSecret } = secrets;
  if (plan.secret === 'none') return [];
  const date = draft.secretExpiresOn;
  const dateProblem = checkDate(date) ?? (date !== '' && date <= today ? 'datePast' : null);
  return [
    ...found(validateClientSecret(clientSecret, rules)),
    ...(plan.secret === 'required' ? found(validateSecretUse(clientSecret !== '', 'web', rules)) : []),
    ...(dateProblem === null
      ? []
      : [
          {
            field: 'secretExpiresOn',
            severity: 'error',
            problem: dateProblem === 'datePast' ? 'datePast' : 'date',
          } as const,
        ]),
  ];
}

/** AEM 6.5 gets its own answer, so that each instance's redirect URI has to hold by itself. */
function instanceNotes(
  { plan, draft }: Situation,
  rules: ProviderRules,
  own: (field: Field, problem: string | null) => Note[],
  found: (findings: readonly Finding[]) => Note[],
): Note[] {
  if (draft.purpose !== 'aem-65' || plan.grant !== 'authorization_code') return [];
  const instances = validInstances(draft.instances);
  if (instances.length === 0) return own('instances', 'instances');
  const platform = plan.registration.platform ?? undefined;
  return redirectUris(plan.registration, instances).flatMap((uri) =>
    found(validateRedirectUri(uri, { rules, platform }).filter(({ severity }) => severity === 'error')),
  );
}

const fields: readonly Field[] = ['tenant', 'clientId', 'clientSecret', 'redirectUri'];

function isField(name: string): name is Field {
  return fields.some((field) => field === name);
}

export function rulesOf({ family }: Pick<ProviderSummary, 'family'>): ProviderRules {
  return family === 'microsoft' || family === 'google' ? family : 'other';
}

/** Whether an app that is not published yet signs in for a few days only. */
export function canBeInTesting({ refreshTokenRules }: ProviderSummary): boolean {
  return refreshTokenRules?.testingDays !== undefined;
}

/** What the contract takes, from a form without errors. */
export function toNewAccount({ provider, plan, draft, secrets }: Situation): NewAccount {
  const tenant = draft.tenant.trim();
  const signInAs = draft.signInAs.trim();
  const byKey = plan.grant === 'service_account';
  const clientSecret = plan.secret === 'none' ? '' : secrets.clientSecret;
  return {
    provider: provider.id,
    address: draft.address.trim(),
    purpose: draft.purpose,
    grant: plan.grant,
    ...(byKey ? { serviceAccountKey: secrets.serviceAccountKey } : { clientId: draft.clientId.trim() }),
    ...(tenant === '' || !provider.needs.includes('tenant') ? {} : { tenant }),
    ...(clientSecret === '' ? {} : { clientSecret }),
    ...(clientSecret === '' || draft.secretExpiresOn === ''
      ? {}
      : { secretExpiresOn: draft.secretExpiresOn }),
    ...(signInAs === '' ? {} : { signInAs }),
    ...(draft.inTesting && canBeInTesting(provider) ? { inTesting: true } : {}),
  };
}
