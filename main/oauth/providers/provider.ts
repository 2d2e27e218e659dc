import type { Account, NewAccount, ProviderSummary } from '../../../preload/contract/index.ts';
import type { Connection } from '../../accounts/connection.ts';
import type { HttpAgents } from '../http-agents.ts';

/** What is known of a provider; its name is in the texts. */
export type ProviderFacts = Omit<ProviderSummary, 'name'>;

/** What is particular to one provider. Everything else in `main/oauth` is the same for all. */
export interface Provider {
  readonly summary: ProviderFacts;
  /** Turns what the admin gave into an account; asks the provider where it can tell more. @throws Failure */
  complete(draft: NewAccount, tools: ProviderTools): Promise<Omit<Account, 'id' | 'createdAt'>>;
  /** What an account talks to now. @throws Failure `PRACTICE_NOT_RUNNING`, `INVALID_INPUT` */
  connect(account: Account): Promise<Connection>;
  /** The redirect URI to register; without a port any is allowed. */
  redirectUri(account: Pick<Account, 'purpose' | 'redirectUri'>): string;
  /** Parameters of the authorization request besides the standard ones. */
  authorizationParameters(connection: Connection): Readonly<Record<string, string>>;
  /** Where an administrator agrees for everybody; absent where there is no such page. */
  adminConsentUrl?(account: Account): string;
}

export interface ProviderTools {
  readonly agents: HttpAgents;
}
