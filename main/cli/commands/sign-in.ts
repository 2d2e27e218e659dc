import { Failure } from '../../explain/failure.ts';
import { defineCommand, UsageError } from '../command.ts';

const longest = 3_600;

export const signIn = defineCommand({
  options: { 'no-open': { type: 'boolean' }, timeout: { type: 'string' } },
  words: { least: 1, most: 1 },
  async run({ services, output, signal }, [reference = ''], values) {
    const seconds = Number(values.timeout ?? 300);
    if (!(seconds > 0 && seconds <= longest)) {
      throw new UsageError(output.texts.t('cli:usage.seconds', { option: '--timeout' }));
    }
    const account = services.accounts.find(reference);
    const events = services.signIn(account, {
      openBrowser: !values['no-open'],
      timeoutMs: seconds * 1000,
      signal,
    });
    for await (const event of events) {
      switch (event.event) {
        case 'open':
          output.event(
            event,
            output.texts.t(event.opened ? 'cli:signIn.opened' : 'cli:signIn.open', { url: event.url }),
          );
          break;
        case 'done': {
          const { event: _, ...document } = event;
          output.result(document, output.texts.t('cli:signIn.done', { mailbox: account.address }));
          return 0;
        }
        default:
          output.event(event);
      }
    }
    throw new Failure('CANCELLED', { where: 'authorize', evidence: 'POSTKEY_CANCELLED sign-in' });
  },
});
