import { join } from 'node:path';
import type { Account } from '../../preload/contract/index.ts';
import type { Connection } from '../accounts/connection.ts';
import { Failure } from '../explain/failure.ts';
import { withLock } from '../vault/lock.ts';
import type { Secrets } from '../vault/secrets.ts';
import type { Vault } from '../vault/vault.ts';
import { defaultMinLife, isUsable } from './cached-token.ts';
import { renewals } from './renewal.ts';
import type { TokenClient, TokenReply } from './token-client.ts';
import { isTransient, pauseAskedFor } from './token-failure.ts';

/** The tokens of all accounts: handed out while they live, refreshed ahead of their end, never lost. */
export interface Tokens {
  /**
   * An access token with at least `minLifeSeconds` to live; refreshed where need be.
   *
   * @throws Failure `NEEDS_SIGN_IN`, `TOKEN_FAILED`, `NETWORK_FAILED`, or what the vault says
   */
  accessToken(account: Account, minLifeSeconds?: number): Promise<AccessToken>;
  /** @param force also where the token would still live @throws Failure as {@link Tokens.accessToken} */
  refresh(
    account: Account,
    options?: { force?: boolean; minLifeSeconds?: number },
  ): Promise<'refreshed' | 'skipped'>;
  /** Keeps what a sign-in brought; durable when it resolves. */
  keep(account: Account, reply: TokenReply, connection: Connection): Promise<void>;
  /** Changes what is kept besides the tokens; durable when it resolves. */
  revise(account: Account, change: (kept: Secrets) => Secrets): Promise<void>;
  /** Removes all that is kept, after a refresh under way: it would bring the record back. */
  forget(account: Account): Promise<void>;
  /** Ids of the accounts being refreshed by this process now. */
  readonly refreshing: ReadonlySet<string>;
}

export interface AccessToken {
  readonly accessToken: string;
  /** ISO 8601; null where the provider did not say. */
  readonly expiresAt: string | null;
}

export interface TokensOptions {
  readonly vault: Vault;
  readonly connect: (account: Account) => Promise<Connection>;
  readonly clientFor: (
    account: Account,
    connection: Connection,
    clientSecret: string | undefined,
  ) => TokenClient;
  readonly now: () => number;
  /** Resolves after some milliseconds. */
  readonly wait: (ms: number) => Promise<void>;
  /** From 0 to 1; spreads retries. */
  readonly random: () => number;
  /** Called when anything about an account's tokens has changed. */
  readonly changed: (account: string) => void;
}

const attempts = 3;
/** Milliseconds; a server that asks for a longer pause is asked again another time. */
const longestPause = 10_000;

interface Wish {
  readonly force: boolean;
  readonly minLifeSeconds: number;
}

interface Running extends Wish {
  readonly outcome: Promise<'refreshed' | 'skipped'>;
}

export function createTokens(options: TokensOptions): Tokens {
  const { vault, now, changed } = options;
  const inFlight = new Map<string, Running>();
  const refreshing = new Set<string>();
  /** What a disk refused to keep; it is newer than the file and is written before anything else happens. */
  const unsaved = new Map<string, Secrets>();

  /** Only under the lock: what is unsaved may be written here. */
  async function settled(account: string): Promise<Secrets> {
    const kept = unsaved.get(account);
    if (!kept) return vault.read(account);
    await save(account, kept);
    return kept;
  }

  async function save(account: string, secrets: Secrets): Promise<void> {
    unsaved.set(account, secrets);
    await vault.write(account, secrets);
    unsaved.delete(account);
  }

  function read(account: string): Promise<Secrets> {
    return unsaved.has(account) ? locked(account, () => settled(account)) : vault.read(account);
  }

  function locked<T>(account: string, work: () => Promise<T>): Promise<T> {
    return withLock(join(vault.folder, `${account}.sealed`), work);
  }

  async function accessToken(account: Account, minLifeSeconds = defaultMinLife): Promise<AccessToken> {
    const before = await read(account.id);
    const secrets = isUsable(before, minLifeSeconds, now()) ? before : await renewed(account, minLifeSeconds);
    if (!secrets.accessToken) throw needsSignIn(account);
    return { accessToken: secrets.accessToken, expiresAt: secrets.accessTokenExpiresAt ?? null };
  }

  async function renewed(account: Account, minLifeSeconds: number): Promise<Secrets> {
    await refresh(account, { minLifeSeconds });
    return read(account.id);
  }

  async function refresh(
    account: Account,
    { force = false, minLifeSeconds = defaultMinLife }: Partial<Wish> = {},
  ): Promise<'refreshed' | 'skipped'> {
    const wish = { force, minLifeSeconds };
    const running = inFlight.get(account.id);
    if (!running) return begin(account, wish);
    const outcome = await running.outcome;
    // What was enough for the one who began it may not be enough for who joined.
    return outcome === 'skipped' && isStricter(wish, running) ? refresh(account, wish) : outcome;
  }

  function begin(account: Account, wish: Wish): Promise<'refreshed' | 'skipped'> {
    refreshing.add(account.id);
    changed(account.id);
    const asked = now();
    const outcome = locked(account.id, async () => {
      const secrets = await settled(account.id);
      if (isFreshEnough(secrets, { ...wish, asked })) return 'skipped' as const;
      await renew(account, secrets, wish.force);
      return 'refreshed' as const;
    }).finally(() => {
      inFlight.delete(account.id);
      refreshing.delete(account.id);
      changed(account.id);
    });
    inFlight.set(account.id, { ...wish, outcome });
    return outcome;
  }

  /** Also under `force` a token that another process got while this one waited for the lock is new enough. */
  function isFreshEnough(secrets: Secrets, wish: Wish & { readonly asked: number }): boolean {
    if (secrets.refreshedAt && Date.parse(secrets.refreshedAt) >= wish.asked && !secrets.failure) return true;
    return !wish.force && isUsable(secrets, wish.minLifeSeconds, now());
  }

  async function renew(account: Account, secrets: Secrets, force: boolean): Promise<void> {
    const { failure } = secrets;
    const ask = renewals[account.grant](account, secrets);
    if (!ask) throw needsSignIn(account);
    // What only a person can mend is asked again only by a person.
    if (failure?.code === 'NEEDS_SIGN_IN' && !force) throw needsSignIn(account, failure.evidence);
    const connection = await options.connect(account);
    const client = options.clientFor(account, connection, secrets.clientSecret);
    let reply: TokenReply;
    try {
      reply = await persistently(() => ask(client));
    } catch (error) {
      if (error instanceof Failure) await note(account, secrets, error);
      throw error;
    }
    await save(account.id, merge(secrets, reply, connection));
  }

  async function note(account: Account, secrets: Secrets, { code, facts }: Failure): Promise<void> {
    if (!isTokenFailure(code)) return;
    const at = new Date(now()).toISOString();
    await vault.write(account.id, { ...secrets, failure: { code, evidence: facts.evidence, at } });
  }

  /** Tries again what is transient, with growing pauses and jitter; everything else fails at once. */
  async function persistently(send: () => Promise<TokenReply>): Promise<TokenReply> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await send();
      } catch (error) {
        if (attempt === attempts || !(error instanceof Failure) || !isTransient(error)) throw error;
        const asked = pauseAskedFor(error);
        if (asked > longestPause) throw error;
        await options.wait(Math.max(asked, 400 * 2 ** attempt * (0.5 + options.random())));
      }
    }
  }

  function merge(secrets: Secrets, reply: TokenReply, connection: Connection): Secrets {
    const { failure: _, accessTokenExpiresAt: __, refreshTokenExpiresAt, ...kept } = secrets;
    // What was told of one refresh token says nothing of the next.
    const refreshEnd =
      reply.refreshTokenExpiresAt ?? (reply.refreshToken ? undefined : refreshTokenExpiresAt);
    const at = new Date(now()).toISOString();
    return {
      ...kept,
      accessToken: reply.accessToken,
      ...(reply.expiresAt ? { accessTokenExpiresAt: reply.expiresAt } : {}),
      // A provider that sends none goes on with the one it gave before (RFC 6749 §6).
      ...(reply.refreshToken ? { refreshToken: reply.refreshToken, refreshTokenIssuedAt: at } : {}),
      ...(refreshEnd ? { refreshTokenExpiresAt: refreshEnd } : {}),
      grantedScopes: reply.scopes ?? kept.grantedScopes ?? connection.tokenScopes ?? connection.scopes,
      refreshedAt: at,
    };
  }

  return {
    accessToken,
    refresh,
    refreshing,
    async keep(account, reply, connection) {
      await locked(account.id, async () => {
        // An attempt that was answered answers for all: no other may bring tokens afterwards.
        const { grantedScopes: _, attempts: __, ...kept } = await settled(account.id);
        await save(account.id, merge(kept, reply, connection));
      });
      changed(account.id);
    },
    async revise(account, change) {
      await locked(account.id, async () => save(account.id, change(await settled(account.id))));
      changed(account.id);
    },
    forget: (account) =>
      locked(account.id, async () => {
        unsaved.delete(account.id);
        await vault.remove(account.id);
      }),
  };
}

function isStricter(wish: Wish, other: Wish): boolean {
  return (wish.force && !other.force) || wish.minLifeSeconds > other.minLifeSeconds;
}

function isTokenFailure(code: string): code is 'NEEDS_SIGN_IN' | 'TOKEN_FAILED' | 'NETWORK_FAILED' {
  return code === 'NEEDS_SIGN_IN' || code === 'TOKEN_FAILED' || code === 'NETWORK_FAILED';
}

function needsSignIn(
  account: Account,
  evidence = 'POSTKEY_NEEDS_SIGN_IN no refresh token is kept for this account',
): Failure {
  return new Failure('NEEDS_SIGN_IN', {
    where: 'token',
    provider: account.provider,
    evidence,
    context: { mailbox: account.address, account: account.id },
  });
}
