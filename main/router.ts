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
import { describeConnection } from './accounts/connection.ts';
import { contextOf } from './accounts/context.ts';
import { packBundle } from './bundles/archive.ts';
import { buildBundle, bundleName, listTargets, previewBundle } from './bundles/bundles.ts';
import type { BundleRequest } from './bundles/export.ts';
import { examineCommand } from './command-doctor/examine.ts';
import { type ExplainContext, explainFailure } from './explain/explain.ts';
import { explained } from './explain/explained.ts';
import { Failure } from './explain/failure.ts';
import { createMailRouter } from './router-mail.ts';
import type { Services } from './services.ts';

export type Router = ReturnType<typeof createRouter>;

type SaveRequest = BundleRequest & { readonly account: string; readonly passphrase?: string | undefined };

/** For a caller that cannot cancel. */
const never = new AbortController().signal;

/** The contract, implemented. Every failure leaves here as a typed error with its diagnosis. */
export function createRouter(services: Services) {
  const {
    accounts,
    bulk,
    changes,
    drafts,
    host,
    language,
    onboarding,
    practice,
    settings,
    templates,
    vault,
  } = services;
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
      connection: os.accounts.connection.handler(async ({ input }) => {
        const account = accounts.find(input.account);
        return describeConnection(account, await services.connect(account));
      }),
      insight: os.accounts.insight.handler(({ input }) => services.insight(accounts.find(input.account))),
      update: os.accounts.update.handler(async ({ input: { account, ...change } }) => {
        await onboarding.update(accounts.find(account), change);
      }),
      refresh: os.accounts.refresh.handler(({ input, signal }) =>
        told(services.refresh(chosen(input.accounts), { force: input.force, signal })),
      ),
      remove: os.accounts.remove.handler(({ input }) =>
        services.remove(accounts.find(input.account), input.revoke),
      ),
    },
    onboarding: {
      providers: os.onboarding.providers.handler(async () => {
        const texts = await language.texts();
        return onboarding
          .providers()
          .map((facts) => ({ ...facts, name: texts.t(`providers:${facts.id}.name`) }));
      }),
      detect: os.onboarding.detect.handler(({ input }) => onboarding.detect(input.address)),
      discover: os.onboarding.discover.handler(({ input: { issuer, ...way } }) =>
        onboarding.discover(issuer, way),
      ),
      add: os.onboarding.add.handler(({ input }) => onboarding.add(input)),
      signIn: os.onboarding.signIn.handler(
        ({ input: { account, timeoutSeconds, ...wish }, signal = never }) =>
          services.signIn(accounts.find(account), { ...wish, timeoutMs: timeoutSeconds * 1000, signal }),
      ),
      answer: os.onboarding.answer.handler(async ({ input: { account, url, ...wish } }) => ({
        signedIn: await onboarding.answer(accounts.find(account), url, wish),
      })),
      consentLink: os.onboarding.consentLink.handler(({ input }) =>
        onboarding.consentLink(accounts.find(input.account)),
      ),
      adminConsentUrl: os.onboarding.adminConsentUrl.handler(({ input }) => ({
        url: onboarding.adminConsentUrl(accounts.find(input.account)),
      })),
      bulk: {
        read: os.onboarding.bulk.read.handler(async ({ input }) => ({
          rows: [...(await bulk.read(input.csv, input.defaults))],
        })),
        add: os.onboarding.bulk.add.handler(({ input: { csv, defaults, clientSecret }, signal }) =>
          told(bulk.add(csv, defaults, clientSecret, signal)),
        ),
        queue: os.onboarding.bulk.queue.handler(async () => [...(await bulk.queue())]),
      },
      drafts: {
        list: os.onboarding.drafts.list.handler(drafts.list),
        save: os.onboarding.drafts.save.handler(({ input }) => drafts.save(input)),
        remove: os.onboarding.drafts.remove.handler(({ input }) => drafts.remove(input.id)),
      },
    },
    mail: createMailRouter(services, sayer),
    explain: {
      explain: os.explain.explain.handler(async ({ input: { text, account, ...context } }) =>
        (await language.explainer())(text, account ? withAccount(context, accounts.find(account)) : context),
      ),
      examineCommand: os.explain.examineCommand.handler(async ({ input }) =>
        examineCommand(input.text, await language.texts()),
      ),
    },
    bundles: {
      targets: os.bundles.targets.handler(async () => listTargets(await language.texts())),
      preview: os.bundles.preview.handler(async ({ input }) =>
        previewBundle(input.target, await services.bundleInput(accounts.find(input.account), input)),
      ),
      save: os.bundles.save.handler(({ input }) => save(input)),
      import: os.bundles.import.handler(async ({ input: { name, file, passphrase } }) =>
        services.importFile(await readFile({ path: name, file }), passphrase),
      ),
    },
    templates: {
      sets: os.templates.sets.handler(templates.sets),
      list: os.templates.list.handler(templates.list),
      open: os.templates.open.handler(({ input }) => templates.open(input)),
      starter: os.templates.starter.handler(async ({ input: { set, language: code, like } }) => ({
        text: await templates.starter(set, code, like),
      })),
      lint: os.templates.lint.handler(({ input }) => templates.lint(input)),
      render: os.templates.render.handler(async ({ input: { text, set, values } }) => {
        const { unresolved, ...mail } = await templates.render(text, set, values);
        return { ...mail, unresolved: [...unresolved] };
      }),
      edit: os.templates.edit.handler(({ input }) => ({ edits: templates.edit(input.text, input.change) })),
      save: os.templates.save.handler(({ input: { text, ...which } }) => templates.save(which, text)),
      history: os.templates.history.handler(({ input }) => templates.history(input)),
      version: os.templates.version.handler(async ({ input: { id, ...which } }) => ({
        text: await templates.version(which, id),
      })),
      restore: os.templates.restore.handler(({ input: { id, ...which } }) => templates.restore(which, id)),
      newLanguage: os.templates.newLanguage.handler(({ input: { set, from, to } }) =>
        templates.newLanguage(set, from, to),
      ),
      remove: os.templates.remove.handler(({ input }) => templates.remove(input)),
      importPreview: os.templates.importPreview.handler(async ({ input }) =>
        templates.importPreview(await Promise.all(input.files.map(readFile))),
      ),
      importApply: os.templates.importApply.handler(({ input }) => templates.importApply(input.templates)),
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

async function readFile({ path, file }: { path: string; file: Blob }) {
  return { path, bytes: new Uint8Array(await file.arrayBuffer()) };
}

function isIterator(value: unknown): value is AsyncIterator<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}
