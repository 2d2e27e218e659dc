import type {
  Account,
  ConsentEvent,
  ConsentLink,
  Detected,
  Discovered,
  Grant,
  NewAccount,
  SignedIn,
  SignInMethod,
} from '../../preload/contract/index.ts';
import type { AccountStore } from '../accounts/account-store.ts';
import type { Connection } from '../accounts/connection.ts';
import { Failure } from '../explain/failure.ts';
import type { PendingAttempt, Secrets } from '../vault/secrets.ts';
import type { Vault } from '../vault/vault.ts';
import { codeIn, consentFailure, judgeAnswer, only } from './authorization.ts';
import type { CallbackOutcome } from './callback-page.ts';
import { type Begun, signIn } from './consent.ts';
import { signInByDevice } from './device-consent.ts';
import { discover } from './discovery.ts';
import type { HttpAgents } from './http-agents.ts';
import { readPastedAnswer, signInByPasting, startAttempt } from './paste-consent.ts';
import { keepAttempt } from './pending-attempts.ts';
import { invalidInput } from './providers/invalid-input.ts';
import type { Provider, ProviderFacts } from './providers/provider.ts';
import type { Providers } from './providers/providers.ts';
import { renewals, signsInByItself } from './renewal.ts';
import { readServiceAccountKey } from './service-account-key.ts';
import { redeem, type Settlement, settle } from './settle.ts';
import { requireExpectedUser } from './signed-in-user.ts';
import type { TokenClient } from './token-client.ts';
import type { Tokens } from './tokens.ts';
import { createWaitingAttempts } from './waiting-attempts.ts';

/** From nothing to an account that is signed in. */
export interface Onboarding {
  providers(): readonly ProviderFacts[];
  detect(address: string): Promise<Detected>;
  discover(issuer: string, ca?: string): Promise<Discovered>;
  /** @throws Failure `INVALID_INPUT`, `ALREADY_EXISTS`, or what the vault says; nothing is then kept */
  add(draft: NewAccount): Promise<Account>;
  signIn(account: Account, options: SignInOptions): AsyncGenerator<ConsentEvent>;
  /**
   * Takes the address a person landed on. @returns null where a sign-in under way here goes on with it
   * @throws Failure `CONSENT_FAILED` where it belongs to no attempt, or was refused
   */
  answer(account: Account, pasted: string, options: AnswerOptions): Promise<SignedIn | null>;
  /** A link for the mailbox's owner. It works until it is used. @throws Failure */
  consentLink(account: Account): Promise<ConsentLink>;
  /** Null where the provider has no such page. */
  adminConsentUrl(account: Account): string | null;
  /** Forgets an account; with `revoke` the provider is told first (RFC 7009). */
  remove(account: Account, revoke: boolean): Promise<{ revoked: boolean }>;
}

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
  readonly clientFor: (
    account: Account,
    connection: Connection,
    clientSecret: string | undefined,
  ) => TokenClient;
}

export function createOnboarding(options: OnboardingOptions): Onboarding {
  const { store, vault, tokens, providers, agents, clientFor } = options;
  const waiting = createWaitingAttempts();

  /** All that a sign-in of this account needs, whichever way it goes. */
  async function prepare(account: Account, acceptOther = false) {
    const provider = providers.get(account.provider);
    const connection = await provider.connect(account);
    await vault.ensure();
    const secrets = await vault.read(account.id);
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
    discover: (issuer, ca) => discover(issuer, { agents, ...(ca ? { ca } : {}) }),
    async add(draft) {
      const { clientSecret, serviceAccountKey } = draft;
      const provider = providers.get(draft.provider);
      const grant = offeredGrant(draft, provider.summary);
      if (clientSecret !== undefined) requireHeaderSafe(clientSecret);
      const key = serviceAccountKey === undefined ? undefined : readServiceAccountKey(serviceAccountKey);
      await vault.ensure();
      const account = await store.add(await provider.complete({ ...draft, grant }, { agents }));
      if (clientSecret === undefined && !key) return account;
      try {
        await vault.write(account.id, {
          ...(clientSecret === undefined ? {} : { clientSecret }),
          ...(key ? { serviceAccountKey: key } : {}),
        });
      } catch (error) {
        await store.remove(account.id);
        throw error;
      }
      return account;
    },
    async *signIn(account, { method, acceptOtherAccount, ...wish }) {
      const { provider, secrets, settlement } = await prepare(account, acceptOtherAccount);
      if (signsInByItself(account.grant)) {
        yield* signInByItself(settlement, secrets);
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
          if (!isLoopback(redirect.redirectUri)) throw notLoopback(redirect.redirectUri);
          return yield* signIn(attempt);
      }
    },
    async answer(account, pasted, { acceptOtherAccount }) {
      const parameters = readPastedAnswer(pasted);
      if (!parameters) throw consentFailure('CONSENT_FAILED', 'POSTKEY_CODE_MISSING pasted', account);
      const { secrets, settlement } = await prepare(account, acceptOtherAccount);
      const state = only(parameters, 'state') ?? '';
      const attempt = secrets.attempts?.find((pending) => pending.state === state);
      if (!attempt) {
        // An error of an unknown attempt is worth explaining; a code is worth nothing.
        if (parameters.has('error')) codeIn(parameters, account);
        throw consentFailure('CONSENT_FAILED', 'POSTKEY_STATE_MISMATCH pasted', account);
      }
      if (!judgeAnswer(parameters, attempt, settlement.connection).accept)
        throw consentFailure('CONSENT_FAILED', 'POSTKEY_ISS_MISMATCH pasted', account);
      if (waiting.hand(account.id, state, parameters)) return null;
      return lastOf(redeem(settlement, parameters, attempt));
    },
    async consentLink(account) {
      const { provider, settlement } = await prepare(account);
      if (signsInByItself(account.grant)) throw invalidInput('grant', `${account.grant} needs no person`);
      const { url, begun } = startAttempt({
        ...settlement,
        ...redirection(provider, account, settlement.connection),
      });
      const madeAt = new Date().toISOString();
      await tokens.revise(account, (kept) => keepAttempt(kept, { ...pick(begun), madeAt }));
      return { url, redirectUri: begun.redirectUri, madeAt };
    },
    adminConsentUrl: (account) => providers.get(account.provider).adminConsentUrl?.(account) ?? null,
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

async function* signInByItself(settlement: Settlement, secrets: Secrets): AsyncGenerator<ConsentEvent> {
  const { account, connection, client, keep } = settlement;
  const ask = renewals[account.grant](account, secrets);
  if (!ask) throw invalidInput('serviceAccountKey', 'is missing');
  yield { event: 'exchanging' };
  // Nobody signs in, so that nobody can be the wrong one.
  yield await settle({ account, connection, client, keep }, await ask(client));
}

async function lastOf(events: AsyncGenerator<ConsentEvent, SignedIn & { event: 'done' }>): Promise<SignedIn> {
  for (;;) {
    const { done, value } = await events.next();
    if (!done) continue;
    const { event: _, ...signedIn } = value;
    return signedIn;
  }
}

function pick({ state, verifier, redirectUri }: Begun): Begun {
  return { state, verifier, redirectUri };
}

function usualMethod({ grant }: Account, redirectUri: string): SignInMethod {
  if (grant === 'device_code') return 'device';
  return isLoopback(redirectUri) ? 'browser' : 'paste';
}

function isLoopback(redirectUri: string): boolean {
  const { protocol, hostname } = new URL(redirectUri);
  return protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

function notLoopback(redirectUri: string) {
  return invalidInput('redirectUri', `${redirectUri} does not come back to this machine; paste the address`);
}

/** What was asked for, where the provider has it. A provider with one grant of its own gets that by default. */
function offeredGrant({ grant }: NewAccount, { id, grants: offered }: ProviderFacts): Grant {
  const [only, ...others] = offered;
  if (!only) throw withoutOAuth(id);
  const wanted = grant === 'authorization_code' && others.length === 0 ? only : grant;
  if (offered.includes(wanted)) return wanted;
  throw invalidInput('grant', `${wanted} is not one of: ${offered.join(', ')}`);
}

/** Its mail servers are not known to take tokens: there is nothing to sign in with. */
function withoutOAuth(id: string): Failure {
  return new Failure('INVALID_INPUT', {
    where: 'command',
    evidence: `POSTKEY_PROVIDER_WITHOUT_OAUTH ${id}`,
    context: { ref: id },
  });
}

/** RFC 6749 Appendix A.2: a client secret is printable ASCII; anything else was pasted along by mistake. */
function requireHeaderSafe(clientSecret: string): void {
  if (/^[\x21-\x7e]+$/.test(clientSecret)) return;
  throw invalidInput('clientSecret', 'has characters that no client secret has');
}
