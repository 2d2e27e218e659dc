import { z } from 'zod';
import { Diagnosis } from './diagnosis.ts';
import { IsoInstant, MailProtocol } from './words.ts';

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

export const Certificate = z.object({
  subject: z.string(),
  issuer: z.string(),
  /** What it stands for: host names and addresses. */
  names: z.array(z.string()),
  validFrom: IsoInstant.nullable(),
  validTo: IsoInstant.nullable(),
  /** SHA-256, as pairs of hexadecimal digits with colons. */
  fingerprint: z.string(),
});
export type Certificate = z.infer<typeof Certificate>;

export const TlsFacts = z.object({
  /** `TLSv1.3`. */
  version: z.string(),
  /** The IANA name. */
  cipher: z.string(),
  /** The server's own certificate first. */
  chain: z.array(Certificate),
});
export type TlsFacts = z.infer<typeof TlsFacts>;

export const CheckStep = z.object({
  name: StepName,
  ok: z.boolean(),
  /** Milliseconds from the start of the check. */
  startedMs: z.number(),
  ms: z.number(),
  /** What was found, in the protocol's own words: an address, a TLS version, a capability list. */
  detail: z.string().optional(),
  /** On `tls` and `starttls`; also where they failed, if the server showed a certificate. */
  tls: TlsFacts.optional(),
  /** On `capabilities`, and on `starttls` as they are from then on. */
  capabilities: z.array(z.string()).optional(),
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
  /** Who was talked to; runs kept by older versions do not say. */
  server: z.object({ host: z.string(), port: z.int() }).exactOptional(),
  steps: z.array(CheckStep),
  transcript: z.array(TranscriptLine),
});
export type ProtocolResult = z.infer<typeof ProtocolResult>;

export const AuthenticationMethod = z.enum(['spf', 'dkim', 'dmarc']);
export type AuthenticationMethod = z.infer<typeof AuthenticationMethod>;

/** RFC 8601 §2.7. */
export const AuthenticationResult = z.enum([
  'pass',
  'fail',
  'softfail',
  'neutral',
  'none',
  'policy',
  'temperror',
  'permerror',
]);
export type AuthenticationResult = z.infer<typeof AuthenticationResult>;

/** What the receiving server found out about where a message comes from (RFC 8601). */
export const AuthenticationVerdict = z.object({
  method: AuthenticationMethod,
  result: AuthenticationResult,
  /** What that means, as a text: `mail:authentication.<meaning>`, such as `spf-softfail`. */
  meaning: z.templateLiteral([AuthenticationMethod, '-', AuthenticationResult]),
  /** Whose name was looked at: the signer of DKIM, the envelope's sender of SPF, the From of DMARC. */
  domain: z.string().optional(),
  /** The server that says so. */
  by: z.string(),
  reason: z.string().optional(),
});
export type AuthenticationVerdict = z.infer<typeof AuthenticationVerdict>;

/** One leg of a message's way (RFC 5321 §4.4); what a server writes into `Received` is its own claim. */
export const MessageHop = z.object({
  from: z.string().optional(),
  by: z.string().optional(),
  /** `ESMTPS` and the like (RFC 3848). */
  protocol: z.string().optional(),
  /** Null where the server does not tell. */
  tls: z.boolean().nullable(),
  tlsVersion: z.string().optional(),
  cipher: z.string().optional(),
  at: IsoInstant.nullable(),
  /** Milliseconds since the leg before, where both tell their time. */
  delayMs: z.number().nullable(),
});
export type MessageHop = z.infer<typeof MessageHop>;

export const RoundTripResult = z.object({
  ok: z.boolean(),
  /** From handing over the message to finding it in the mailbox. */
  ms: z.number(),
  bytes: z.number().optional(),
  /** The receiver's Authentication-Results headers (RFC 8601), as they stand. */
  authenticationResults: z.array(z.string()),
  verdicts: z.array(AuthenticationVerdict),
  /** In the order the message went. */
  route: z.array(MessageHop),
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
  z.object({
    event: z.literal('done'),
    report: CheckReport,
    at: IsoInstant,
    /** Under which the run is kept in the history; absent where it could not be written. */
    run: z.string().optional(),
  }),
]);
export type CheckEvent = z.infer<typeof CheckEvent>;
