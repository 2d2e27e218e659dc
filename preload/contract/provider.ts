import { z } from 'zod';
import { Endpoints, MailServers } from './account.ts';
import { Grant, MailProtocol, Purpose } from './words.ts';

/** What an OpenID provider says of itself (OpenID Connect Discovery 1.0 §3). */
export const Discovered = z.object({
  issuer: z.string(),
  endpoints: Endpoints,
  scopesSupported: z.array(z.string()),
});
export type Discovered = z.infer<typeof Discovered>;

/** Which rules a provider goes by. */
export const ProviderFamily = z.enum(['microsoft', 'google', 'yahoo', 'generic', 'practice']);
export type ProviderFamily = z.infer<typeof ProviderFamily>;

/**
 * How far one gets alone: `limited` needs an application or a registration by hand, `closed` gives no client to
 * strangers, `none-confirmed` is not known to take OAuth for mail, `manual` is for the admin to fill in.
 */
export const ProviderSupport = z.enum([
  'full',
  'limited',
  'experimental',
  'closed',
  'none-confirmed',
  'manual',
]);
export type ProviderSupport = z.infer<typeof ProviderSupport>;

/** How a person signs in: here, on another device by code, or anywhere with the address brought back. */
export const SignInMethod = z.enum(['browser', 'device', 'paste']);
export type SignInMethod = z.infer<typeof SignInMethod>;

/** What the admin has to give besides the address. */
export const NeededField = z.enum([
  'issuer',
  'tenant',
  'clientId',
  'clientSecret',
  'serviceAccountKey',
  'mail',
]);
export type NeededField = z.infer<typeof NeededField>;

/** What to register in the portal for one purpose. */
export const Registration = z.object({
  /** As which platform or client type; null where the portal does not ask. */
  platform: z.enum(['desktop', 'web']).nullable(),
  /** Each to be registered as it stands; `{instance}` is the address of each AEM instance. Empty: nothing to register. */
  redirectUris: z.array(z.string()),
  /** Where Postkey's own sign-in comes back to; without a port any is allowed. */
  signInRedirectUri: z.string(),
  /** `none`: the provider refuses one here. */
  secret: z.enum(['required', 'optional', 'none']),
});
export type Registration = z.infer<typeof Registration>;

/** A permission as the portal shows it. */
export const PortalPermission = z.object({
  name: z.string(),
  /** The API it is listed under. */
  api: z.string(),
  kind: z.enum(['delegated', 'application']),
  /** Null where every protocol wants it. */
  protocol: MailProtocol.nullable(),
});
export type PortalPermission = z.infer<typeof PortalPermission>;

/** Pages of the provider; `{clientId}` and `{tenant}` are to be filled in. */
export const PortalPage = z.enum([
  /** List of the registered apps. */
  'apps',
  'newApp',
  'overview',
  'authentication',
  'permissions',
  'secrets',
  /** What users and administrators have agreed to. */
  'consents',
  'signInLogs',
  /** Google: who may sign in, and whether the app is in testing. */
  'audience',
  /** Google: where the mail scope is added to the app. */
  'scopes',
  'serviceAccounts',
  /** Google Workspace: where a service account is let into mailboxes. */
  'delegation',
  /** Where a person sees and ends what they agreed to. */
  'userConnections',
  /** Where access to mail is applied for. */
  'application',
  'docs',
]);
export type PortalPage = z.infer<typeof PortalPage>;

/** How long refresh tokens live, as far as the provider says. */
export const RefreshTokenRules = z.object({
  lifetimeDays: z.number().optional(),
  /** Hours where the redirect URI is one of a single-page app. */
  spaHours: z.number().optional(),
  /** Days where the app is in testing. */
  testingDays: z.number().optional(),
  /** Days without use. */
  idleDays: z.number().optional(),
  /** Each use hands out a new one with a new life. */
  rotates: z.boolean(),
});

/** Everything a wizard has to know of a provider. Text keys are of the namespace `providers`. */
export const ProviderSummary = z.object({
  id: z.string(),
  /** In the admin's language. */
  name: z.string(),
  family: ProviderFamily,
  support: ProviderSupport,
  /** To be said before anything is typed: why there is no way in, or a hard one, and what to do instead. */
  notice: z.object({ why: z.string(), instead: z.string() }).nullable(),
  /** Text keys of what has to be so at the provider before mail can flow. */
  prerequisites: z.array(z.string()),
  /** The best first; empty where there is none. */
  grants: z.array(Grant),
  needs: z.array(NeededField),
  /** A regular expression for the whole client ID. */
  clientIdPattern: z.string().optional(),
  /** What may stand in place of a tenant ID or a domain. Present where a tenant is asked for. */
  tenantValues: z.array(z.string()).optional(),
  tenantDefault: z.string().optional(),
  /** Microsoft's clouds have scopes and portals of their own. */
  cloud: z.enum(['worldwide', 'us', 'china']).optional(),
  registrations: z.record(Purpose, Registration),
  /** As they go into the request. */
  scopes: z.object({
    /** Everything a sign-in asks for. */
    requested: z.array(z.string()),
    /** By protocol, for whoever wants less. */
    protocols: z.partialRecord(MailProtocol, z.array(z.string())),
    /** What the app asks for by itself; absent where it cannot. */
    appOnly: z.array(z.string()).optional(),
  }),
  permissions: z.array(PortalPermission),
  mail: MailServers,
  /** Whether its mailboxes have POP3 switched off until somebody switches it on. */
  pop3OffByDefault: z.boolean().optional(),
  portal: z.partialRecord(PortalPage, z.string()),
  /** Template with `{tenant}`, `{clientId}` and `{redirectUri}`. */
  adminConsent: z.string().optional(),
  refreshTokenRules: RefreshTokenRules.optional(),
});
export type ProviderSummary = z.infer<typeof ProviderSummary>;
