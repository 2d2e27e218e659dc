import { Failure } from '../../main/explain/failure.ts';

/** The failure that work ends in; anything else is an error of the test. */
export async function failureOf(work: Promise<unknown>): Promise<Failure> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Failure) return error;
    throw new Error('not a Failure', { cause: error });
  }
  throw new Error('nothing failed');
}
