import { join } from 'node:path';
import type {
  Account,
  ConsentEvent,
  DoctorCheck,
  ImportOutcome,
  Language,
  SignInMethod,
  TokenInsight,
} from '../preload/contract/index.ts';
import { chooseLanguage } from '../preload/texts/index.ts';
import type { Connection } from './accounts/connection.ts';
import { type MailStandIns, withMailStandIns } from './accounts/mail-stand-ins.ts';
import { type RefreshOutcome, refreshAll } from './accounts/refresh-all.ts';
import { type AccountState, readStates } from './accounts/statuses.ts';
import type { ArchiveFile } from './archive/unzip.ts';
import { type BundleRequest, bundleInput } from './bundles/export.ts';
import { importFile } from './bundles/handover/import.ts';
import type { BundleInput } from './bundles/target.ts';
import { explainFailure } from './explain/explain.ts';
import type { Host } from './host/host.ts';
import { createLanguage, type LanguageService } from './language.ts';
import type { AccountAccess } from './mail/check-account.ts';
import { readProxyLogin } from './mail/proxy-login.ts';
import { createMailService, type MailService } from './mail/service.ts';
import { createNotices, type Notices } from './notices.ts';
import { type Bulk, createBulk } from './oauth/bulk/bulk.ts';
import { callbackPage } from './oauth/callback-page.ts';
import { describeToken } from './oauth/describe-token.ts';
import { createDetect, networkDetectOptions } from './oauth/detect/detect.ts';
import { createHttpAgents } from './oauth/http-agents.ts';
import { createOnboarding, type Onboarding } from './oauth/onboarding.ts';
import { describeFinding } from './oauth/preflight.ts';
import { allProviders } from './oauth/providers/all.ts';
import type { Authorities } from './oauth/providers/authorities.ts';
import { createProviders } from './oauth/providers/providers.ts';
import { type RefreshTokenOutlook, signInOutlook } from './oauth/refresh-outlook.ts';
import { createTokenClient } from './oauth/token-client.ts';
import { createTokens, type Tokens } from './oauth/tokens.ts';
import type { Practice } from './practice/practice.ts';
import { createPracticeService, type PracticeService } from './practice/service.ts';
import { type Environment, environmentProxy } from './proxy/environment.ts';
import { proxyAt } from './proxy/proxy-server.ts';
import { runDoctor } from './settings/doctor.ts';
import { openStores, type StoreOptions, type Stores } from './stores.ts';
import { createTemplates, type Templates } from './templates/templates.ts';
import { keyringAnswers } from './vault/keepers/keyring.ts';
import type { Secrets } from './vault/secrets.ts';

/** Everything the doors, the tray and the command line work with. */
export interface Services extends Stores, AccountAccess {
  readonly host: Host;
  readonly onboarding: Onboarding;
  readonly bulk: Bulk;
  readonly tokens: Tokens;
  readonly practice: PracticeService;
  readonly language: LanguageService;
  readonly notices: Notices;
  readonly templates: Templates;
  readonly mail: MailService;
  /** How every account is doing. @throws Failure `VAULT_LOCKED` */
  states(): Promise<AccountState[]>;
  /** How long an account's sign-in lasts; null where it does not rest on a refresh token. */
  outlook(account: Account, secrets: Secrets): RefreshTokenOutlook | null;
  refresh(accounts: readonly Account[], options: RefreshOptions): AsyncGenerator<RefreshOutcome>;
  signIn(account: Account, options: SignInWish): AsyncGenerator<ConsentEvent>;
  /** Forgets an account; with `revoke` the provider is told first. */
  remove(account: Account, revoke: boolean): Promise<{ removed: string; revoked: boolean }>;
  /** What a target makes a bundle of. @throws Failure */
  bundleInput(account: Account, request: BundleRequest): Promise<BundleInput>;
  /** Takes accounts and templates out of a file. @throws Failure `IMPORT_REFUSED`, `TEMPLATE_REFUSED` */
  importFile(file: ArchiveFile, passphrase: string | undefined): Promise<ImportOutcome>;
  /** What the account's token says of itself, in the admin's language. @throws Failure `VAULT_LOCKED` */
  insight(account: Account): Promise<TokenInsight>;
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
  readonly method?: SignInMethod | undefined;
  readonly acceptOtherAccount?: boolean;
  readonly openBrowser: boolean;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

export interface ServiceOptions extends StoreOptions {
  /** Overrides the setting for this run. */
  readonly language?: Language;
  /** Servers that stand in for those of the providers. */
  readonly authorities?: Authorities;
  /** The same for their mail servers. What is exported keeps the providers' own. */
  readonly mailServers?: MailStandIns;
  /** Names the proxy for https where an account has none of its own; the process's where it is left out. */
  readonly environment?: Environment;
}

/** Puts the services together on a host. Nothing runs yet. */
export function createServices(host: Host, options: ServiceOptions): Services {
  const { dataFolder } = host;
  const { authorities = {}, mailServers, environment = process.env } = options;
  const stores = openStores(host, options);
  const { accounts, changes, settings, vault } = stores;
  const practice = createPracticeService(join(dataFolder, 'practice'));
  const providers = createProviders(allProviders(practice.find, authorities));
  const agents = createHttpAgents(environment);
  /** As the account reaches its servers: with its proxy, and the login there. */
  const connect = async (account: Account): Promise<Connection> => {
    const connection = await providers.get(account.provider).connect(account);
    const { proxy } = account;
    return proxy
      ? { ...connection, proxy: proxyAt(proxy, await readProxyLogin(vault, account)) }
      : connection;
  };
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
  const language = createLanguage(
    () => options.language ?? settings.get().language ?? chooseLanguage(host.languages),
  );
  const notices = createNotices(host, language);
  const detect = createDetect(networkDetectOptions(agents, authorities));
  const onboarding = createOnboarding({
    store: accounts,
    vault,
    tokens,
    providers,
    agents,
    detect,
    connect,
    wordsOf: async (finding) => describeFinding(finding, await language.texts()),
    clientFor,
  });
  const bulk = createBulk({
    accounts: accounts.list,
    readSecrets: vault.read,
    providers: onboarding.providers,
    detect,
    add: onboarding.add,
  });
  const templates = createTemplates({
    folder: join(dataFolder, 'templates'),
    now: () => new Date(),
    texts: language.texts,
    language: language.current,
  });
  const access: AccountAccess = {
    connect: async (account) => {
      const connection = await connect(account);
      return mailServers ? withMailStandIns(connection, mailServers) : connection;
    },
    accessToken: (account) => tokens.accessToken(account),
  };
  const mail = createMailService({
    access,
    vault,
    dataFolder,
    accounts: accounts.list,
    pop3OffByDefault: ({ provider }) => providers.get(provider).summary.pop3OffByDefault ?? false,
    now: Date.now,
    changed: notices.mailChanged,
  });
  const outlook = (account: Account, secrets: Secrets) =>
    signInOutlook(account, secrets, providers.get(account.provider).summary.refreshTokenRules);

  return {
    host,
    ...stores,
    tokens,
    practice,
    ...access,
    mail,
    onboarding,
    bulk,
    language,
    notices,
    templates,
    states: () =>
      readStates({
        accounts: accounts.list(),
        readSecrets: vault.read,
        outlook,
        refreshing: tokens.refreshing,
        now: new Date(),
      }),
    outlook,
    refresh: (chosen, { force, concurrency, signal }) =>
      refreshAll(chosen, (account) => tokens.refresh(account, { force }), {
        signal,
        ...(concurrency === undefined ? {} : { concurrency }),
      }),
    async bundleInput(account, request) {
      const kept = await vault.read(account.id);
      const { endsAt = null, reason } = outlook(account, kept) ?? {};
      return bundleInput(request, {
        account,
        connection: await providers.get(account.provider).connect(account),
        redirectUri: providers.get(account.provider).redirectUri(account),
        kept,
        templates: await templates.carry(request.templates),
        // A system that uses it does not let it idle.
        refreshTokenEnd: reason === 'idle' ? null : endsAt,
        texts: await language.texts(),
        today: new Date(),
      });
    },
    async importFile(file, passphrase) {
      const [texts, explainer] = await Promise.all([language.texts(), language.explainer()]);
      return importFile(file, passphrase, {
        add: onboarding.add,
        keepRefreshToken: (account, refreshToken, refreshTokenIssuedAt) =>
          tokens.revise(account, (kept) => ({
            ...kept,
            refreshToken,
            ...(refreshTokenIssuedAt ? { refreshTokenIssuedAt } : {}),
          })),
        takeBack: (account) => onboarding.remove(account, false),
        lookOver: templates.importPreview,
        keepTemplates: templates.importApply,
        tell: (failure) => explainFailure(explainer, failure).meaning,
        texts,
      });
    },
    async *signIn(account, { openBrowser, ...wish }) {
      const texts = await language.texts();
      yield* onboarding.signIn(account, {
        ...wish,
        openBrowser: openBrowser ? host.openExternal : async () => false,
        page: (outcome) => callbackPage(texts, outcome),
      });
    },
    async remove(account, revoke) {
      const { revoked } = await onboarding.remove(account, revoke);
      await mail.forget(account.id);
      return { removed: account.id, revoked };
    },
    async insight(account) {
      const [secrets, connection, texts] = await Promise.all([
        vault.read(account.id),
        connect(account),
        language.texts(),
      ]);
      const rules = providers.get(account.provider).summary.refreshTokenRules;
      return describeToken({ account, secrets, mail: connection.mail, rules, texts, now: new Date() });
    },
    doctor: async () =>
      runDoctor({
        dataFolder,
        vaultStatus: vault.status,
        accountCount: () => accounts.list().length,
        keyringAnswers,
        proxy: environmentProxy(environment),
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
