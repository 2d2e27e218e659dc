import { check } from '../../../main/mail/check.ts';
import type { Mailbox } from '../../../main/mail/mailbox.ts';
import type { CheckPlan, CheckProgress, ProtocolOutcome } from '../../../main/mail/progress.ts';
import type { MailProtocol, MailSecurity } from '../../../preload/contract/index.ts';

export const TOKEN = 'eyJhbGciOiJub25lIn0.c2VjcmV0LXRva2VuLW9mLWEtdGVzdA.c2lnbmF0dXJl';

export interface Target {
  readonly protocol: MailProtocol;
  readonly port: number;
  readonly security: MailSecurity;
  readonly ca?: string;
  readonly host?: string;
  readonly token?: string;
}

export function planFor(target: Target, over: Partial<CheckPlan> = {}): CheckPlan {
  const { protocol, port, security, ca, host = 'localhost', token = TOKEN } = target;
  const mailbox: Mailbox = {
    address: 'info@example.com',
    user: 'info@example.com',
    accessToken: token,
    servers: { [protocol]: { host, port, security } },
    provider: 'custom',
    ...(ca !== undefined && { ca }),
  };
  return {
    mailbox,
    protocols: [protocol],
    recipient: 'to@example.com',
    roundTrip: false,
    timeoutMs: 5_000,
    ...over,
  };
}

export interface Probe {
  readonly events: readonly CheckProgress[];
  readonly outcome: ProtocolOutcome;
  /** The failed step's name and evidence. */
  readonly failed: {
    readonly step: string;
    readonly evidence: string;
    readonly where: string;
    readonly code: string;
  };
  /** Everything the check gave away, in one text. */
  readonly said: string;
}

/** Runs a check of one protocol to its end. */
export async function probe(target: Target, over: Partial<CheckPlan> = {}): Promise<Probe> {
  const events: CheckProgress[] = [];
  for await (const event of check(planFor(target, over))) events.push(event);
  const finished = events.find((event) => event.event === 'finished');
  if (finished?.event !== 'finished') throw new Error('the check did not finish');
  const bad = finished.result.steps.find((step) => !step.ok);
  const facts = bad?.failure?.facts;
  return {
    events,
    outcome: finished.result,
    failed: {
      step: bad?.name ?? '',
      evidence: facts?.evidence ?? '',
      where: facts?.where ?? '',
      code: bad?.failure?.code ?? '',
    },
    said: JSON.stringify(events, (_key, value) =>
      value instanceof Error ? { ...value, message: value.message, stack: value.stack } : value,
    ),
  };
}
