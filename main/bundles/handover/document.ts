import { z } from 'zod';
import { Account, Endpoints, MailServers } from '../../../preload/contract/index.ts';

/** What an account needs besides its settings to go on elsewhere without a new sign-in. */
const HandedSecrets = z.object({
  clientSecret: z.string().min(1).max(4096).optional(),
  refreshToken: z.string().min(1).max(65_536).optional(),
  /** ISO 8601; its life is counted from here. */
  refreshTokenIssuedAt: z.iso.datetime().optional(),
  /** Google's key file, as JSON text. */
  serviceAccountKey: z.string().min(1).max(16_384).optional(),
});
export type HandedSecrets = z.infer<typeof HandedSecrets>;

/** An account on its way from one Postkey to another. */
export const HandedAccount = Account.omit({ id: true, createdAt: true }).extend({
  secrets: HandedSecrets.nullable(),
});
export type HandedAccount = z.infer<typeof HandedAccount>;

export const handoverFormat = 'postkey-accounts';
export const handoverVersion = 1;

/** How many accounts one file may bring. */
const mostAccounts = 10_000;

/**
 * Accounts as one JSON document: for another Postkey, which takes `account`, and for other programs, which find all
 * that a mail client needs beside it, with what the provider knows filled in.
 */
export const HandoverDocument = z.object({
  format: z.literal(handoverFormat),
  version: z.literal(handoverVersion),
  accounts: z
    .array(
      z.object({
        account: HandedAccount,
        connection: z.object({
          endpoints: Endpoints,
          scopes: z.array(z.string()),
          redirectUri: z.string(),
          mail: MailServers,
        }),
      }),
    )
    .max(mostAccounts),
});
export type HandoverDocument = z.infer<typeof HandoverDocument>;
