import type { CustomDraft, Discovered } from '../../../preload/contract/index.ts';
import type { Draft } from '../drafts/draft.ts';
import { type CustomForm, checkCa, emptyForm } from './custom-form.ts';

/** What a draft keeps of the form: everything but the secret, and no private key that got into the wrong field. */
export function toDraft(form: CustomForm, discovered: Discovered | undefined): Partial<Draft> {
  const { address, purpose, clientId, secretExpiresOn, clientSecret: _, ...rest } = form;
  const ca = checkCa(form.ca) === 'pemKey' ? '' : form.ca;
  const custom: CustomDraft = { ...rest, ca, discovered: discovered ?? null };
  return { address, purpose, clientId, secretExpiresOn, custom };
}

/** The form as it was left. */
export function fromDraft({ address, purpose, clientId, secretExpiresOn, custom }: Draft): CustomForm {
  const { discovered: _, ...fields } = custom ?? { ...emptyForm, discovered: null };
  return { ...fields, address, purpose, clientId, secretExpiresOn, clientSecret: '' };
}
