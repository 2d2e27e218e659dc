import type {
  Account,
  ConsentEvent,
  ConsentLink,
  Credentials,
  Detected,
  Discovered,
  NewAccount,
  SignedIn,
  SignInMethod,
} from '../../preload/contract/index.ts';
import type { Finding } from '../../preload/contract/validate/index.ts';
import type { AccountChange, AccountStore } from '../accounts/account-store.ts';
import type { Connection } from '../accounts/connection.ts';
import { Failure } from '../explain/failure.ts';
import { invalidInput } from '../explain/invalid-input.ts';
import type { PendingAttempt, Secrets } from '../vault/secrets.ts';
import type { Vault } from '../vault/vault.ts';
import { signInAsApp } from './app-sign-in.ts';
import { codeIn, consentFailure, judgeAnswer, only } from './authorization.ts';
import type { CallbackOutcome } from './callback-page.ts';
import { type Begun, signIn } from './consent.ts';
import { readCredentials, renewCredentials } from './credentials.ts';
import { signInByDevice } from './device-consent.ts';
import { discover, wayOf } from './discovery.ts';
import { foresee, requirePossible } from './foresight.ts';
import { createHeldReplies } from './held-replies.ts';
import type { HttpAgents } from './http-agents.ts';
import { readPastedAnswer, signInByPasting, startAttempt } from './paste-consent.ts';
import { keepAttempt, openLink } from './pending-attempts.ts';
import type { Provider, ProviderFacts } from './providers/provider.ts';
import type { Providers } from './providers/providers.ts';
import { signsInByItself } from './renewal.ts';
import { redeem, type Settlement, settle } from './settle.ts';
import { offeredGrant, requireLoopback, usualMethod } from './sign-in-method.ts';
import { requireExpectedUser } from './signed-in-user.ts';
import type { TokenClient } from './token-client.ts';
import type { TokenReply } from './token-reply.ts';
import type { Tokens } from './tokens.ts';
import { createWaitingAttempts } from './waiting-attempts.ts';

/** From nothing to an account that is signed in. */
export interface Onboarding {
  providers(): readonly ProviderFacts[];
  detect(address: string): Promise<Detected>;
  discover(issuer: string, way?: Pick<NewAccount, 'ca' | 'proxy'>): Promise<Discovered>;
  /** @throws Failure `INVALID_INPUT`, `ALREADY_EXISTS`, or what the vault says; nothing is then kept */
  add(draft: NewAccount): Promise<Account>;
  /** @throws Failure `INVALID_INPUT`, or what the vault says; what was there is then still there */
  update(account: Account, change: AccountEdit): Promise<Account>;
  /** What a sign-in may fail of, as far as it can be told beforehand; what it is sure to fail of, `add` refuses. */
  warnings(account: Account): Promise<readonly Finding[]>;
  /** @throws Failure, by its iterator: `INVALID_INPUT` where it cannot succeed, before anything opens */
  signIn(account: Account, options: SignInOptions): AsyncGenerator<ConsentEvent>;
  /**
   * Takes the address a person landed on. Where somebody else than expected signed in, the same address can be given
   * once more with `acceptOtherAccount` for the next ten minutes.
   *
   * @returns null where a sign-in under way here goes on with it
   * @throws Failure `CONSENT_FAILED` where it belongs to no attempt, or was refused
   */
  answer(account: Account, pasted: string, options: AnswerOptions): Promise<SignedIn | null>;
  /** A link for the mailbox's owner: the same one until somebody has signed in by it. @throws Failure */
  consentLink(account: Account): Promise<ConsentLink>;
  /** Null where the provider has no such page. */
  adminConsentUrl(account: Account): string | null;
  /** Forgets an account; with `revoke` the provider is told first (RFC 7009). */
  remove(account: Account, revoke: boolean): Promise<{ revoked: boolean }>;
}

/** What an admin may change of an account afterwards. What is left out stays as it is. */
export type AccountEdit = Omit<AccountChange, 'proxy'> & Credentials;

export interface AnswerOptions {
  /** Somebody else than the mailbox or its delegate may sign in. */
  readonly acceptOtherAccount?: boolean;
}

export interface SignInOptions extends AnswerOptions {
  /** By the account's grant and redirect URI where it is left out. */
  readonly method?: SignInMethod | undefined;
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
  readonly detect: (address: string) => Promise<Detected>;
  readonly connect: (account: Account) => Promise<Connection>;
  /** In the admin's language. */
  readonly wordsOf: (finding: Finding) => Promise<string>;
  readonly clientFor: (
    account: Account,
    connection: Connection,
    clientSecret: string | undefined,
  ) => TokenClient;
}

export function createOnboarding(options: OnboardingOptions): Onboarding {
  const { store, vault, tokens, providers, agents, connect, wordsOf, clientFor } = options;
  const waiting = createWaitingAttempts();
  const held = createHeldReplies();

  /** All that a sign-in of this account needs, whichever way it goes. */
  async function prepare(account: Account, acceptOther = false) {
    const provider = providers.get(account.provider);
    const connection = await connect(account);
    await vault.ensure();
    const secrets = await readMendable(account);
    const client = clientFor(account, connection, secrets.clientSecret);
    const settlement: Settlement = {
      account,
      connection,
      client,
      identify: (reply) => requireExpectedUser(account, reply, acceptOther),
      keep: async (reply) => {
        await tokens.keep(account, reply, connection);
        // Sending is as whoever signed in: it has to be known from now on.
        const signedInAs = requireExpectedUser(account, reply, acceptOther);
        if (signedInAs !== null && signedInAs !== account.signInAs)
          await store.update(account.id, { signInAs: signedInAs });
      },
    };
    return { provider, secrets, settlement, ...settlement };
  }

  /** A damaged record is replaced by what the sign-in brings; what only it held has to be given again first. */
  async function readMendable(account: Account): Promise<Secrets> {
    const secrets = await vault.read(account.id).catch((error: unknown) => {
      if (error instanceof Failure && error.code === 'VAULT_DAMAGED') return {} as Secrets;
      throw error;
    });
    const { clientSecret, serviceAccountKey } = secrets;
    if (account.publicClient || clientSecret !== undefined || serviceAccountKey) return secrets;
    throw consentFailure('CONSENT_FAILED', 'POSTKEY_CLIENT_SECRET_MISSING', account);
  }

  function redirection(provider: Provider, account: Account, connection: Connection) {
    return {
      redirectUri: provider.redirectUri(account),
      parameters: provider.authorizationParameters(connection),
    };
  }

  /** What was begun is kept first: its answer may come to another process, or another day. */
  async function begin(account: Account, begun: Begun) {
    const attempt: PendingAttempt = { ...pick(begun), madeAt: new Date().toISOString() };
    await tokens.revise(account, (kept) => keepAttempt(kept, attempt));
    return waiting.wait(account.id, begun.state);
  }

  return {
    providers: () => providers.list().map(({ summary }) => summary),
    detect: options.detect,
    discover: (issuer, way = {}) => discover(issuer, { agents, ...wayOf(way) }),
    async add(draft) {
      const provider = providers.get(draft.provider);
      const grant = offeredGrant(draft, provider.summary);
      const credentials = readCredentials(draft);
      const completed = await provider.complete({ ...draft, grant }, { agents });
      await requirePossible(foresee(provider, completed, draft.clientSecret), wordsOf);
      await vault.ensure();
      const account = await store.add(completed);
      if (Object.keys(credentials).length === 0) return account;
      try {
        await vault.write(account.id, credentials);
      } catch (error) {
        await store.remove(account.id);
        throw error;
      }
      return account;
    },
    async update(account, { clientSecret, serviceAccountKey, ...change }) {
      await renewCredentials(tokens, account, { clientSecret, serviceAccountKey });
      return store.update(account.id, change);
    },
    async warnings(account) {
      const { clientSecret } = await vault.read(account.id);
      return foresee(providers.get(account.provider), account, clientSecret).possible;
    },
    async *signIn(account, { method, acceptOtherAccount, ...wish }) {
      const { provider, secrets, settlement } = await prepare(account, acceptOtherAccount);
      const foresight = foresee(provider, account, secrets.clientSecret);
      await requirePossible(foresight, wordsOf);
      for (const finding of foresight.possible) yield { event: 'warning', finding };
      if (signsInByItself(account.grant)) {
        yield* signInAsApp(settlement, secrets);
        return;
      }
      const redirect = redirection(provider, account, settlement.connection);
      const attempt = {
        ...settlement,
        ...redirect,
        ...wish,
        begin: (begun: Begun) => begin(account, begun),
      };
      switch (method ?? usualMethod(account, redirect.redirectUri)) {
        case 'device':
          return yield* signInByDevice(attempt);
        case 'paste':
          return yield* signInByPasting(attempt);
        case 'browser':
          requireLoopback(redirect.redirectUri);
          return yield* signIn(attempt);
      }
    },
    async answer(account, pasted, { acceptOtherAccount }) {
      const parameters = readPastedAnswer(pasted);
      if (!parameters) throw consentFailure('CONSENT_FAILED', 'POSTKEY_CODE_MISSING pasted', account);
      const { secrets, settlement } = await prepare(account, acceptOtherAccount);
      const state = only(parameters, 'state') ?? '';
      const refused = acceptOtherAccount ? held.take(account.id, state) : undefined;
      if (refused) return signedIn(await settle(settlement, refused));
      const attempt = secrets.attempts?.find((pending) => pending.state === state);
      if (!attempt) {
        // An error of an unknown attempt is worth explaining; a code is worth nothing.
        if (parameters.has('error')) codeIn(parameters, account);
        throw consentFailure('CONSENT_FAILED', 'POSTKEY_STATE_MISMATCH pasted', account);
      }
      if (!judgeAnswer(parameters, attempt, settlement.connection).accept)
        throw consentFailure('CONSENT_FAILED', 'POSTKEY_ISS_MISMATCH pasted', account);
      if (waiting.hand(account.id, state, parameters)) return null;
      return redeemPasted(settlement, parameters, attempt);
    },
    async consentLink(account) {
      const { provider, secrets, settlement } = await prepare(account);
      if (signsInByItself(account.grant)) throw invalidInput('grant', 'no-person', { value: account.grant });
      await requirePossible(foresee(provider, account, secrets.clientSecret), wordsOf);
      const attempt = { ...settlement, ...redirection(provider, account, settlement.connection) };
      const open = openLink(secrets, attempt.redirectUri, Date.now());
      if (open) return linkOf(startAttempt(attempt, open), open.madeAt);
      const started = startAttempt(attempt);
      const madeAt = new Date().toISOString();
      await tokens.revise(account, (kept) =>
        keepAttempt(kept, { ...pick(started.begun), madeAt, isLink: true }),
      );
      return linkOf(started, madeAt);
    },
    adminConsentUrl: (account) => providers.get(account.provider).adminConsentUrl?.(account) ?? null,
    async remove(account, revoke) {
      const revoked = revoke && (await revokeTokens(account));
      await tokens.forget(account);
      await store.remove(account.id);
      return { revoked };
    },
  };

  async function redeemPasted(
    settlement: Settlement,
    answer: URLSearchParams,
    attempt: PendingAttempt,
  ): Promise<SignedIn> {
    const { account } = settlement;
    const identify = (reply: TokenReply) => {
      try {
        return settlement.identify?.(reply) ?? null;
      } catch (error) {
        held.hold(account.id, attempt.state, reply);
        throw error;
      }
    };
    return lastOf(redeem({ ...settlement, identify }, answer, attempt));
  }

  async function revokeTokens(account: Account): Promise<boolean> {
    const { refreshToken, accessToken, clientSecret } = await vault.read(account.id);
    const token = refreshToken ?? accessToken;
    if (!token) return false;
    const connection = await connect(account);
    const client = clientFor(account, connection, clientSecret);
    return client.revoke(token, refreshToken ? 'refresh_token' : 'access_token');
  }
}

async function lastOf(events: AsyncGenerator<ConsentEvent, SignedIn & { event: 'done' }>): Promise<SignedIn> {
  for (;;) {
    const { done, value } = await events.next();
    if (done) return signedIn(value);
  }
}

function signedIn({ event: _, ...told }: SignedIn & { readonly event: 'done' }): SignedIn {
  return told;
}

function linkOf({ url, begun }: ReturnType<typeof startAttempt>, madeAt: string): ConsentLink {
  return { url, redirectUri: begun.redirectUri, madeAt };
}

function pick({ state, verifier, redirectUri }: Begun): Begun {
  return { state, verifier, redirectUri };
}
