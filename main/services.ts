import { join } from 'node:path';
import type { i18n } from 'i18next';
import type { Account, ConsentEvent, DoctorCheck, KeyKeeper, Language } from '../preload/contract/index.ts';
import { chooseLanguage, createTexts } from '../preload/texts/index.ts';
import { type AccountStore, createAccountStore } from './accounts/account-store.ts';
import { type Changes, createChanges } from './accounts/changes.ts';
import type { Connection } from './accounts/connection.ts';
import { refreshTokenEnd } from './accounts/health.ts';
import { type RefreshOutcome, refreshAll } from './accounts/refresh-all.ts';
import { type AccountState, readStates } from './accounts/statuses.ts';
import { type BundleRequest, bundleInput } from './bundles/export.ts';
import type { BundleInput } from './bundles/target.ts';
import { createExplainer, type Explainer } from './explain/explain.ts';
import type { Host } from './host/host.ts';
import type { AccountAccess } from './mail/check-account.ts';
import { callbackPage } from './oauth/callback-page.ts';
import { createHttpAgents } from './oauth/http-agents.ts';
import { createOnboarding, type Onboarding } from './oauth/onboarding.ts';
import { custom } from './oauth/providers/custom.ts';
import { practiceProvider } from './oauth/providers/practice.ts';
import { createProviders } from './oauth/providers/providers.ts';
import { createTokenClient } from './oauth/token-client.ts';
import { createTokens, type Tokens } from './oauth/tokens.ts';
import type { Practice } from './practice/practice.ts';
import { createPracticeService, type PracticeService } from './practice/service.ts';
import { runDoctor } from './settings/doctor.ts';
import { createSettings, type SettingsStore } from './settings/settings.ts';
import { keyringAnswers } from './vault/keepers/keyring.ts';
import { withLock } from './vault/lock.ts';
import { openVault, type Vault } from './vault/vault.ts';

/** Everything the doors, the tray and the command line work with. */
export interface Services extends AccountAccess {
  readonly host: Host;
  readonly accounts: AccountStore;
  readonly changes: Changes;
  readonly vault: Vault;
  readonly onboarding: Onboarding;
  readonly tokens: Tokens;
  readonly practice: PracticeService;
  readonly settings: SettingsStore;
  readonly language: LanguageService;
  /** How every account is doing. @throws Failure `VAULT_LOCKED` */
  states(): Promise<AccountState[]>;
  refresh(accounts: readonly Account[], options: RefreshOptions): AsyncGenerator<RefreshOutcome>;
  signIn(account: Account, options: SignInWish): AsyncGenerator<ConsentEvent>;
  /** Forgets an account; with `revoke` the provider is told first. */
  remove(account: Account, revoke: boolean): Promise<{ removed: string; revoked: boolean }>;
  /** What a target makes a bundle of. @throws Failure */
  bundleInput(account: Account, request: BundleRequest): Promise<BundleInput>;
  doctor(): Promise<DoctorCheck[]>;
  /** Practice in this process, unless another one has it. Tokens of an earlier run are found out at once. */
  startPractice(port?: number): Promise<Practice | null>;
  /** Lets go of kept connections and of what this process started. */
  close(): Promise<void>;
}

export interface RefreshOptions {
  readonly force: boolean;
  readonly concurrency?: number;
  readonly signal?: AbortSignal | undefined;
}

export interface SignInWish {
  readonly openBrowser: boolean;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** Texts and explanations in the language that is chosen now. */
export interface LanguageService {
  current(): Language;
  texts(): Promise<i18n>;
  explainer(): Promise<Explainer>;
}

export interface ServiceOptions {
  /** Overrides the setting for this run. */
  readonly language?: Language;
  readonly passphrase?: string;
  /** The keeper of a vault that has to be made without asking. */
  readonly keeper?: KeyKeeper;
}

/** Puts the services together on a host. Nothing runs yet. */
export function createServices(host: Host, options: ServiceOptions): Services {
  const { dataFolder } = host;
  const changes = createChanges();
  const accounts = createAccountStore({
    document: host.documents.accounts,
    exclusively: (change) => withLock(join(dataFolder, 'accounts.json'), change),
    now: () => new Date(),
    changed: changes.notify,
  });
  const vault = openVault({
    folder: join(dataFolder, 'vault'),
    keyWrappers: host.keyWrappers,
    ...(options.passphrase === undefined ? {} : { passphrase: options.passphrase }),
    ...(options.keeper ? { keeper: options.keeper } : {}),
  });
  const practice = createPracticeService(join(dataFolder, 'practice'));
  const providers = createProviders([practiceProvider(practice.find), custom]);
  const agents = createHttpAgents();
  const connect = (account: Account) => providers.get(account.provider).connect(account);
  const clientFor = (account: Account, connection: Connection, clientSecret: string | undefined) =>
    createTokenClient({ connection, provider: account.provider, clientSecret, agents });
  const tokens = createTokens({
    vault,
    connect,
    clientFor,
    now: Date.now,
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    random: Math.random,
    changed: changes.notify,
  });
  const settings = createSettings(host.documents.settings);
  const onboarding = createOnboarding({ store: accounts, vault, tokens, providers, agents, clientFor });
  const language = createLanguage(
    () => options.language ?? settings.get().language ?? chooseLanguage(host.languages),
  );
  const refreshTokenDays = (provider: string) => providers.get(provider).refreshTokenDays;

  return {
    host,
    accounts,
    changes,
    vault,
    tokens,
    practice,
    settings,
    connect,
    accessToken: (account) => tokens.accessToken(account),
    onboarding,
    language,
    states: () =>
      readStates({
        accounts: accounts.list(),
        readSecrets: vault.read,
        refreshTokenDays,
        refreshing: tokens.refreshing,
        now: new Date(),
      }),
    refresh: (chosen, { force, concurrency, signal }) =>
      refreshAll(chosen, (account) => tokens.refresh(account, { force }), {
        signal,
        ...(concurrency === undefined ? {} : { concurrency }),
      }),
    async bundleInput(account, request) {
      const kept = await vault.read(account.id);
      return bundleInput(request, {
        account,
        connection: await connect(account),
        redirectUri: providers.get(account.provider).redirectUri(account),
        kept,
        refreshTokenEnd: refreshTokenEnd(kept, refreshTokenDays(account.provider)),
        texts: await language.texts(),
        today: new Date(),
      });
    },
    async *signIn(account, { openBrowser, timeoutMs, signal }) {
      const texts = await language.texts();
      yield* onboarding.signIn(account, {
        openBrowser: openBrowser ? host.openExternal : async () => false,
        page: (outcome) => callbackPage(texts, outcome),
        timeoutMs,
        signal,
      });
    },
    async remove(account, revoke) {
      const { revoked } = await onboarding.remove(account, revoke);
      return { removed: account.id, revoked };
    },
    doctor: async () =>
      runDoctor({
        dataFolder,
        vaultStatus: vault.status,
        accountCount: () => accounts.list().length,
        keyringAnswers,
        texts: await language.texts(),
      }),
    async startPractice(port) {
      const started = await practice.start(await language.texts(), port);
      const practising = accounts.list().filter(({ provider }) => provider === 'practice');
      if (started)
        await Promise.allSettled(practising.map((account) => tokens.refresh(account, { force: true })));
      return started;
    },
    async close() {
      await practice.stop();
      agents.close();
    },
  };
}

function createLanguage(current: () => Language): LanguageService {
  const texts = new Map<Language, Promise<i18n>>();
  const explainers = new Map<Language, Promise<Explainer>>();
  return {
    current,
    texts: () => remembered(texts, current(), createTexts),
    explainer: () => remembered(explainers, current(), createExplainer),
  };
}

function remembered<K, V>(kept: Map<K, V>, key: K, make: (key: K) => V): V {
  const value = kept.get(key) ?? make(key);
  kept.set(key, value);
  return value;
}
