import type {
  Account,
  BulkDefaults,
  BulkRow,
  Detected,
  NewAccount,
  QueuedConsent,
} from '../../../preload/contract/index.ts';
import { Failure } from '../../explain/failure.ts';
import type { Secrets } from '../../vault/secrets.ts';
import type { ProviderFacts } from '../providers/provider.ts';
import { signsInByItself } from '../renewal.ts';
import { readRows } from './rows.ts';

/** Many mailboxes of one app: a list in, and a queue of owners who have yet to sign in. */
export interface Bulk {
  /** @throws Failure `INVALID_INPUT` where it is no list */
  read(csv: string, defaults: BulkDefaults): Promise<readonly BulkRow[]>;
  /** Adds the rows without problems, telling of each. One that fails does not hold up the others. */
  add(
    csv: string,
    defaults: BulkDefaults,
    clientSecret: string | undefined,
    signal?: AbortSignal,
  ): AsyncGenerator<BulkOutcome>;
  queue(): Promise<readonly QueuedConsent[]>;
}

export type BulkOutcome =
  | {
      readonly event: 'added';
      readonly line: number;
      readonly address: string;
      readonly account: string;
    }
  | {
      readonly event: 'failed';
      readonly line: number;
      readonly address: string;
      readonly code: string;
      readonly failure: Failure;
    };

export interface BulkOptions {
  readonly accounts: () => readonly Account[];
  readonly readSecrets: (account: string) => Promise<Secrets>;
  readonly providers: () => readonly ProviderFacts[];
  readonly detect: (address: string) => Promise<Detected>;
  readonly add: (draft: NewAccount) => Promise<Account>;
}

export function createBulk(options: BulkOptions): Bulk {
  const rowsOf = (csv: string, defaults: BulkDefaults) =>
    readRows(csv, defaults, {
      accounts: options.accounts(),
      providers: options.providers(),
      detect: options.detect,
    });
  return {
    read: async (csv, defaults) => (await rowsOf(csv, defaults)).map(({ row }) => row),
    async *add(csv, defaults, clientSecret, signal) {
      for (const { row, draft } of await rowsOf(csv, defaults)) {
        if (signal?.aborted) return;
        const { line, address } = row;
        if (!draft) continue;
        try {
          const { id } = await options.add({ ...draft, ...(clientSecret ? { clientSecret } : {}) });
          yield { event: 'added', line, address, account: id };
        } catch (error) {
          if (!(error instanceof Failure)) throw error;
          yield { event: 'failed', line, address, code: error.code, failure: error };
        }
      }
    },
    async queue() {
      const people = options.accounts().filter(({ grant }) => !signsInByItself(grant));
      const waiting = await Promise.all(
        people.map(async (account) => queued(account, await options.readSecrets(account.id))),
      );
      return waiting.filter((consent) => consent !== null);
    },
  };
}

/** Null where the owner has signed in and nothing is wrong with it. */
function queued(account: Account, secrets: Secrets): QueuedConsent | null {
  const refused = secrets.failure?.code === 'NEEDS_SIGN_IN';
  if ((secrets.refreshToken || secrets.accessToken) && !refused) return null;
  const link = secrets.attempts?.find(({ isLink }) => isLink);
  return {
    account: account.id,
    address: account.address,
    label: account.label,
    provider: account.provider,
    signInAs: account.signInAs ?? null,
    state: link ? 'link-made' : refused ? 'refused' : 'new',
    linkMadeAt: link?.madeAt ?? null,
  };
}
