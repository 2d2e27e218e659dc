import { onTestFinished } from 'vitest';
import type { MailStandIns } from '../../../main/accounts/mail-stand-ins.ts';
import type { Services } from '../../../main/services.ts';
import {
  type Account,
  type ConsentEvent,
  NewAccount,
  type SignedIn,
  type SignInMethod,
} from '../../../preload/contract/index.ts';
import { startApp } from '../../app.ts';
import { type Decisions, signInAt, typeCodeAt } from '../../stand-ins/person.ts';

export interface Attempted {
  readonly events: readonly ConsentEvent[];
  readonly done: SignedIn;
}

export interface SignInWish {
  readonly method?: SignInMethod;
  readonly acceptOtherAccount?: boolean;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

export interface SignInRig {
  readonly services: Services;
  add(draft: Partial<NewAccount> & { readonly provider: string }): Promise<Account>;
  /** Signs in as a person does: at the stand-in, then wherever that sends the browser. @throws Failure */
  signIn(account: Account, decisions: Decisions, wish?: SignInWish): Promise<Attempted>;
}

/** The whole app with stand-ins in place of the providers. */
export async function signInRig(
  authorities: Readonly<Record<string, string>>,
  mailServers?: MailStandIns,
): Promise<SignInRig> {
  const running = await startApp({ authorities, ...(mailServers ? { mailServers } : {}) });
  onTestFinished(running.close);
  const { services } = running.app;
  return {
    services,
    add: (draft) => services.onboarding.add(NewAccount.parse({ address: 'info@contoso.test', ...draft })),
    async signIn(account, decisions, wish = {}) {
      const events: ConsentEvent[] = [];
      const attempt = services.signIn(services.accounts.find(account.id), {
        openBrowser: false,
        timeoutMs: 10_000,
        signal: new AbortController().signal,
        ...wish,
      });
      for await (const event of attempt) {
        events.push(event);
        if (event.event === 'open') void comeBack(event.url, decisions);
        if (event.event === 'device') void typeCodeAt(event.verificationUri, event.userCode, decisions);
        if (event.event === 'paste') {
          const { url } = await signInAt(event.url, decisions);
          await services.onboarding.answer(account, url, {});
        }
      }
      const last = events.at(-1);
      if (last?.event !== 'done') throw new Error('the sign-in ended without an end');
      const { event: _, ...done } = last;
      return { events, done };
    },
  };
}

async function comeBack(url: string, decisions: Decisions): Promise<void> {
  const { url: landed } = await signInAt(url, decisions);
  await fetch(landed);
}
