import type { MailServer, StepName } from '../../preload/contract/index.ts';
import type { Dialogue } from './dialogue.ts';
import type { Fail } from './failures.ts';
import type { Mailbox } from './mailbox.ts';
import {
  answerToError,
  chooseMechanism,
  decodeErrorChallenge,
  initialResponse,
  type Mechanism,
} from './sasl.ts';
import type { Transcript } from './transcript.ts';

/** What a protocol needs to talk to a server it is connected to. */
export interface Conversation {
  readonly server: MailServer;
  readonly mailbox: Mailbox;
  readonly recipient: string;
  readonly dialogue: Dialogue;
  readonly transcript: Transcript;
  readonly fail: Fail;
  /** Runs and reports one step; a string is the step's detail. */
  step(name: StepName, run: () => Promise<string | Finding>): Promise<void>;
}

/** What a step found out. */
export interface Finding {
  readonly detail: string;
  readonly capabilities?: readonly string[];
}

/** A mail protocol, step by step, from the greeting on. */
export interface Protocol {
  /** The steps that prove the mailbox after `authenticate`. */
  readonly proofs: readonly StepName[];
  /** @returns how to take leave: says the protocol's last words, where not yet said, and hears the answer */
  converse(conversation: Conversation): Promise<Farewell>;
}

export type Farewell = () => Promise<unknown>;

/** One attempt to log in with the access token. */
export interface Login {
  readonly mechanism: Mechanism;
  /** The initial response, and how the transcript shows it. */
  readonly response: string;
  readonly shown: string;
  /**
   * Answers an error challenge as the mechanism wants it.
   *
   * @returns what the challenge says, for the evidence
   */
  refuse(challenge: string): string;
}

/** @throws Failure `POSTKEY_NO_OAUTH_MECHANISM` with what is offered instead */
export function startLogin(
  conversation: Conversation,
  offered: readonly string[],
  user: string = conversation.mailbox.user,
): Login {
  const { server, mailbox, dialogue, transcript, fail } = conversation;
  const mechanism = chooseMechanism(offered);
  if (mechanism === undefined) {
    throw fail('protocol', `POSTKEY_NO_OAUTH_MECHANISM ${offered.join(' ')}`.trim());
  }
  const { host, port } = server;
  const response = initialResponse(mechanism, { user, accessToken: mailbox.accessToken, host, port });
  return {
    mechanism,
    response,
    shown: `<token, ${response.length} characters>`,
    refuse(challenge) {
      const decoded = decodeErrorChallenge(challenge);
      if (decoded !== undefined) transcript.add('note', decoded);
      dialogue.send(answerToError(mechanism));
      return decoded ?? challenge;
    },
  };
}

/** @throws Failure `POSTKEY_STARTTLS_MISSING` with what is offered instead: the token is not sent in the clear */
export function requireStartTls(conversation: Conversation, offered: readonly string[], name: string): void {
  if (offered.includes(name)) return;
  throw conversation.fail('protocol', `POSTKEY_STARTTLS_MISSING ${offered.join(', ')}`.trim());
}

/** What a server that offers STARTTLS says when it is asked for it. */
export function startTlsRefused(conversation: Conversation, reply: string) {
  return conversation.fail('protocol', `POSTKEY_STARTTLS_REFUSED ${reply}`);
}

/** A refusal that says enough by itself. */
export function inItsWords(conversation: Conversation, reply: string) {
  return conversation.fail('protocol', reply);
}

/** A reply that is not of this protocol. */
export function unexpected(conversation: Conversation, reply: string) {
  return conversation.fail('protocol', `POSTKEY_UNEXPECTED_REPLY ${reply}`);
}
