import type { Draft } from '../../../preload/contract/index.ts';

export type { Draft };

/** A draft of which only this much is known. */
export function freshDraft(id: string, known: Partial<Omit<Draft, 'id'>> = {}): Draft {
  return {
    id,
    provider: '',
    address: '',
    purpose: 'aem-cloud',
    grant: null,
    clientId: '',
    tenant: '',
    secretExpiresOn: '',
    signInAs: '',
    objectId: '',
    inTesting: false,
    instances: [],
    ticked: [],
    custom: null,
    account: null,
    step: 'setup',
    changedAt: new Date(0).toISOString(),
    ...known,
  };
}

/** The drafts with this one in place of what was there of it, the newest first. */
export function withDraft(drafts: readonly Draft[], draft: Draft): Draft[] {
  return [draft, ...drafts.filter(({ id }) => id !== draft.id)];
}
