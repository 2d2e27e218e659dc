import { Failure } from '../../explain/failure.ts';

/** The provider's mail servers are not known to take tokens: there is nothing to sign in with. */
export function withoutOAuth(id: string): Failure {
  return new Failure('INVALID_INPUT', {
    where: 'command',
    evidence: `POSTKEY_PROVIDER_WITHOUT_OAUTH ${id}`,
    context: { ref: id },
  });
}
