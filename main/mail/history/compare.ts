import type { MailProtocol, RunChange, TlsFacts } from '../../../preload/contract/index.ts';
import type { ProtocolOutcome, StepOutcome } from '../progress.ts';
import type { KeptRun } from './kept-run.ts';

/** A difference in time that is worth a word: both this much as a share, and this many milliseconds. */
const NOTICEABLE_SHARE = 0.5;
const NOTICEABLE_MS = 50;

/** What is different in `run` from `before`, protocol by protocol in the order of the steps. */
export function compareRuns(run: KeptRun, before: KeptRun): RunChange[] {
  const protocols = Object.keys(run.outcome.protocols) as MailProtocol[];
  return protocols.flatMap((protocol) => {
    const is = run.outcome.protocols[protocol];
    const was = before.outcome.protocols[protocol];
    return is && was ? compareProtocols(protocol, is, was) : [];
  });
}

function compareProtocols(protocol: MailProtocol, is: ProtocolOutcome, was: ProtocolOutcome): RunChange[] {
  const steps = [
    ...was.steps,
    ...is.steps.filter(({ name }) => !was.steps.some((step) => step.name === name)),
  ];
  return steps.flatMap(({ name }) => {
    const now = is.steps.find((step) => step.name === name);
    const then = was.steps.find((step) => step.name === name);
    const at = { protocol, step: name };
    if (!now) return [{ change: 'not-reached' as const, ...at }];
    if (!then) return [];
    return compareSteps(now, then, at);
  });
}

type At = Pick<RunChange, 'protocol' | 'step'>;

function compareSteps(now: StepOutcome, then: StepOutcome, at: At): RunChange[] {
  if (then.ok && !now.ok) return [{ change: 'broke', ...at }, ...compareTls(now.tls, then.tls, at)];
  return [
    ...(then.ok === now.ok ? [] : [{ change: 'mended' as const, ...at }]),
    ...compareTimes(now.ms, then.ms, at),
    ...compareAddresses(now, then, at),
    ...compareTls(now.tls, then.tls, at),
    ...compareCapabilities(now.capabilities, then.capabilities, at),
  ];
}

function compareTimes(ms: number, wasMs: number, at: At): RunChange[] {
  const difference = Math.abs(ms - wasMs);
  if (difference < NOTICEABLE_MS || difference < Math.min(ms, wasMs) * NOTICEABLE_SHARE) return [];
  return [{ change: ms > wasMs ? 'slower' : 'faster', ...at, wasMs, ms }];
}

/** Of several addresses the order changes at each look; which of them answered is no news either. */
function compareAddresses(
  { detail: is = '' }: StepOutcome,
  { detail: was = '' }: StepOutcome,
  at: At,
): RunChange[] {
  if (at.step !== 'resolve') return [];
  const sorted = (list: string) => list.split(', ').sort().join(', ');
  return sorted(is) === sorted(was) ? [] : [{ change: 'address', ...at, was, is }];
}

function compareTls(is: TlsFacts | undefined, was: TlsFacts | undefined, at: At): RunChange[] {
  if (!is || !was) return [];
  const [certificate] = is.chain;
  const [before] = was.chain;
  const renewed = certificate && before && certificate.fingerprint !== before.fingerprint;
  return [
    ...(is.version === was.version
      ? []
      : [{ change: 'tls-version' as const, ...at, was: was.version, is: is.version }]),
    ...(is.cipher === was.cipher
      ? []
      : [{ change: 'cipher' as const, ...at, was: was.cipher, is: is.cipher }]),
    ...(renewed ? [{ change: 'certificate' as const, ...at, was: before, is: certificate }] : []),
  ];
}

function compareCapabilities(
  is: readonly string[] | undefined,
  was: readonly string[] | undefined,
  at: At,
): RunChange[] {
  if (!is || !was) return [];
  const added = is.filter((name) => !was.includes(name));
  const removed = was.filter((name) => !is.includes(name));
  return added.length + removed.length === 0 ? [] : [{ change: 'capabilities', ...at, added, removed }];
}
