import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { AccountId, MailAddress, MailServers, NewAccount, ProxyAddress } from './account.ts';
import { bulk } from './bulk.ts';
import { drafts } from './drafts.ts';
import { errorMap } from './errors.ts';
import { Discovered, ProviderSummary, SignInMethod } from './provider.ts';
import { Finding } from './validate/finding.ts';
import { IsoInstant } from './words.ts';

const base = oc.errors(errorMap);

/** What an address tells of where its mailbox is. */
export const Detected = z.object({
  /** Null where nothing fits: the admin chooses. */
  provider: z.string().nullable(),
  how: z.enum(['domain', 'mx', 'autoconfig', 'none']),
  /** Providers it may be, the likeliest first. */
  candidates: z.array(z.string()),
  /** The servers that the domain publishes, for a provider without a list of its own. */
  mail: MailServers.optional(),
  /** False where the network could not be asked; only the domain table was. */
  online: z.boolean(),
});
export type Detected = z.infer<typeof Detected>;

/** How a sign-in ended well. */
export const SignedIn = z.object({
  account: AccountId,
  grantedScopes: z.array(z.string()),
  missingScopes: z.array(z.string()),
  expiresAt: IsoInstant.nullable(),
  /** Who signed in, where it is another account than the mailbox and that is right; null where it is the mailbox's own, or the provider does not say. */
  signedInAs: z.string().nullable(),
});
export type SignedIn = z.infer<typeof SignedIn>;

/** One sign-in attempt as it goes. Closing the iterator cancels it. */
export const ConsentEvent = z.discriminatedUnion('event', [
  /** What it may fail of, told beforehand. Its words are `preflight:<id>`. */
  z.object({ event: z.literal('warning'), finding: Finding }),
  /** `opened` is false where no browser could be started: the admin copies the link. */
  z.object({ event: z.literal('open'), url: z.url(), opened: z.boolean(), deadline: IsoInstant }),
  /** The code to type on another device (RFC 8628 §3.2). */
  z.object({
    event: z.literal('device'),
    userCode: z.string(),
    verificationUri: z.url(),
    /** With the code in it; for a QR code. */
    verificationUriComplete: z.url().optional(),
    expiresAt: IsoInstant,
    /** Seconds between two questions to the provider. */
    intervalSeconds: z.number(),
  }),
  /** The browser will not come back here: `onboarding.answer` takes the address one lands on. */
  z.object({
    event: z.literal('paste'),
    url: z.url(),
    opened: z.boolean(),
    redirectUri: z.string(),
    deadline: IsoInstant,
  }),
  /** Something that did not belong to this attempt was answered with an error and ignored. */
  z.object({ event: z.literal('stray'), reason: z.enum(['state', 'issuer', 'path', 'host', 'method']) }),
  z.object({ event: z.literal('exchanging') }),
  SignedIn.extend({ event: z.literal('done') }),
]);
export type ConsentEvent = z.infer<typeof ConsentEvent>;

/** A link to sign in with, for whoever owns the mailbox. */
export const ConsentLink = z.object({
  url: z.url(),
  /** Where they land; the address they land on is what `onboarding.answer` wants. */
  redirectUri: z.string(),
  madeAt: IsoInstant,
});
export type ConsentLink = z.infer<typeof ConsentLink>;

export const onboarding = {
  providers: base.output(z.array(ProviderSummary)),
  /** Finds the provider of a mailbox: domain table, then MX, then Mozilla autoconfig. Works offline, then knows less. */
  detect: base.input(z.object({ address: MailAddress })).output(Detected),
  /** Asks an OpenID provider for its endpoints (OpenID Connect Discovery 1.0 §4). */
  discover: base
    .input(z.object({ issuer: z.url(), ca: z.string().optional(), proxy: ProxyAddress.optional() }))
    .output(Discovered),
  add: base.input(NewAccount).output(z.object({ id: AccountId })),
  signIn: base
    .input(
      z.object({
        account: AccountId,
        /** By the account's grant and redirect URI where it is left out. */
        method: SignInMethod.optional(),
        openBrowser: z.boolean().default(true),
        /** Keep the tokens although somebody else than the mailbox (or its delegate) signs in. */
        acceptOtherAccount: z.boolean().default(false),
        /** Seconds until the attempt is given up. */
        timeoutSeconds: z.int().min(1).max(3600).default(300),
      }),
    )
    .output(eventIterator(ConsentEvent)),
  /**
   * The address a person landed on after signing in elsewhere. `signedIn` is null where a sign-in under way in this app
   * takes it from here: its events tell. @throws CONSENT_FAILED where it belongs to no attempt of this account
   */
  answer: base
    .input(
      z.object({
        account: AccountId,
        url: z.string().min(1).max(16_384),
        acceptOtherAccount: z.boolean().default(false),
      }),
    )
    .output(z.object({ signedIn: SignedIn.nullable() })),
  /** A link to send to the owner of the mailbox: the same one until they have signed in by it, on any computer. */
  consentLink: base.input(z.object({ account: AccountId })).output(ConsentLink),
  /** The page where an administrator agrees for the whole organisation; null where the provider has none. */
  adminConsentUrl: base.input(z.object({ account: AccountId })).output(z.object({ url: z.url().nullable() })),
  bulk,
  drafts,
};
