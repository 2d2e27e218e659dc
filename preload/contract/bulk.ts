import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { AccountId, MailAddress } from './account.ts';
import { Diagnosis } from './diagnosis.ts';
import { errorMap } from './errors.ts';
import { Grant, IsoInstant, Purpose } from './words.ts';

const base = oc.errors(errorMap);

/** What is right for every row that does not say otherwise. */
export const BulkDefaults = z.object({
  /** Found by the address where it is left out. */
  provider: z.string().optional(),
  purpose: Purpose.default('other'),
  grant: Grant.optional(),
  clientId: z.string().max(512).optional(),
  tenant: z.string().max(253).optional(),
});
export type BulkDefaults = z.infer<typeof BulkDefaults>;

/** Columns by their name in the first line: `address`, and of the others as many as are wanted. */
export const BulkColumn = z.enum([
  'address',
  'label',
  'provider',
  'purpose',
  'grant',
  'clientId',
  'tenant',
  'signInAs',
]);
export type BulkColumn = z.infer<typeof BulkColumn>;

/** Why a row cannot be added. Its words are `bulk:problem.<id>`. */
export const BulkProblem = z.object({
  column: BulkColumn,
  id: z.enum(['missing', 'address', 'provider-unknown', 'provider-closed', 'value', 'twice', 'exists']),
});
export type BulkProblem = z.infer<typeof BulkProblem>;

export const BulkRow = z.object({
  /** In the file, from 1. */
  line: z.int(),
  address: z.string(),
  label: z.string(),
  provider: z.string().nullable(),
  signInAs: z.string().nullable(),
  /** None: it can be added. */
  problems: z.array(BulkProblem),
});
export type BulkRow = z.infer<typeof BulkRow>;

const Csv = z.string().max(4_194_304);

export const BulkEvent = z.discriminatedUnion('event', [
  z.object({ event: z.literal('added'), line: z.int(), address: z.string(), account: AccountId }),
  z.object({
    event: z.literal('failed'),
    line: z.int(),
    address: z.string(),
    code: z.string(),
    diagnosis: Diagnosis,
  }),
]);
export type BulkEvent = z.infer<typeof BulkEvent>;

/** An account that waits for its owner. It stays in the queue until they have signed in, any day. */
export const QueuedConsent = z.object({
  account: AccountId,
  address: MailAddress,
  label: z.string(),
  provider: z.string(),
  signInAs: z.string().nullable(),
  /** `refused`: they have been signed in, or tried to, and have to do it again. */
  state: z.enum(['new', 'link-made', 'refused']),
  /** When the newest link was made. */
  linkMadeAt: IsoInstant.nullable(),
});
export type QueuedConsent = z.infer<typeof QueuedConsent>;

/** Many mailboxes of one app. */
export const bulk = {
  /** Looks over a file; nothing is added. Delimiters are comma, semicolon or tab. @throws INVALID_INPUT */
  read: base
    .input(z.object({ csv: Csv, defaults: BulkDefaults }))
    .output(z.object({ rows: z.array(BulkRow) })),
  /** Adds the rows without problems, one after the other. */
  add: base
    .input(
      z.object({ csv: Csv, defaults: BulkDefaults, clientSecret: z.string().min(1).max(4096).optional() }),
    )
    .output(eventIterator(BulkEvent)),
  /** Who has yet to sign in. */
  queue: base.output(z.array(QueuedConsent)),
};
