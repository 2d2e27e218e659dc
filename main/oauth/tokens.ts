import type { Account } from '../../preload/contract/index.ts';
import type { Connection } from '../accounts/connection.ts';
import { Failure } from '../explain/failure.ts';
import type { Secrets } from '../vault/secrets.ts';
import type { HeldRecord, Vault } from '../vault/vault.ts';
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

/** What becomes of a record, whatever it holds by then. */
type Change = (kept: Secrets) => Secrets;

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
  /** What is on no disk yet. It goes onto whatever record stands by then, before anything else happens. */
  const unsaved = new Map<string, Change>();

  function remember(account: string, change: Change): void {
    const earlier = unsaved.get(account);
    unsaved.set(account, earlier ? (kept) => change(earlier(kept)) : change);
  }

  /** The record as it is once everything that was got is kept. @param known what it holds, where it was read */
  async function settled(account: string, record: HeldRecord, known?: Secrets): Promise<Secrets> {
    const kept = known ?? (await record.read());
    const change = unsaved.get(account);
    if (!change) return kept;
    const secrets = change(kept);
    if (secrets !== kept) await record.write(secrets);
    if (unsaved.get(account) === change) unsaved.delete(account);
    return secrets;
  }

  function read(account: string): Promise<Secrets> {
    if (!unsaved.has(account)) return vault.read(account);
    return exclusively(account, (record) => settled(account, record));
  }

  /** Who has tokens that are on no disk yet does not give way for ever to who may be stuck. */
  function exclusively<T>(account: string, work: (record: HeldRecord) => Promise<T>): Promise<T> {
    return vault.exclusively(account, work, { insist: () => unsaved.has(account) });
  }

  /** For work that begins anew: a record that cannot be read does not stand in its way. */
  function mendable<T>(account: string, work: (record: HeldRecord) => Promise<T>): Promise<T> {
    return exclusively(account, async (record) => {
      await record.setAside();
      return work(record);
    });
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
    let got = false;
    const outcome = exclusively(account.id, async (record) => {
      const secrets = await settled(account.id, record);
      // Begun again after another took the lock over, it may find that its own reply was all that was missing.
      if (isFreshEnough(secrets, { ...wish, asked }))
        return got ? ('refreshed' as const) : ('skipped' as const);
      remember(account.id, await renew(account, secrets, record, wish.force));
      got = true;
      await settled(account.id, record, secrets);
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

  /** Asks for the next token. @returns what it makes of the record */
  async function renew(
    account: Account,
    secrets: Secrets,
    record: HeldRecord,
    force: boolean,
  ): Promise<Change> {
    const { failure } = secrets;
    const ask = renewals[account.grant](account, secrets);
    if (!ask) throw needsSignIn(account);
    // What only a person can mend is asked again only by a person.
    if (failure?.code === 'NEEDS_SIGN_IN' && !force) throw needsSignIn(account, failure.evidence);
    const connection = await options.connect(account);
    const client = options.clientFor(account, connection, secrets.clientSecret);
    let reply: TokenReply;
    try {
      reply = await persistently(() => {
        // Woken from a long sleep, it must not use a refresh token that another has used meanwhile.
        record.confirm();
        return ask(client);
      });
    } catch (error) {
      if (error instanceof Failure) await note(secrets, record, error);
      throw error;
    }
    const merged = merging(reply, connection);
    // Whoever signed in meanwhile brought something newer.
    return (kept) => (kept.refreshToken === secrets.refreshToken ? merged(kept) : kept);
  }

  async function note(secrets: Secrets, record: HeldRecord, { code, facts }: Failure): Promise<void> {
    if (!isTokenFailure(code)) return;
    const at = new Date(now()).toISOString();
    await record.write({ ...secrets, failure: { code, evidence: facts.evidence, at } });
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

  function merging(reply: TokenReply, connection: Connection): Change {
    const at = new Date(now()).toISOString();
    return ({ failure: _, accessTokenExpiresAt: __, refreshTokenExpiresAt, ...kept }) => ({
      ...kept,
      accessToken: reply.accessToken,
      ...(reply.expiresAt ? { accessTokenExpiresAt: reply.expiresAt } : {}),
      // A provider that sends none goes on with the one it gave before (RFC 6749 §6).
      ...(reply.refreshToken ? { refreshToken: reply.refreshToken, refreshTokenIssuedAt: at } : {}),
      // What was told of one refresh token says nothing of the next.
      ...refreshEnd(reply.refreshTokenExpiresAt ?? (reply.refreshToken ? undefined : refreshTokenExpiresAt)),
      grantedScopes: reply.scopes ?? kept.grantedScopes ?? connection.tokenScopes ?? connection.scopes,
      refreshedAt: at,
    });
  }

  return {
    accessToken,
    refresh,
    refreshing,
    async keep(account, reply, connection) {
      const merged = merging(reply, connection);
      // An attempt that was answered answers for all: no other may bring tokens afterwards.
      remember(account.id, ({ grantedScopes: _, attempts: __, ...kept }) => merged(kept));
      await mendable(account.id, (record) => settled(account.id, record));
      changed(account.id);
    },
    async revise(account, change) {
      await mendable(account.id, async (record) => record.write(change(await settled(account.id, record))));
      changed(account.id);
    },
    forget: (account) =>
      exclusively(account.id, async () => {
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

function refreshEnd(refreshTokenExpiresAt: string | undefined): Pick<Secrets, 'refreshTokenExpiresAt'> {
  return refreshTokenExpiresAt ? { refreshTokenExpiresAt } : {};
}
