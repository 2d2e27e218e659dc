import { ORPCError } from '@orpc/client';
import type { Diagnosis } from '../../preload/contract/index.ts';

export type FailureKind =
  | { readonly kind: 'diagnosed'; readonly diagnosis: Diagnosis }
  /** The app behind the page is gone. */
  | { readonly kind: 'connection' }
  /** The app was restarted and does not know this page. */
  | { readonly kind: 'session' }
  | { readonly kind: 'unexpected'; readonly detail: string };

/** Sorts what a call threw: every failure the contract knows carries its diagnosis. */
export function failureKind(error: unknown): FailureKind {
  if (error instanceof ORPCError) {
    if (hasDiagnosis(error.data)) {
      return { kind: 'diagnosed', diagnosis: error.data.diagnosis };
    }
    if (error.status === 401 || error.status === 403) return { kind: 'session' };
    return { kind: 'unexpected', detail: `${error.code}: ${error.message}` };
  }
  if (error instanceof TypeError) return { kind: 'connection' };
  return { kind: 'unexpected', detail: error instanceof Error ? error.message : String(error) };
}

/** The contract's own code of a failure, where it is one of its failures. */
export function failureCode(error: unknown): string | null {
  return error instanceof ORPCError && error.defined ? error.code : null;
}

/** What went wrong, where Postkey knows. */
export function diagnosisOf(error: unknown): Diagnosis | null {
  const failure = failureKind(error);
  return failure.kind === 'diagnosed' ? failure.diagnosis : null;
}

function hasDiagnosis(data: unknown): data is { readonly diagnosis: Diagnosis } {
  return typeof data === 'object' && data !== null && 'diagnosis' in data;
}
