import { describe, expect, it } from 'vitest';
import type { ProviderSummary } from '../../../preload/contract/index.ts';
import { type Draft, freshDraft } from '../../../renderer/onboarding/drafts/draft.ts';
import { adminConsentLink } from '../../../renderer/onboarding/register/admin-consent.ts';
import { checkInstance, validInstances } from '../../../renderer/onboarding/register/instances.ts';
import { planFor } from '../../../renderer/onboarding/register/offer.ts';
import {
  examine,
  noSecrets,
  type Secrets,
  type Situation,
  toNewAccount,
} from '../../../renderer/onboarding/register/register-form.ts';
import { google, microsoft, serviceAccount } from './some-providers.ts';

const guid = '8eaef023-2b34-4da1-9baa-8bc8c9d6a490';
const secret = { ...noSecrets, clientSecret: 'abc8Q~0123456789' };

function situation(
  provider: ProviderSummary,
  known: Partial<Draft>,
  secrets: Secrets = noSecrets,
): Situation {
  const draft = freshDraft('d1234567', { address: 'sales@contoso.com', ...known });
  const plan = planFor(provider, draft.purpose, draft.grant);
  if (!plan) throw new Error('No way in');
  return { provider, plan, draft, secrets, today: '2026-01-01' };
}

function told(given: Situation): string[] {
  return examine(given).map((note) => `${note.field} ${'finding' in note ? note.finding.id : note.problem}`);
}

describe('what is told before the browser opens', () => {
  it('is nothing where all is right', () => {
    expect(told(situation(microsoft, { clientId: guid }, secret))).toEqual([]);
    expect(told(situation(microsoft, { clientId: guid, purpose: 'other' }))).toEqual([]);
  });

  it.each([
    ['an address without a domain', { address: 'sales' }, secret, 'address address'],
    ['a client ID of another kind', { clientId: 'x' }, secret, 'clientId client-id-form'],
    ['no client ID', { clientId: '' }, secret, 'clientId client-id-missing'],
    ['a tenant that serves all', { tenant: 'common' }, secret, 'tenant tenant-shared'],
    ['a placeholder for a tenant', { tenant: '<tenant>' }, secret, 'tenant tenant-placeholder'],
    ['the ID of a secret', {}, { ...noSecrets, clientSecret: guid }, 'clientSecret secret-is-id'],
    ['a web app without its secret', {}, noSecrets, 'clientSecret secret-missing'],
    ['a secret that has expired', { secretExpiresOn: '2025-12-31' }, secret, 'secretExpiresOn datePast'],
    ['a delegate without a domain', { signInAs: 'boss' }, secret, 'signInAs address'],
    ['AEM 6.5 without an instance', { purpose: 'aem-65' }, secret, 'instances instances'],
    [
      'an instance that Microsoft takes no redirect URI of',
      { purpose: 'aem-65', instances: ["https://a'b.example"] },
      secret,
      'redirectUri redirect-characters',
    ],
  ] as const)('is %s', (_, known, secrets, expected) => {
    expect(told(situation(microsoft, { clientId: guid, ...known }, secrets))).toContain(expected);
  });

  it('is a tenant of its own where an app signs in by itself', () => {
    const given = situation(
      microsoft,
      { clientId: guid, purpose: 'other', grant: 'client_credentials' },
      secret,
    );
    expect(told(given)).toEqual(['tenant tenant-missing']);
  });

  it('is a key file for a service account', () => {
    expect(told(situation(serviceAccount, { purpose: 'other' }))).toEqual(['serviceAccountKey key']);
  });

  it('goes by Google’s rules at Google', () => {
    expect(told(situation(google, { clientId: guid }))).toEqual(['clientId client-id-google-form']);
  });
});

describe('the new account', () => {
  it('has what was typed, without blanks around it and without what does not apply', () => {
    const known = {
      clientId: ` ${guid} `,
      tenant: ' ',
      secretExpiresOn: '2027-01-01',
      signInAs: 'boss@contoso.com',
    };
    expect(toNewAccount(situation(microsoft, known, secret))).toEqual({
      provider: 'microsoft365',
      address: 'sales@contoso.com',
      purpose: 'aem-cloud',
      grant: 'authorization_code',
      clientId: guid,
      clientSecret: secret.clientSecret,
      secretExpiresOn: '2027-01-01',
      signInAs: 'boss@contoso.com',
    });
  });

  it('leaves a secret out that a desktop app must not have', () => {
    const account = toNewAccount(situation(microsoft, { clientId: guid, purpose: 'other' }, secret));
    expect(account).not.toHaveProperty('clientSecret');
  });

  it('takes the key file whole', () => {
    const secrets = { ...noSecrets, serviceAccountKey: '{}' };
    const account = toNewAccount(
      situation(serviceAccount, { purpose: 'other', clientId: 'left over' }, secrets),
    );
    expect(account).toMatchObject({ grant: 'service_account', serviceAccountKey: '{}' });
    expect(account).not.toHaveProperty('clientId');
  });
});

describe('the address of an AEM instance', () => {
  it.each([
    ['', null],
    ['https://author.example', null],
    ['https://author.example:4502/', null],
    ['http://localhost:4502', null],
    ['http://author.example', 'http'],
    ['author.example', 'form'],
    ['localhost:4502', 'form'],
    ['https://author.example/libs/granite', 'path'],
    ['https://publish.example', 'twice'],
  ])('%j is %s', (address, problem) => {
    expect(checkInstance(address, ['https://publish.example/'])).toBe(problem);
  });

  it('is used without its slash, and once', () => {
    expect(validInstances(['https://a.example/', '', 'nonsense', 'https://a.example'])).toEqual([
      'https://a.example',
    ]);
  });
});

describe('the link for the administrator', () => {
  const known = { clientId: guid, tenant: '', address: 'sales@contoso.com', purpose: 'aem-cloud' } as const;

  it('names the organisation by the mailbox’s domain where no tenant is given', () => {
    expect(adminConsentLink(microsoft, known)).toEqual({
      tenant: 'contoso.com',
      url: `https://login.example/contoso.com/adminconsent?client_id=${guid}&redirect_uri=http%3A%2F%2Flocalhost`,
    });
  });

  it.each([
    ['the client ID is wrong', { ...known, clientId: 'x' }],
    ['there is no tenant', { ...known, address: '' }],
  ])('is not made as long as %s', (_, draft) => {
    expect(adminConsentLink(microsoft, draft)).toBeNull();
  });

  it('is not made where the provider has no such page', () => {
    const { adminConsent: _, ...provider } = microsoft;
    expect(adminConsentLink(provider, known)).toBeNull();
  });
});
