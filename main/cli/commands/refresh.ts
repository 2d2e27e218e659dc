import { explainFailure } from '../../explain/explain.ts';
import { explained } from '../../explain/explained.ts';
import { defineCommand, type ExitStatus, UsageError } from '../command.ts';
import { describeDiagnosis } from '../output.ts';

export const refresh = defineCommand({
  options: { all: { type: 'boolean' }, force: { type: 'boolean' }, concurrency: { type: 'string' } },
  words: { least: 0, most: Number.MAX_SAFE_INTEGER },
  async run({ services, output, signal }, references, values) {
    const { accounts } = services;
    if (references.length === 0 && !values.all)
      throw new UsageError(output.texts.t('cli:usage.accountsOrAll'));
    const chosen = values.all ? accounts.list() : references.map(accounts.find);
    const options = {
      force: values.force ?? false,
      signal,
      ...concurrencyOf(values.concurrency, output.texts.t('cli:usage.concurrency')),
    };

    const result = {
      refreshed: [] as string[],
      skipped: [] as string[],
      failed: [] as { account: string; code: string }[],
    };
    const explainer = await services.language.explainer();
    for await (const outcome of services.refresh(chosen, options)) {
      const event = explained(outcome, (failure) => explainFailure(explainer, failure));
      if (event.event === 'failed') {
        result.failed.push({ account: event.account, code: event.code });
        output.event(event, `${event.account}:\n${describeDiagnosis(event.diagnosis, output.texts)}`);
      } else {
        result[event.event].push(event.account);
        output.event(event);
      }
    }
    const { refreshed, skipped, failed } = result;
    const counts = { refreshed: refreshed.length, skipped: skipped.length, failed: failed.length };
    output.result(result, output.texts.t('cli:refresh.done', counts));
    return statusOf(failed.map(({ code }) => code));
  },
});

function concurrencyOf(text: string | undefined, hint: string): { concurrency?: number } {
  if (text === undefined) return {};
  const concurrency = Number(text);
  if (Number.isInteger(concurrency) && concurrency >= 1 && concurrency <= 256) return { concurrency };
  throw new UsageError(hint);
}

/** What all failures have in common decides; mixed ones are just failures. */
function statusOf(codes: readonly string[]): ExitStatus {
  if (codes.length === 0) return 0;
  if (codes.every((code) => code === 'NEEDS_SIGN_IN')) return 3;
  if (codes.every((code) => code === 'VAULT_LOCKED' || code === 'VAULT_DAMAGED')) return 4;
  return 1;
}
