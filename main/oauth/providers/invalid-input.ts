import { Failure } from '../../explain/failure.ts';

/** A value the admin gave cannot be right. */
export function invalidInput(field: string, reason: string): Failure {
  return new Failure('INVALID_INPUT', {
    where: 'command',
    evidence: `POSTKEY_INVALID_INPUT ${field} ${reason}`,
    context: { field, reason },
  });
}
