import { Where } from '../../../preload/contract/index.ts';
import { defineCommand, UsageError } from '../command.ts';
import { readAll } from '../inputs.ts';
import { describeDiagnosis } from '../output.ts';

export const explain = defineCommand({
  options: {
    provider: { type: 'string' },
    where: { type: 'string' },
    set: { type: 'string', multiple: true },
  },
  words: { least: 0, most: Number.MAX_SAFE_INTEGER },
  async run({ services, output, stdin }, words, values) {
    const text = words.length === 0 || words.join(' ') === '-' ? await readAll(stdin) : words.join(' ');
    const where = Where.optional().safeParse(values.where);
    if (!where.success)
      throw new UsageError(output.texts.t('cli:usage.where', { places: Where.options.join(', ') }));
    const explainer = await services.language.explainer();
    const diagnosis = explainer(text, {
      ...(where.data ? { where: where.data } : {}),
      ...(values.provider ? { provider: values.provider } : {}),
      values: Object.fromEntries(
        (values.set ?? []).map((pair) => splitPair(pair, output.texts.t('cli:usage.set'))),
      ),
    });
    output.result(diagnosis, describeDiagnosis(diagnosis, output.texts).trimEnd());
    return 0;
  },
});

function splitPair(pair: string, hint: string): [string, string] {
  const at = pair.indexOf('=');
  if (at < 1) throw new UsageError(hint);
  return [pair.slice(0, at), pair.slice(at + 1)];
}
