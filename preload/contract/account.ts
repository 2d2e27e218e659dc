import { z } from 'zod';
import { Diagnosis } from './diagnosis.ts';
import { Grant, Health, IsoDate, IsoInstant, MailSecurity, Purpose } from './words.ts';

export const MailServer = z.object({
  host: z.string().min(1).max(253),
  port: z.int().min(1).max(65535),
  security: MailSecurity,
});
export type MailServer = z.infer<typeof MailServer>;

export const MailServers = z.object({
  smtp: MailServer.optional(),
  imap: MailServer.optional(),
  pop3: MailServer.optional(),
});
export type MailServers = z.infer<typeof MailServers>;

/** The OAuth server's addresses; RFC 8414 calls them authorization server metadata. */
export const Endpoints = z.object({
  issuer: z.url().optional(),
  authorization: z.url().optional(),
  token: z.url(),
  deviceAuthorization: z.url().optional(),
  revocation: z.url().optional(),
  /** RFC 9207: the server promises `iss` in its authorization responses. */
  issInResponse: z.boolean().default(false),
  /** How a confidential client proves itself at the token endpoint (RFC 6749 §2.3.1). */
  clientAuthentication: z.enum(['basic', 'post']).default('basic'),
});
export type Endpoints = z.infer<typeof Endpoints>;

export const AccountId = z.string().regex(/^[a-z0-9]{12}$/);
export const MailAddress = z.email().max(254);

/** An HTTP proxy (CONNECT) or a SOCKS5 one (RFC 1928). Its user and password are in the vault, never in here. */
export const ProxyAddress = z
  .url({ protocol: /^(http|socks5|socks5h)$/ })
  .max(512)
  .refine((url) => !/^[^/]*\/\/[^/]*@/.test(url));

/** One mailbox with one OAuth client. It holds no secret. */
export const Account = z.object({
  id: AccountId,
  label: z.string().max(100),
  address: MailAddress,
  provider: z.string(),
  purpose: Purpose,
  grant: Grant,
  clientId: z.string().max(512),
  /** A public client has no secret and must send none (RFC 6749 §2.1). */
  publicClient: z.boolean(),
  tenant: z.string().optional(),
  /** Where the provider does not know them by itself. */
  endpoints: Endpoints.optional(),
  scopes: z.array(z.string()),
  /** Fixed, where the registration does not allow any loopback port. */
  redirectUri: z.url().optional(),
  loginHint: z.string().optional(),
  /** Shared mailbox: the delegate who signs in for it. Reading is as the mailbox, sending as the delegate. */
  signInAs: MailAddress.optional(),
  /** Overrides of what the provider says. */
  mail: MailServers,
  /** Certificates (PEM) trusted for this account besides the system's. */
  ca: z.string().optional(),
  /** Mail, signing in and refreshing go through it. */
  proxy: ProxyAddress.optional(),
  /** The day the client secret expires, as typed in: no provider tells it. */
  secretExpiresOn: IsoDate.optional(),
  /** Google: the app is in testing, so that a sign-in lasts 7 days; as the admin says. */
  inTesting: z.boolean().optional(),
  createdAt: IsoInstant,
});
export type Account = z.infer<typeof Account>;

/** What an app proves itself with; goes straight into the vault. */
export const Credentials = z.object({
  clientSecret: z.string().min(1).max(4096).optional(),
  /** Google's key file as it was downloaded (JSON). */
  serviceAccountKey: z.string().min(1).max(16_384).optional(),
});
export type Credentials = z.infer<typeof Credentials>;

/** What an admin gives to add an account; the provider fills in the rest. */
export const NewAccount = Account.omit({ id: true, createdAt: true, scopes: true, clientId: true }).extend({
  label: z.string().max(100).optional(),
  purpose: Purpose.default('other'),
  grant: Grant.default('authorization_code'),
  clientId: z.string().max(512).optional(),
  publicClient: z.boolean().optional(),
  scopes: z.array(z.string()).optional(),
  mail: MailServers.default({}),
  issuer: z.url().optional(),
  ...Credentials.shape,
});
export type NewAccount = z.infer<typeof NewAccount>;

/** A row of the accounts page: the account, and how it is doing. */
export const AccountStatus = z.object({
  id: AccountId,
  label: z.string(),
  address: z.string(),
  provider: z.string(),
  purpose: Purpose,
  grant: Grant,
  publicClient: z.boolean(),
  /** Who signs in, where it is not the mailbox. */
  signInAs: MailAddress.nullable(),
  health: Health,
  accessTokenExpiresAt: IsoInstant.nullable(),
  /** When the refresh token dies, as far as the provider's rules tell. */
  refreshTokenExpiresAt: IsoInstant.nullable(),
  /** A refresh puts that end off; otherwise only a new sign-in does. */
  keptAliveByUse: z.boolean(),
  inTesting: z.boolean(),
  lastRefreshAt: IsoInstant.nullable(),
  secretExpiresOn: IsoDate.nullable(),
  /** Why it needs sign-in or is failing. */
  diagnosis: Diagnosis.nullable(),
});
export type AccountStatus = z.infer<typeof AccountStatus>;
