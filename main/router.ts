import { mapEventIterator } from '@orpc/client';
import { implement, ORPCError } from '@orpc/server';
import {
  type Account,
  type AccountStatus,
  contract,
  type Diagnosis,
  errorMap,
  present,
} from '../preload/contract/index.ts';
import { contextOf } from './accounts/context.ts';
import { packBundle } from './bundles/archive.ts';
import { buildBundle, bundleName, listTargets, previewBundle } from './bundles/bundles.ts';
import type { BundleRequest } from './bundles/export.ts';
import { type ExplainContext, explainFailure } from './explain/explain.ts';
import { explained } from './explain/explained.ts';
import { Failure } from './explain/failure.ts';
import { checkAccount } from './mail/check-account.ts';
import type { Services } from './services.ts';

export type Router = ReturnType<typeof createRouter>;

type SaveRequest = BundleRequest & { readonly account: string; readonly passphrase?: string | undefined };

/** For a caller that cannot cancel. */
const never = new AbortController().signal;

/** The contract, implemented. Every failure leaves here as a typed error with its diagnosis. */
export function createRouter(services: Services) {
  const { accounts, changes, host, language, onboarding, practice, settings, vault } = services;
  const sayer = async () => {
    const explainer = await language.explainer();
    return (failure: Failure): Diagnosis => explainFailure(explainer, failure);
  };
  const os = implement(contract).use(async ({ next }) => {
    const typed = async (error: unknown) =>
      error instanceof Failure ? typedError(error, (await sayer())(error)) : error;
    try {
      const result = await next();
      if (!isIterator(result.output)) return result;
      return {
        ...result,
        output: mapEventIterator(result.output, { value: async (value) => value, error: typed }),
      };
    } catch (error) {
      throw await typed(error);
    }
  });

  /** Tells events in the admin's language. */
  async function* told<T>(events: AsyncIterable<T>) {
    const say = await sayer();
    for await (const event of events) yield explained(event, say);
  }

  async function statuses(): Promise<AccountStatus[]> {
    return explained(await services.states(), await sayer());
  }

  async function* watchStatuses(signal: AbortSignal | undefined) {
    for await (const _ of changes.watch(signal)) yield await statuses();
  }

  function chosen(ids: readonly string[] | undefined): readonly Account[] {
    return ids ? ids.map(accounts.find) : accounts.list();
  }

  async function save({ passphrase, ...request }: SaveRequest) {
    const account = accounts.find(request.account);
    const bundle = buildBundle(request.target, await services.bundleInput(account, request));
    const { suffix, bytes } = await packBundle(bundle, passphrase === undefined ? {} : { passphrase });
    const outcome = await host.save(`${bundleName(request.target, account.address)}${suffix}`, bytes);
    if (outcome.kind !== 'download') return outcome;
    return { kind: outcome.kind, fileName: outcome.fileName, file: new Blob([Buffer.from(outcome.bytes)]) };
  }

  return os.router({
    accounts: {
      list: os.accounts.list.handler(statuses),
      watch: os.accounts.watch.handler(({ signal }) => watchStatuses(signal)),
      update: os.accounts.update.handler(async ({ input: { account, ...change } }) => {
        await accounts.update(account, change);
      }),
      refresh: os.accounts.refresh.handler(({ input, signal }) =>
        told(services.refresh(chosen(input.accounts), { force: input.force, signal })),
      ),
      remove: os.accounts.remove.handler(({ input }) =>
        services.remove(accounts.find(input.account), input.revoke),
      ),
    },
    onboarding: {
      providers: os.onboarding.providers.handler(() => [...onboarding.providers()]),
      discover: os.onboarding.discover.handler(({ input }) => onboarding.discover(input.issuer, input.ca)),
      add: os.onboarding.add.handler(({ input }) => onboarding.add(input)),
      signIn: os.onboarding.signIn.handler(
        ({ input: { account, openBrowser, timeoutSeconds }, signal = never }) =>
          services.signIn(accounts.find(account), { openBrowser, timeoutMs: timeoutSeconds * 1000, signal }),
      ),
    },
    mail: {
      check: os.mail.check.handler(({ input: { account, timeoutSeconds, ...wish }, signal }) =>
        told(
          checkAccount(accounts.find(account), services, {
            ...wish,
            timeoutMs: timeoutSeconds * 1000,
            signal,
          }),
        ),
      ),
    },
    explain: {
      explain: os.explain.explain.handler(async ({ input: { text, account, ...context } }) =>
        (await language.explainer())(text, account ? withAccount(context, accounts.find(account)) : context),
      ),
    },
    bundles: {
      targets: os.bundles.targets.handler(async () => listTargets(await language.texts())),
      preview: os.bundles.preview.handler(async ({ input }) =>
        previewBundle(input.target, await services.bundleInput(accounts.find(input.account), input)),
      ),
      save: os.bundles.save.handler(({ input }) => save(input)),
    },
    settings: {
      get: os.settings.get.handler(() => ({ ...settings.get(), resolvedLanguage: language.current() })),
      set: os.settings.set.handler(({ input }) => settings.set(input)),
      about: os.settings.about.handler(() => ({
        version: host.version,
        host: host.kind,
        dataFolder: host.dataFolder,
      })),
      doctor: os.settings.doctor.handler(services.doctor),
      vaultStatus: os.settings.vaultStatus.handler(vault.status),
      createVault: os.settings.createVault.handler(async ({ input }) => {
        await vault.create(input.keeper, input.passphrase);
        return vault.status();
      }),
      unlockVault: os.settings.unlockVault.handler(async ({ input }) => {
        await vault.unlock(input.passphrase);
        changes.notify();
        return vault.status();
      }),
      practiceStatus: os.settings.practiceStatus.handler(practice.status),
      startPractice: os.settings.startPractice.handler(async () => {
        await services.startPractice();
        return practice.status();
      }),
      setPracticeFaults: os.settings.setPracticeFaults.handler(async ({ input }) => {
        await practice.misbehave(present(input));
        return practice.status();
      }),
      expirePracticeTokens: os.settings.expirePracticeTokens.handler(practice.expireAccessTokens),
      stopPractice: os.settings.stopPractice.handler(async () => {
        await practice.stop();
        return practice.status();
      }),
    },
  });
}

function typedError(failure: Failure, diagnosis: Diagnosis) {
  const { code } = failure;
  return new ORPCError(code, {
    defined: true,
    status: errorMap[code].status,
    message: diagnosis.title,
    data: { diagnosis },
  });
}

/** What is said of an account goes where nothing else was said. */
function withAccount({ values, ...context }: ExplainContext, account: Account): ExplainContext {
  return { provider: account.provider, ...context, values: { ...contextOf(account), ...values } };
}

function isIterator(value: unknown): value is AsyncIterator<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}
