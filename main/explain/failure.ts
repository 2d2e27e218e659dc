import type { ErrorCode, Where } from '../../preload/contract/index.ts';
import type { InputReason } from './invalid-input.ts';

/** What is known of a failure where it happens; `explain` turns it into words in the admin's language. */
export interface FailureFacts {
  readonly where: Where;
  /**
   * What the server, library or system said, secrets masked. Conditions Postkey itself detects start with their
   * `POSTKEY_…` name, which the catalogue of signatures knows.
   */
  readonly evidence: string;
  readonly provider?: string;
  /** Values that fill the steps of the fix: `mailbox`, `clientId`, `tenant`, `redirectUri`, `host`, `file` … */
  readonly context?: Readonly<Record<string, string>>;
  /** Why, where the words for that are Postkey's own: they fill `{{reason}}`. */
  readonly reason?: InputReason;
}

/**
 * A failure a person can meet. Its message is the evidence, so that a log line tells what happened; what a person
 * reads is the diagnosis made from its facts.
 */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: ErrorCode;
  readonly facts: FailureFacts;

  constructor(code: ErrorCode, facts: FailureFacts, options?: ErrorOptions) {
    super(facts.evidence, options);
    this.code = code;
    this.facts = facts;
  }
}
