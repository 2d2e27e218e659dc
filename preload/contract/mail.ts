import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { AccountId, MailAddress } from './account.ts';
import { Diagnosis } from './diagnosis.ts';
import { errorMap } from './errors.ts';
import { IsoInstant, MailProtocol } from './words.ts';

const base = oc.errors(errorMap);

/** The phases of a check. After `authenticate` each protocol proves itself in its own way. */
export const StepName = z.enum([
  'resolve',
  'connect',
  'tls',
  'greeting',
  'capabilities',
  'starttls',
  'authenticate',
  'mailbox',
  'sender',
  'recipient',
  'count',
]);
export type StepName = z.infer<typeof StepName>;

export const CheckStep = z.object({
  name: StepName,
  ok: z.boolean(),
  /** Milliseconds from the start of the check. */
  startedMs: z.number(),
  ms: z.number(),
  /** What was found, in the protocol's own words: an address, a TLS version, a capability list. */
  detail: z.string().optional(),
  diagnosis: Diagnosis.optional(),
});
export type CheckStep = z.infer<typeof CheckStep>;

/** One line of the dialogue, secrets masked. */
export const TranscriptLine = z.object({
  /** Milliseconds from the start of the check. */
  ms: z.number(),
  from: z.enum(['client', 'server', 'note']),
  text: z.string(),
});
export type TranscriptLine = z.infer<typeof TranscriptLine>;

export const ProtocolResult = z.object({
  ok: z.boolean(),
  steps: z.array(CheckStep),
  transcript: z.array(TranscriptLine),
});
export type ProtocolResult = z.infer<typeof ProtocolResult>;

export const RoundTripResult = z.object({
  ok: z.boolean(),
  /** From handing over the message to finding it in the mailbox. */
  ms: z.number(),
  bytes: z.number().optional(),
  /** The receiver's Authentication-Results headers (RFC 8601), as they stand. */
  authenticationResults: z.array(z.string()),
  diagnosis: Diagnosis.optional(),
});
export type RoundTripResult = z.infer<typeof RoundTripResult>;

export const CheckReport = z.object({
  ok: z.boolean(),
  protocols: z.partialRecord(MailProtocol, ProtocolResult),
  roundTrip: RoundTripResult.optional(),
});
export type CheckReport = z.infer<typeof CheckReport>;

export const CheckEvent = z.discriminatedUnion('event', [
  z.object({
    event: z.literal('started'),
    protocol: MailProtocol,
    host: z.string(),
    port: z.int(),
    /** The steps this run intends, in order, so that a page can draw them before they happen. */
    plan: z.array(StepName),
  }),
  z.object({
    event: z.literal('step-started'),
    protocol: MailProtocol,
    name: StepName,
    startedMs: z.number(),
  }),
  z.object({ event: z.literal('step'), protocol: MailProtocol, step: CheckStep }),
  z.object({ event: z.literal('finished'), protocol: MailProtocol, result: ProtocolResult }),
  z.object({ event: z.literal('round-trip-started') }),
  z.object({ event: z.literal('round-trip'), result: RoundTripResult }),
  z.object({ event: z.literal('done'), report: CheckReport, at: IsoInstant }),
]);
export type CheckEvent = z.infer<typeof CheckEvent>;

export const mail = {
  /** Runs the protocols side by side. Closing the iterator cancels them. */
  check: base
    .input(
      z.object({
        account: AccountId,
        only: z.array(MailProtocol).min(1).optional(),
        roundTrip: z.boolean().default(false),
        /** Recipient of the SMTP check and the round trip; the account's own address by default. */
        to: MailAddress.optional(),
        /** Seconds for each protocol. */
        timeoutSeconds: z.number().min(1).max(600).default(30),
      }),
    )
    .output(eventIterator(CheckEvent)),
};
