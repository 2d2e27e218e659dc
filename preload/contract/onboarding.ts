import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { AccountId, Endpoints, NewAccount } from './account.ts';
import { errorMap } from './errors.ts';
import { Grant, IsoInstant } from './words.ts';

const base = oc.errors(errorMap);

export const ProviderSummary = z.object({
  id: z.string(),
  name: z.string(),
  grants: z.array(Grant),
  /** What the admin has to give besides the address. */
  needs: z.array(z.enum(['issuer', 'clientId', 'clientSecret', 'mail'])),
});
export type ProviderSummary = z.infer<typeof ProviderSummary>;

export const Discovered = z.object({
  issuer: z.string(),
  endpoints: Endpoints,
  scopesSupported: z.array(z.string()),
});
export type Discovered = z.infer<typeof Discovered>;

/** One sign-in attempt as it goes. Closing the iterator cancels it. */
export const ConsentEvent = z.discriminatedUnion('event', [
  /** `opened` is false where no browser could be started: the admin copies the link. */
  z.object({ event: z.literal('open'), url: z.url(), opened: z.boolean(), deadline: IsoInstant }),
  /** Something that did not belong to this attempt was answered with an error and ignored. */
  z.object({ event: z.literal('stray'), reason: z.enum(['state', 'issuer', 'path', 'host', 'method']) }),
  z.object({ event: z.literal('exchanging') }),
  z.object({
    event: z.literal('done'),
    account: AccountId,
    grantedScopes: z.array(z.string()),
    missingScopes: z.array(z.string()),
    expiresAt: IsoInstant.nullable(),
  }),
]);
export type ConsentEvent = z.infer<typeof ConsentEvent>;

export const onboarding = {
  providers: base.output(z.array(ProviderSummary)),
  /** Asks an OpenID provider for its endpoints (OpenID Connect Discovery 1.0 §4). */
  discover: base.input(z.object({ issuer: z.url(), ca: z.string().optional() })).output(Discovered),
  add: base.input(NewAccount).output(z.object({ id: AccountId })),
  signIn: base
    .input(
      z.object({
        account: AccountId,
        openBrowser: z.boolean().default(true),
        /** Seconds until the attempt is given up. */
        timeoutSeconds: z.int().min(1).max(3600).default(300),
      }),
    )
    .output(eventIterator(ConsentEvent)),
};
