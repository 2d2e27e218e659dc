import type { Account, AccountStatus } from '../../preload/contract/index.ts';
import { Failure } from '../explain/failure.ts';
import type { Secrets } from '../vault/secrets.ts';
import { contextOf } from './context.ts';
import { healthOf, type SignInOutlook } from './health.ts';

/** A row of the accounts page, with the failure that a diagnosis is yet to be made of. */
export type AccountState = Omit<AccountStatus, 'diagnosis'> & { readonly failure: Failure | null };

export interface StatusSources {
  readonly accounts: readonly Account[];
  readonly readSecrets: (account: string) => Promise<Secrets>;
  readonly outlook: (account: Account, secrets: Secrets) => SignInOutlook | null;
  readonly refreshing: ReadonlySet<string>;
  readonly now: Date;
}

/**
 * How every account is doing. One damaged record is that account's failure, not the list's.
 *
 * @throws Failure `VAULT_LOCKED`
 */
export function readStates(sources: StatusSources): Promise<AccountState[]> {
  return Promise.all(sources.accounts.map((account) => readState(account, sources)));
}

async function readState(account: Account, sources: StatusSources): Promise<AccountState> {
  const { id, label, address, provider, purpose, grant, publicClient } = account;
  const row = {
    id,
    label,
    address,
    provider,
    purpose,
    grant,
    publicClient,
    signInAs: account.signInAs ?? null,
    inTesting: account.inTesting ?? false,
    secretExpiresOn: account.secretExpiresOn ?? null,
  };
  try {
    const secrets = await sources.readSecrets(id);
    const outlook = sources.outlook(account, secrets);
    const refreshing = sources.refreshing.has(id);
    return {
      ...row,
      health: healthOf({ account, secrets, outlook, refreshing, now: sources.now }),
      accessTokenExpiresAt: secrets.accessTokenExpiresAt ?? null,
      refreshTokenExpiresAt: outlook?.endsAt?.toISOString() ?? null,
      keptAliveByUse: outlook?.keptAliveByUse ?? false,
      lastRefreshAt: secrets.refreshedAt ?? null,
      failure: secrets.failure ? keptFailure(account, secrets.failure) : null,
    };
  } catch (error) {
    if (!(error instanceof Failure) || error.code === 'VAULT_LOCKED') throw error;
    return {
      ...row,
      health: 'failing',
      accessTokenExpiresAt: null,
      refreshTokenExpiresAt: null,
      keptAliveByUse: false,
      lastRefreshAt: null,
      failure: error,
    };
  }
}

function keptFailure(account: Account, kept: NonNullable<Secrets['failure']>): Failure {
  return new Failure(kept.code, {
    where: kept.code === 'NETWORK_FAILED' ? 'network' : 'token',
    provider: account.provider,
    evidence: kept.evidence,
    context: contextOf(account),
  });
}
