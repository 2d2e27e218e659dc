import { Failure } from '../explain/failure.ts';

/** What a person or script calls an account by. */
export interface Referable {
  readonly id: string;
  readonly address: string;
}

/**
 * The account that an id or an address names.
 *
 * @throws Failure `NOT_FOUND` where none does, `INVALID_INPUT` where an address names several
 */
export function findAccount<T extends Referable>(accounts: readonly T[], reference: string): T {
  const byId = accounts.find(({ id }) => id === reference);
  if (byId) return byId;
  const wanted = reference.toLowerCase();
  const [found, ...others] = accounts.filter(({ address }) => address.toLowerCase() === wanted);
  if (!found) {
    throw new Failure('NOT_FOUND', {
      where: 'command',
      evidence: `POSTKEY_NOT_FOUND ${reference}`,
      context: { ref: reference },
    });
  }
  if (others.length > 0) {
    const ids = [found, ...others].map(({ id }) => id).join(', ');
    throw new Failure('INVALID_INPUT', {
      where: 'command',
      evidence: `POSTKEY_AMBIGUOUS_ACCOUNT ${reference}: ${ids}`,
      context: { ref: reference, ids },
    });
  }
  return found;
}
