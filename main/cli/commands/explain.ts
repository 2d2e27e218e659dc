import { type CommandMistake, type Diagnosis, Where } from '../../../preload/contract/index.ts';
import { diagnoseCommand } from '../../command-doctor/diagnose.ts';
import { examineCommand } from '../../command-doctor/examine.ts';
import { defineCommand, UsageError } from '../command.ts';
import { readAll } from '../inputs.ts';
import { describeDiagnosis, type Output } from '../output.ts';

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
    if (where.data === 'command') tellCommand(text, diagnosis, output);
    else output.result(diagnosis, describeDiagnosis(diagnosis, output.texts).trimEnd());
    return 0;
  },
});

/** A diagnosis with the mistakes of the command beside it. */
function tellCommand(text: string, explained: Diagnosis, output: Output): void {
  const { texts } = output;
  const report = examineCommand(text, texts);
  const diagnosis = diagnoseCommand(report, explained, texts);
  const { mistakes, hints, corrected } = report;
  const forPeople = [
    describeDiagnosis(diagnosis, texts).trimEnd(),
    ...mistakes.map((mistake) => describeMistake(mistake, texts)),
    ...(hints.length > 0 ? [texts.t('commandDoctor:cli.hints')] : []),
    ...hints.map((hint) => describeMistake(hint, texts)),
    ...(corrected === null ? [] : [`${texts.t('commandDoctor:cli.corrected')}\n\n${corrected}`]),
  ];
  output.result({ ...diagnosis, mistakes, hints, corrected }, forPeople.join('\n\n'));
}

function describeMistake({ found, correct, why }: CommandMistake, texts: Output['texts']): string {
  return [
    `${texts.t('commandDoctor:cli.found')} ${found}`,
    `${texts.t('commandDoctor:cli.correct')} ${correct}`,
    `${texts.t('commandDoctor:cli.why')} ${why}`,
  ].join('\n');
}

function splitPair(pair: string, hint: string): [string, string] {
  const at = pair.indexOf('=');
  if (at < 1) throw new UsageError(hint);
  return [pair.slice(0, at), pair.slice(at + 1)];
}
