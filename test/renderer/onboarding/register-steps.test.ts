import { describe, expect, it } from 'vitest';
import type { Grant, ProviderSummary, Purpose } from '../../../preload/contract/index.ts';
import { exchangeLines } from '../../../renderer/onboarding/register/exchange-lines.ts';
import { offeredGrants, planFor } from '../../../renderer/onboarding/register/offer.ts';
import { registerSteps, type StepValues } from '../../../renderer/onboarding/register/steps.ts';
import { closed, google, microsoft, serviceAccount, yahoo } from './some-providers.ts';

const nothing: StepValues = {
  address: '',
  clientId: '',
  tenant: '',
  objectId: '',
  instances: [],
  serviceClientId: '',
};

function steps(provider: ProviderSummary, purpose: Purpose, grant: Grant | null, values = nothing) {
  const plan = planFor(provider, purpose, grant);
  if (!plan) throw new Error('No way in');
  return registerSteps(provider, plan, values);
}

describe('the steps in the portal', () => {
  it.each([
    [
      'Microsoft, AEM as a Cloud Service',
      microsoft,
      'aem-cloud',
      null,
      'microsoftNew microsoftRedirectWeb microsoftIds microsoftPermissions microsoftConsent microsoftSecret mailbox',
    ],
    [
      'Microsoft, another application',
      microsoft,
      'other',
      null,
      'microsoftNew microsoftRedirectDesktop microsoftIds microsoftPermissions microsoftConsent mailbox',
    ],
    [
      'Microsoft, by code on another device',
      microsoft,
      'other',
      'device_code',
      'microsoftNew microsoftIds microsoftPermissions microsoftConsent microsoftPublic mailbox',
    ],
    [
      'Microsoft, the app by itself',
      microsoft,
      'other',
      'client_credentials',
      'microsoftNew microsoftIds microsoftPermissionsApp microsoftConsentApp microsoftSecret microsoftExchange mailbox',
    ],
    ['Google', google, 'forms-jee', null, 'googleAudience googleScope googleDesktop googleDownload'],
    ['Google, AEM 6.5', google, 'aem-65', null, 'googleAudience googleScope googleWeb googleDownload'],
    ['a service account', serviceAccount, 'other', null, 'googleService googleDelegation'],
    ['a provider that has to be applied to', yahoo, 'other', null, 'apply otherNew otherIds'],
  ] as const)('of %s are in the right order', (_, provider, purpose, grant, expected) => {
    expect(
      steps(provider, purpose, grant)
        .map(({ id }) => id)
        .join(' '),
    ).toBe(expected);
  });

  it('carry both forms of the redirect URI', () => {
    const step = steps(microsoft, 'aem-cloud', null).find(({ id }) => id === 'microsoftRedirectWeb');
    expect(step?.values.map(({ value }) => value)).toEqual(['http://localhost', 'http://localhost/']);
  });

  it('carry a redirect URI for each AEM instance', () => {
    const instances = ['https://author.example', 'https://publish.example'];
    const step = steps(google, 'aem-65', null, { ...nothing, instances }).find(
      ({ id }) => id === 'googleWeb',
    );
    expect(step?.values.map(({ value }) => value)).toEqual([
      'https://author.example/services/mailer/oauth2/token',
      'https://publish.example/services/mailer/oauth2/token',
      'http://127.0.0.1:51789/',
    ]);
  });

  it('ask for the permissions of the grant, and for no others', () => {
    const names = (grant: Grant) =>
      steps(microsoft, 'other', grant)
        .flatMap(({ values }) => values)
        .filter(({ name }) => name === 'permission')
        .map(({ value }) => value);
    expect(names('authorization_code')).toEqual(['SMTP.Send']);
    expect(names('client_credentials')).toEqual(['SMTP.SendAsApp']);
  });

  it('lead to the app’s own page once its ID is known, and to the list until then', () => {
    const link = (clientId: string) =>
      steps(microsoft, 'other', null, { ...nothing, clientId }).find(({ id }) => id === 'microsoftIds')?.link;
    expect(link('')).toBe('https://portal.example/apps');
    expect(link('a b')).toBe('https://portal.example/overview/a%20b');
  });
});

describe('the ways in', () => {
  it('are those that leave a refresh token, for systems that live on one', () => {
    expect(offeredGrants(microsoft, 'aem-cloud')).toEqual(['authorization_code']);
    expect(offeredGrants(microsoft, 'other')).toEqual(microsoft.grants);
    expect(planFor(serviceAccount, 'aem-65', null)).toBeNull();
    expect(planFor(closed, 'other', null)).toBeNull();
  });

  it('fall back to the best where the wish does not fit', () => {
    expect(planFor(microsoft, 'aem-cloud', 'client_credentials')?.grant).toBe('authorization_code');
  });
});

describe('the lines for Exchange', () => {
  it('come in order, filled in, and cannot be broken out of', () => {
    const lines = exchangeLines({ address: "o'neil@contoso.com", clientId: 'c', objectId: '' });
    expect(lines.map((line) => line.split(' ')[0])).toEqual([
      'Connect-ExchangeOnline',
      'New-ServicePrincipal',
      'Add-MailboxPermission',
      'Add-RecipientPermission',
    ]);
    expect(lines[1]).toContain("-AppId 'c' -ObjectId '<object ID of the enterprise application>'");
    expect(lines[2]).toContain("-Identity 'o''neil@contoso.com'");
  });
});
