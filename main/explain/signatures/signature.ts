import type {
  Confidence,
  FailureClass,
  Fixer,
  Verification,
  Where,
} from '../../../preload/contract/index.ts';

/** Whose words a signature knows. */
export type Family = 'microsoft' | 'google' | 'yahoo' | 'yandex' | 'aem' | 'generic' | 'postkey';

/** One failure that is known: how it looks, and what is certain about it. Its words are texts by `family:id`. */
export interface Signature {
  readonly id: string;
  /** The steps it is met in. */
  readonly where: readonly Where[];
  readonly provider: Family;
  /** Made by `patterns.ts`. Named groups fill the placeholders of the fix. */
  readonly match: RegExp;
  /** The highest is the root where several fit. */
  readonly priority: number;
  readonly class: FailureClass;
  readonly fixer: Fixer;
  readonly retryable: boolean;
  readonly confidence: Confidence;
  readonly verification: Verification;
  readonly link: string | null;
  /** Where the facts come from. */
  readonly source: string;
  /** The day the facts were looked up. */
  readonly date: string;
  /** A text it has to recognise. */
  readonly example: string;
  /** It names a kind of failure and not its cause: `matched` stays false. */
  readonly generic?: true;
}

/** Signatures whose texts are in one file, `preload/texts/<language>/explain/<name>.json`. */
export interface SignatureFamily {
  readonly name: string;
  readonly signatures: readonly Signature[];
}

type Entry = Omit<Signature, 'date' | 'retryable' | 'confidence' | 'verification'> &
  Partial<Pick<Signature, 'date' | 'retryable' | 'confidence' | 'verification'>>;

/** @param entries what they leave out is: of 2026-11-21, not retryable, high confidence, confirmed */
export function family(name: string, entries: readonly Entry[]): SignatureFamily {
  const signatures = entries.map((entry) => ({
    date: '2026-11-21',
    retryable: false,
    confidence: 'high' as const,
    verification: 'confirmed' as const,
    ...entry,
  }));
  return { name, signatures };
}
