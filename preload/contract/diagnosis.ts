import { z } from 'zod';

/** The kind of failure, known even where its exact cause is not. */
export const FailureClass = z.enum([
  'none',
  'sign-in-refused',
  'consent',
  'client',
  'redirect',
  'scope',
  'token',
  'mailbox',
  'network',
  'tls',
  'throttled',
  'server',
  'configuration',
  'vault',
  'storage',
  'unknown',
]);
export type FailureClass = z.infer<typeof FailureClass>;

export const Confidence = z.enum(['high', 'medium', 'low']);
export type Confidence = z.infer<typeof Confidence>;

/** Who can do what `fix` asks for. */
export const Fixer = z.enum(['you', 'tenant-admin', 'mailbox-owner', 'provider']);
export type Fixer = z.infer<typeof Fixer>;

/** How far the facts behind an answer were checked. */
export const Verification = z.enum(['confirmed', 'partly', 'unverified']);
export type Verification = z.infer<typeof Verification>;

/** What Microsoft's support asks for; kept as it was. */
export const Trace = z.object({
  traceId: z.string().optional(),
  correlationId: z.string().optional(),
  timestamp: z.string().optional(),
});
export type Trace = z.infer<typeof Trace>;

/** A failure in plain words: what happened, why, and what to do, in order. All text is in one language. */
export const Diagnosis = z.object({
  /** False where no signature fits: then only the class is known. */
  matched: z.boolean(),
  /** The signature's id; `none` where nothing is wrong. */
  id: z.string(),
  class: FailureClass,
  title: z.string(),
  meaning: z.string(),
  causes: z.array(z.string()),
  fix: z.array(z.string()),
  link: z.url().nullable(),
  confidence: Confidence,
  /** Whether trying again unchanged can help. */
  retryable: z.boolean(),
  fixer: Fixer,
  /** What the server or library said, with secrets masked. */
  evidence: z.string(),
  /** How far the facts were checked; absent where no signature fits. */
  verification: Verification.optional(),
  /** Other failures in the same text; `id` is the root. */
  contributing: z.array(z.object({ id: z.string(), title: z.string() })).optional(),
  /** A message to the one who can fix it, ready to send, without secrets; absent where that is the reader. */
  request: z.string().optional(),
  /** What was found in Base64, in clear, with secrets masked. */
  decoded: z.array(z.string()).optional(),
  trace: Trace.optional(),
});
export type Diagnosis = z.infer<typeof Diagnosis>;
