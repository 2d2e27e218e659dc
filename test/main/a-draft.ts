import type { Draft } from '../../preload/contract/index.ts';

/** A draft as the wizard keeps one. */
export function aDraft(change: Partial<Draft> = {}): Draft {
  return {
    id: 'd1234567',
    provider: 'microsoft365',
    address: 'sales@contoso.com',
    purpose: 'aem-65',
    grant: null,
    clientId: '11111111-2222-4333-8444-555555555555',
    tenant: '',
    secretExpiresOn: '',
    signInAs: '',
    objectId: '',
    inTesting: false,
    instances: ['https://author.example'],
    ticked: ['mailService'],
    custom: null,
    account: null,
    step: 'setup',
    changedAt: '2026-01-01T00:00:00.000Z',
    ...change,
  };
}
