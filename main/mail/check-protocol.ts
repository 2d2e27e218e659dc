import type { SecureContext } from 'node:tls';
import type { MailProtocol, MailSecurity, MailServer, StepName } from '../../preload/contract/index.ts';
import { Failure } from '../explain/failure.ts';
import { redact } from '../explain/redact.ts';
import { type Resolved, resolve } from './connect.ts';
import type { Conversation, Farewell, Finding, Protocol } from './conversation.ts';
import { type Deadline, Interrupted, startDeadline } from './deadline.ts';
import { Dialogue } from './dialogue.ts';
import { cancelled, type Fail, failuresOf, secretsOf } from './failures.ts';
import { imap } from './imap.ts';
import { pop3 } from './pop3.ts';
import { escapeControls } from './printable.ts';
import type { CheckPlan, CheckProgress, ProtocolOutcome, StepOutcome } from './progress.ts';
import type { MailProxy } from './proxy.ts';
import { smtp } from './smtp.ts';
import { startTranscript } from './transcript.ts';

/** Milliseconds a server gets to answer the last words, which prove nothing any more. */
const FAREWELL = 1_000;
const MAX_DETAIL = 2_000;

const protocols: Readonly<Record<MailProtocol, Protocol>> = { smtp, imap, pop3 };

export interface ProtocolCheck {
  readonly plan: CheckPlan;
  readonly protocol: MailProtocol;
  readonly server: MailServer;
  readonly signal: AbortSignal;
  readonly trust: () => SecureContext;
  /** Milliseconds since the start of the check. */
  readonly elapsed: () => number;
  readonly report: (event: CheckProgress) => void;
}

/** A step failed and was reported; nothing after it makes sense. */
class StepFailed extends Error {
  override readonly name = 'StepFailed';
}

/**
 * Checks one protocol, reporting as it goes. What the server does wrong is in the outcome.
 *
 * @throws Failure `CANCELLED`
 */
export async function checkProtocol(check: ProtocolCheck): Promise<ProtocolOutcome> {
  const { plan, protocol, server, elapsed, report, trust } = check;
  const { mailbox, recipient } = plan;
  const { converse, proofs } = protocols[protocol];
  report({
    event: 'started',
    protocol,
    host: server.host,
    port: server.port,
    plan: planSteps(server.security, proofs),
  });

  const secrets = secretsOf(mailbox, server);
  const fail = failuresOf(mailbox, protocol, server);
  const transcript = startTranscript(elapsed, secrets);
  const deadline = startDeadline(plan.timeoutMs, check.signal);
  const dialogue = new Dialogue({ server, proxy: mailbox.proxy, deadline, transcript, fail, trust });
  const steps: StepOutcome[] = [];

  const step: Conversation['step'] = async (name, run) => {
    const startedMs = elapsed();
    report({ event: 'step-started', protocol, name, startedMs });
    const finish = (result: Finding | { readonly failure: Failure }) => {
      const outcome: StepOutcome = {
        name,
        ok: 'detail' in result,
        startedMs,
        // Both are rounded; their difference is not.
        ms: Math.round((elapsed() - startedMs) * 100) / 100,
        ...((name === 'tls' || name === 'starttls') && dialogue.tls && { tls: dialogue.tls }),
        ...result,
      };
      steps.push(outcome);
      report({ event: 'step', protocol, step: outcome });
    };
    let found: string | Finding;
    try {
      found = await run();
    } catch (error) {
      finish({ failure: failureOf(error, name, protocol, deadline, fail) });
      throw new StepFailed();
    }
    const { detail, ...rest } = typeof found === 'string' ? { detail: found } : found;
    finish({ ...rest, detail: redact(escapeControls(detail), secrets).slice(0, MAX_DETAIL) });
  };

  let ok = false;
  try {
    await open(server, mailbox.proxy, dialogue, deadline, fail, step);
    const farewell = await converse({ server, mailbox, recipient, dialogue, transcript, fail, step });
    ok = true;
    await part(farewell, deadline);
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
  } finally {
    deadline.clear();
    if (ok) dialogue.end();
    else dialogue.destroy();
  }
  const { host, port } = server;
  const result: ProtocolOutcome = { ok, server: { host, port }, steps, transcript: [...transcript.lines] };
  report({ event: 'finished', protocol, result });
  return result;
}

function planSteps(security: MailSecurity, proofs: readonly StepName[]): StepName[] {
  return [
    'resolve',
    'connect',
    ...(security === 'tls' ? (['tls'] as const) : []),
    'greeting',
    'capabilities',
    ...(security === 'starttls' ? (['starttls'] as const) : []),
    'authenticate',
    ...proofs,
  ];
}

async function open(
  server: MailServer,
  proxy: MailProxy | undefined,
  dialogue: Dialogue,
  deadline: Deadline,
  fail: Fail,
  step: Conversation['step'],
): Promise<void> {
  let addresses: Resolved['addresses'] = [];
  await step('resolve', async () => {
    const resolved = await resolve(server, proxy, deadline, fail);
    addresses = resolved.addresses;
    return resolved.detail;
  });
  await step('connect', () => dialogue.connect(addresses));
  if (server.security === 'tls') await step('tls', () => dialogue.secure());
}

/** The mailbox is proven by now: a server that is rude at the end changes nothing. */
async function part(farewell: Farewell, deadline: Deadline): Promise<void> {
  const patience = startDeadline(Math.min(FAREWELL, deadline.milliseconds), deadline.signal);
  try {
    await patience.race(farewell());
  } catch (error) {
    if (!(error instanceof Failure || error instanceof Interrupted)) throw error;
  } finally {
    patience.clear();
  }
}

/** @throws what is not a failure of the server: a cancel, or a fault of ours */
function failureOf(
  error: unknown,
  phase: StepName,
  protocol: MailProtocol,
  deadline: Deadline,
  fail: Fail,
): Failure {
  if (error instanceof Failure) return error;
  if (!(error instanceof Interrupted)) throw error;
  if (error.by === 'cancel') throw cancelled(protocol);
  return fail('network', `POSTKEY_TIMEOUT ${phase} ${deadline.milliseconds} ms`);
}
