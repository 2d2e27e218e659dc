import type {
  CheckEvent,
  CheckReport,
  CheckStep,
  MailProtocol,
  ProtocolResult,
  RoundTripResult,
} from '../../preload/contract/index.ts';
import type { Failure } from '../explain/failure.ts';
import type { Mailbox } from './mailbox.ts';

export interface CheckPlan {
  readonly mailbox: Mailbox;
  /** Checked side by side; the mailbox has a server for each. */
  readonly protocols: readonly MailProtocol[];
  /** Who the SMTP check and the round trip write to. */
  readonly recipient: string;
  readonly roundTrip: boolean;
  /** Milliseconds for each protocol, and for the round trip. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** A contract type as the engine knows it: with the failure that a diagnosis is yet to be made of. */
type Unexplained<T> = Omit<T, 'diagnosis'> & { readonly failure?: Failure };

export type StepOutcome = Omit<Unexplained<CheckStep>, 'capabilities'> & {
  readonly capabilities?: readonly string[];
};
export type ProtocolOutcome = Omit<ProtocolResult, 'steps'> & { readonly steps: readonly StepOutcome[] };
export type RoundTripOutcome = Unexplained<RoundTripResult>;
export type CheckOutcome = Omit<CheckReport, 'protocols' | 'roundTrip'> & {
  readonly protocols: Readonly<Partial<Record<MailProtocol, ProtocolOutcome>>>;
  readonly roundTrip?: RoundTripOutcome;
};

/** `CheckEvent` of the contract, language-neutral. */
export type CheckProgress =
  | Extract<CheckEvent, { event: 'started' | 'step-started' | 'round-trip-started' }>
  | { readonly event: 'step'; readonly protocol: MailProtocol; readonly step: StepOutcome }
  | { readonly event: 'finished'; readonly protocol: MailProtocol; readonly result: ProtocolOutcome }
  | { readonly event: 'round-trip'; readonly result: RoundTripOutcome }
  | { readonly event: 'done'; readonly report: CheckOutcome; readonly at: string };
