import { MailProtocol } from '../../../preload/contract/index.ts';
import { explainFailure } from '../../explain/explain.ts';
import { explained } from '../../explain/explained.ts';
import { Failure } from '../../explain/failure.ts';
import { checkAccount } from '../../mail/check-account.ts';
import { defineCommand, UsageError } from '../command.ts';
import { describeDiagnosis } from '../output.ts';

export const check = defineCommand({
  options: {
    only: { type: 'string' },
    'round-trip': { type: 'boolean' },
    to: { type: 'string' },
    timeout: { type: 'string' },
  },
  words: { least: 1, most: 1 },
  async run({ services, output, signal }, [reference = ''], values) {
    const { texts } = output;
    const seconds = Number(values.timeout ?? 30);
    if (!(seconds > 0 && seconds <= 600))
      throw new UsageError(texts.t('cli:usage.seconds', { option: '--timeout' }));
    const only = protocolsIn(values.only, texts.t('cli:usage.protocols'));
    const account = services.accounts.find(reference);
    const explainer = await services.language.explainer();
    const progress = checkAccount(account, services, {
      only,
      roundTrip: values['round-trip'] ?? false,
      to: values.to,
      timeoutMs: seconds * 1000,
      signal,
    });
    for await (const outcome of progress) {
      const event = explained(outcome, (failure) => explainFailure(explainer, failure));
      if (event.event === 'done') {
        const { report } = event;
        output.result(
          report,
          texts.t(report.ok ? 'cli:check.ok' : 'cli:check.failed', { mailbox: account.address }),
        );
        return report.ok ? 0 : 1;
      }
      if (event.event === 'step') {
        const { name, ok, ms, detail, diagnosis } = event.step;
        const line = `${event.protocol.padEnd(5)} ${ok ? '✓' : '✗'} ${name.padEnd(13)} ${Math.round(ms)} ms  ${detail ?? ''}`;
        output.event(event, diagnosis ? `${line}\n${describeDiagnosis(diagnosis, texts)}` : line);
      } else if (event.event === 'round-trip') {
        const { ok, ms, diagnosis } = event.result;
        const line = texts.t(ok ? 'cli:check.roundTrip' : 'cli:check.noRoundTrip', { ms: Math.round(ms) });
        output.event(event, diagnosis ? `${line}\n${describeDiagnosis(diagnosis, texts)}` : line);
      } else output.event(event);
    }
    throw new Failure('CANCELLED', { where: 'command', evidence: 'POSTKEY_CANCELLED check' });
  },
});

function protocolsIn(text: string | undefined, hint: string): MailProtocol[] | undefined {
  if (text === undefined) return undefined;
  const parsed = MailProtocol.array()
    .min(1)
    .safeParse([...new Set(text.split(','))]);
  if (parsed.success) return parsed.data;
  throw new UsageError(hint);
}
