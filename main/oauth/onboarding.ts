import type {
  Account,
  ConsentEvent,
  Discovered,
  Grant,
  NewAccount,
  ProviderSummary,
} from '../../preload/contract/index.ts';
import type { AccountStore } from '../accounts/account-store.ts';
import type { Connection } from '../accounts/connection.ts';
import { Failure } from '../explain/failure.ts';
import type { Vault } from '../vault/vault.ts';
import type { CallbackOutcome } from './callback-page.ts';
import { signIn } from './consent.ts';
import { discover } from './discovery.ts';
import type { HttpAgents } from './http-agents.ts';
import type { Providers } from './providers/providers.ts';
import type { TokenClient } from './token-client.ts';
import type { Tokens } from './tokens.ts';

/** From nothing to an account that is signed in. */
export interface Onboarding {
  providers(): readonly ProviderSummary[];
  discover(issuer: string, ca?: string): Promise<Discovered>;
  /** @throws Failure `INVALID_INPUT`, `ALREADY_EXISTS`, or what the vault says; nothing is then kept */
  add(draft: NewAccount): Promise<Account>;
  signIn(account: Account, options: SignInOptions): AsyncGenerator<ConsentEvent>;
  /** Forgets an account; with `revoke` the provider is told first (RFC 7009). */
  remove(account: Account, revoke: boolean): Promise<{ revoked: boolean }>;
}

export interface SignInOptions {
  readonly openBrowser: (url: string) => Promise<boolean>;
  readonly page: (outcome: CallbackOutcome) => string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

export interface OnboardingOptions {
  readonly store: AccountStore;
  readonly vault: Vault;
  readonly tokens: Tokens;
  readonly providers: Providers;
  readonly agents: HttpAgents;
  readonly clientFor: (
    account: Account,
    connection: Connection,
    clientSecret: string | undefined,
  ) => TokenClient;
}

export function createOnboarding(options: OnboardingOptions): Onboarding {
  const { store, vault, tokens, providers, agents, clientFor } = options;
  return {
    providers: () => providers.list().map(({ summary }) => summary),
    discover: (issuer, ca) => discover(issuer, { agents, ...(ca ? { ca } : {}) }),
    async add(draft) {
      const { clientSecret } = draft;
      const provider = providers.get(draft.provider);
      requireOffered(draft.grant, provider.summary.grants);
      if (clientSecret !== undefined) requireHeaderSafe(clientSecret);
      await vault.ensure();
      const account = await store.add(await provider.complete(draft, { agents }));
      if (clientSecret === undefined) return account;
      try {
        await vault.write(account.id, { clientSecret });
      } catch (error) {
        await store.remove(account.id);
        throw error;
      }
      return account;
    },
    async *signIn(account, { openBrowser, page, timeoutMs, signal }) {
      const provider = providers.get(account.provider);
      const connection = await provider.connect(account);
      await vault.ensure();
      const { clientSecret } = await vault.read(account.id);
      yield* signIn({
        account,
        connection,
        client: clientFor(account, connection, clientSecret),
        redirectUri: provider.redirectUri(account),
        parameters: provider.authorizationParameters(connection),
        openBrowser,
        keep: (reply) => tokens.keep(account, reply, connection),
        page,
        timeoutMs,
        signal,
      });
    },
    async remove(account, revoke) {
      const revoked = revoke && (await revokeTokens(account));
      await tokens.forget(account);
      await store.remove(account.id);
      return { revoked };
    },
  };

  async function revokeTokens(account: Account): Promise<boolean> {
    const { refreshToken, accessToken, clientSecret } = await vault.read(account.id);
    const token = refreshToken ?? accessToken;
    if (!token) return false;
    const connection = await providers.get(account.provider).connect(account);
    const client = clientFor(account, connection, clientSecret);
    return client.revoke(token, refreshToken ? 'refresh_token' : 'access_token');
  }
}

function requireOffered(grant: Grant, offered: readonly Grant[]): void {
  if (offered.includes(grant)) return;
  const reason = `${grant} is not one of: ${offered.join(', ')}`;
  throw new Failure('INVALID_INPUT', {
    where: 'command',
    evidence: `POSTKEY_INVALID_INPUT grant ${reason}`,
    context: { field: 'grant', reason },
  });
}

/** RFC 6749 Appendix A.2: a client secret is printable ASCII; anything else was pasted along by mistake. */
function requireHeaderSafe(clientSecret: string): void {
  if (/^[\x21-\x7e]+$/.test(clientSecret)) return;
  throw new Failure('INVALID_INPUT', {
    where: 'command',
    evidence: 'POSTKEY_INVALID_INPUT clientSecret has characters that no client secret has',
    context: { field: 'clientSecret', reason: 'has characters that no client secret has' },
  });
}
