import type { ConsentEvent } from '../../preload/contract/index.ts';
import { invalidInput } from '../explain/invalid-input.ts';
import type { Secrets } from '../vault/secrets.ts';
import { renewals } from './renewal.ts';
import { type Settlement, settle } from './settle.ts';

/** Signs in an app that needs no person. @throws Failure `INVALID_INPUT` where its key file is missing */
export async function* signInAsApp(
  { account, connection, client, keep }: Settlement,
  secrets: Secrets,
): AsyncGenerator<ConsentEvent> {
  const ask = renewals[account.grant](account, secrets);
  if (!ask) throw invalidInput('serviceAccountKey', 'missing');
  yield { event: 'exchanging' };
  // Nobody signs in, so that nobody can be the wrong one.
  yield await settle({ account, connection, client, keep }, await ask(client));
}
