import type { PortalPage, ProviderSummary } from '../../../preload/contract/index.ts';
import type register from '../../../preload/texts/en/register.json';
import { exchangeLines } from './exchange-lines.ts';
import { type Plan, redirectUris } from './offer.ts';

export type StepId = keyof typeof register.step;
export type ValueName = keyof typeof register.value;

/** Something to do in a portal, in its words. */
export interface RegisterStep {
  readonly id: StepId;
  /** Where, with all that is known filled in. */
  readonly link?: string;
  /** To be carried over, one copy button each. */
  readonly values: readonly { readonly name: ValueName; readonly value: string }[];
  /** Several lines to be run as they stand. */
  readonly lines?: readonly string[];
  /** The field of this page whose value shows that the step is done. */
  readonly shownBy?: 'clientId' | 'clientSecret' | 'serviceAccountKey';
  /** Text keys of what has to be so; namespace included. */
  readonly points?: readonly string[];
  /** An administrator of the organisation may have to do it. */
  readonly adminConsent?: true;
}

export interface StepValues {
  readonly address: string;
  readonly clientId: string;
  readonly tenant: string;
  readonly objectId: string;
  readonly instances: readonly string[];
  /** Google's numeric one, from the key file. */
  readonly serviceClientId: string;
}

/** What to click at the provider, in order, for one purpose. */
export function registerSteps(
  provider: ProviderSummary,
  plan: Plan,
  values: StepValues,
): readonly RegisterStep[] {
  const steps = stepsOf(provider, plan, values);
  const { prerequisites } = provider;
  return prerequisites.length === 0
    ? steps
    : [...steps, { id: 'mailbox', values: [], points: prerequisites }];
}

function stepsOf(provider: ProviderSummary, plan: Plan, values: StepValues): readonly RegisterStep[] {
  switch (provider.family) {
    case 'microsoft':
      return microsoft(provider, plan, values);
    case 'google':
      return plan.grant === 'service_account'
        ? serviceAccount(provider, values)
        : google(provider, plan, values);
    case 'yahoo':
    case 'generic':
    case 'practice':
      return other(provider, plan, values);
  }
}

function microsoft(
  provider: ProviderSummary,
  { grant, registration, secret }: Plan,
  values: StepValues,
): readonly RegisterStep[] {
  const appOnly = grant === 'client_credentials';
  const personal = provider.adminConsent === undefined;
  const uris = grant === 'authorization_code' ? redirectUris(registration, values.instances) : [];
  const kind = appOnly ? 'application' : 'delegated';
  const steps: (RegisterStep | null)[] = [
    {
      id: personal ? 'microsoftNewPersonal' : 'microsoftNew',
      ...link(provider, 'newApp', values),
      values: [{ name: 'appName', value: 'Postkey mail' }],
    },
    uris.length === 0
      ? null
      : {
          id: registration.platform === 'web' ? 'microsoftRedirectWeb' : 'microsoftRedirectDesktop',
          ...link(provider, 'authentication', values),
          values: uris.map((value) => ({ name: 'redirectUri', value })),
        },
    { id: 'microsoftIds', ...link(provider, 'overview', values), values: [], shownBy: 'clientId' },
    {
      id: appOnly ? 'microsoftPermissionsApp' : 'microsoftPermissions',
      ...link(provider, 'permissions', values),
      values: provider.permissions
        .filter((permission) => permission.kind === kind)
        .map(({ name }) => ({ name: 'permission', value: name })),
    },
    personal
      ? null
      : {
          id: appOnly ? 'microsoftConsentApp' : 'microsoftConsent',
          ...link(provider, 'permissions', values),
          values: [],
          adminConsent: true,
        },
    secret === 'none'
      ? null
      : {
          id: 'microsoftSecret',
          ...link(provider, 'secrets', values),
          values: [],
          shownBy: 'clientSecret',
        },
    grant === 'device_code'
      ? { id: 'microsoftPublic', ...link(provider, 'authentication', values), values: [] }
      : null,
    appOnly
      ? {
          id: 'microsoftExchange',
          ...link(provider, 'consents', values),
          values: [],
          lines: exchangeLines(values),
        }
      : null,
  ];
  return steps.filter((step) => step !== null);
}

function google(provider: ProviderSummary, { registration }: Plan, values: StepValues): RegisterStep[] {
  const web = registration.platform === 'web';
  return [
    { id: 'googleAudience', ...link(provider, 'audience', values), values: [] },
    {
      id: 'googleScope',
      ...link(provider, 'scopes', values),
      values: provider.permissions.map(({ name }) => ({ name: 'scope', value: name })),
    },
    {
      id: web ? 'googleWeb' : 'googleDesktop',
      ...link(provider, 'newApp', values),
      values: redirectUris(registration, values.instances).map((value) => ({ name: 'redirectUri', value })),
    },
    { id: 'googleDownload', ...link(provider, 'apps', values), values: [], shownBy: 'clientId' },
  ];
}

function serviceAccount(provider: ProviderSummary, values: StepValues): RegisterStep[] {
  const { serviceClientId } = values;
  return [
    {
      id: 'googleService',
      ...link(provider, 'serviceAccounts', values),
      values: [],
      shownBy: 'serviceAccountKey',
    },
    {
      id: 'googleDelegation',
      ...link(provider, 'delegation', values),
      values: [
        ...(serviceClientId === '' ? [] : [{ name: 'numericClientId' as const, value: serviceClientId }]),
        ...provider.scopes.requested.map((value) => ({ name: 'scope' as const, value })),
      ],
    },
  ];
}

function other(provider: ProviderSummary, { registration }: Plan, values: StepValues): RegisterStep[] {
  const { portal, scopes } = provider;
  const redirects = redirectUris(registration, values.instances);
  const apply: RegisterStep[] = portal.application
    ? [{ id: 'apply', link: portal.application, values: [] }]
    : [];
  return [
    ...apply,
    {
      id: 'otherNew',
      ...link(provider, portal.newApp ? 'newApp' : portal.apps ? 'apps' : 'docs', values),
      values: [
        ...redirects.map((value) => ({ name: 'redirectUri' as const, value })),
        ...scopes.requested.map((value) => ({ name: 'scope' as const, value })),
      ],
    },
    { id: 'otherIds', values: [], shownBy: 'clientId' },
  ];
}

/** The portal's page, or the list of apps as long as the app's own page is not known. */
function link(provider: ProviderSummary, page: PortalPage, values: StepValues): { link?: string } {
  const { portal } = provider;
  const template = portal[page];
  if (template === undefined) return portal.apps === undefined ? {} : { link: portal.apps };
  const isKnown = !template.includes('{clientId}') || values.clientId !== '';
  const address = isKnown ? template : portal.apps;
  if (address === undefined) return {};
  return {
    link: address
      .replace('{clientId}', encodeURIComponent(values.clientId))
      .replace('{tenant}', encodeURIComponent(values.tenant)),
  };
}
