import type { Account } from '../preload/contract/index.ts';
import { explainFailure } from './explain/explain.ts';
import type { Host } from './host/host.ts';
import type { LanguageService } from './language.ts';
import type { WatchOutcome } from './mail/watch.ts';

/** What the system tells the admin while they look elsewhere. */
export interface Notices {
  /** That an account cannot go on until somebody signs in. */
  needsSignIn(account: Account): void;
  /** That mail stopped, or flows again, as a check on a schedule found. */
  mailChanged(account: Account, outcome: WatchOutcome): void;
}

export function createNotices(host: Pick<Host, 'notify'>, language: LanguageService): Notices {
  async function notify(said: string, account: Account, reason = ''): Promise<void> {
    const texts = await language.texts();
    const values = { mailbox: account.address, reason };
    host.notify(texts.t(`notify:${said}.title`, values), texts.t(`notify:${said}.text`, values));
  }

  async function mailStopped(account: Account, { failure }: WatchOutcome): Promise<void> {
    const explainer = await language.explainer();
    await notify('mailStopped', account, failure ? explainFailure(explainer, failure).title : '');
  }

  return {
    needsSignIn: (account) => void notify('needsSignIn', account),
    mailChanged: (account, outcome) =>
      void (outcome.ok ? notify('mailFlows', account) : mailStopped(account, outcome)),
  };
}
