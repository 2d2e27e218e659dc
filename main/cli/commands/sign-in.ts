import { createInterface } from 'node:readline';
import type { Account, ConsentEvent, Credentials, SignedIn } from '../../../preload/contract/index.ts';
import { Failure } from '../../explain/failure.ts';
import { type Context, defineCommand, type ExitStatus, UsageError } from '../command.ts';
import { readSecret, readTextFile } from '../inputs.ts';
import type { Output } from '../output.ts';
import { warn } from '../warn.ts';

const longest = 3_600;

export const signIn = defineCommand({
  options: {
    'no-open': { type: 'boolean' },
    timeout: { type: 'string' },
    device: { type: 'boolean' },
    paste: { type: 'string' },
    'accept-other-account': { type: 'boolean' },
    'client-secret-file': { type: 'string' },
    'service-account-file': { type: 'string' },
  },
  words: { least: 1, most: 1 },
  async run(context, [reference = ''], values) {
    const { services, output, signal } = context;
    const seconds = Number(values.timeout ?? 300);
    if (!(seconds > 0 && seconds <= longest)) {
      throw new UsageError(output.texts.t('cli:usage.seconds', { option: '--timeout' }));
    }
    if (values.device && values.paste !== undefined)
      throw new UsageError(output.texts.t('cli:usage.deviceOrPaste'));
    const account = await services.onboarding.update(services.accounts.find(reference), {
      ...(await credentialsIn(values, context.stdin)),
    });
    const acceptOtherAccount = values['accept-other-account'] ?? false;
    if (values.paste !== undefined) {
      const signedIn = await services.onboarding.answer(account, values.paste, { acceptOtherAccount });
      return signedIn ? done(signedIn, account, output) : cancelled();
    }
    const events = services.signIn(account, {
      ...(values.device ? { method: 'device' as const } : {}),
      openBrowser: !values['no-open'],
      acceptOtherAccount,
      timeoutMs: seconds * 1000,
      signal,
    });
    const reading = new AbortController();
    try {
      for await (const event of events) {
        if (event.event === 'done') return done(withoutEvent(event), account, output);
        tell(event, account, output);
        if (event.event === 'paste') void readAnswer(context, account, acceptOtherAccount, reading.signal);
      }
      return cancelled();
    } finally {
      reading.abort();
    }
  },
});

/** What the app proves itself with, where it is to replace what is kept. */
async function credentialsIn(
  values: { readonly 'client-secret-file'?: string; readonly 'service-account-file'?: string },
  stdin: NodeJS.ReadStream,
): Promise<Credentials> {
  const { 'client-secret-file': secretFile, 'service-account-file': keyFile } = values;
  return {
    ...(secretFile === undefined ? {} : { clientSecret: await readSecret(secretFile, stdin) }),
    ...(keyFile === undefined ? {} : { serviceAccountKey: await readTextFile(keyFile) }),
  };
}

function tell(event: Exclude<ConsentEvent, { event: 'done' }>, account: Account, output: Output): void {
  const { t } = output.texts;
  switch (event.event) {
    case 'open':
      output.event(event, t(event.opened ? 'cli:signIn.opened' : 'cli:signIn.open', { url: event.url }));
      break;
    case 'warning':
      warn(event.finding, output);
      break;
    case 'device':
      output.event(event, t('cli:signIn.device', { uri: event.verificationUri, code: event.userCode }));
      break;
    case 'paste':
      output.event(event, t('cli:signIn.paste', { url: event.url, account: account.id }));
      break;
    default:
      output.event(event);
  }
}

/** Takes the address a person landed on from the terminal, as often as it takes. */
async function readAnswer(
  { services, output, stdin }: Context,
  account: Account,
  acceptOtherAccount: boolean,
  signal: AbortSignal,
): Promise<void> {
  for await (const line of createInterface({ input: stdin, signal })) {
    if (line.trim() === '') continue;
    try {
      await services.onboarding.answer(account, line, { acceptOtherAccount });
      return;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      output.note('answer-refused', output.texts.t('cli:signIn.notTheAnswer'));
    }
  }
}

function withoutEvent({ event: _, ...signedIn }: Extract<ConsentEvent, { event: 'done' }>): SignedIn {
  return signedIn;
}

function done({ signedInAs, ...document }: SignedIn, account: Account, output: Output): ExitStatus {
  const { address: mailbox } = account;
  if (signedInAs !== null) {
    const said = output.texts.t('cli:signIn.as', { user: signedInAs, mailbox });
    output.event({ event: 'signed-in-as', signedInAs }, said);
  }
  output.result(document, output.texts.t('cli:signIn.done', { mailbox }));
  return 0;
}

function cancelled(): never {
  throw new Failure('CANCELLED', { where: 'authorize', evidence: 'POSTKEY_CANCELLED sign-in' });
}
