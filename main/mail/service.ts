import { join } from 'node:path';
import type {
  Account,
  AttachmentInfo,
  CheckRun,
  LiveEvent,
  MailFolder,
  MailMessage,
  MailProtocol,
  MailServers,
  MessageSummary,
  RunChange,
  WatchSettings,
} from '../../preload/contract/index.ts';
import { Failure } from '../explain/failure.ts';
import type { Vault } from '../vault/vault.ts';
import { type AccountAccess, type CheckWish, checkAccount, openMailbox } from './check-account.ts';
import { compareRuns } from './history/compare.ts';
import {
  createHistory,
  type History,
  type KeptProgress,
  keepRun,
  lastGoodBefore,
} from './history/history.ts';
import { summariseRun } from './history/kept-run.ts';
import type { MessageSource, MessagesWish } from './inbox/inbox.ts';
import type { MessageWish } from './inbox/message.ts';
import type { Mailbox } from './mailbox.ts';
import { forgetProxyLogin, keepProxyLogin, type ProxyWish } from './proxy-login.ts';
import type { OutgoingMessage, SentMessage } from './send.ts';
import { usualProtocols } from './usual-protocols.ts';
import { createWatch, failureIn, type Watch, type WatchOutcome } from './watch.ts';

/** Milliseconds for one look into the mailbox, and where a large part of a message is fetched. */
const LOOK = 30_000;
const FETCH = 300_000;
/** Milliseconds for each protocol of a check on a schedule, and for its round trip. */
const WATCH_PATIENCE = 60_000;

/** Everything about one mailbox that the window asks for. Each call opens what it needs and closes it again. */
export interface MailService {
  readonly history: History;
  readonly watch: Watch;
  /** Keeps what the check came to. */
  check(
    account: Account,
    wish: CheckWish,
    startedBy?: CheckRun['startedBy'],
  ): AsyncGenerator<KeptProgress, void>;
  servers(account: Account): Promise<{ servers: MailServers; usual: MailProtocol[]; proxy: string | null }>;
  /** @returns the address for the account, without user and password */
  keepProxy(account: Account, wish: ProxyWish): Promise<string | null>;
  sizeLimit(account: Account, signal: AbortSignal): Promise<number | null>;
  send(account: Account, message: OutgoingMessage, signal: AbortSignal): Promise<SentMessage>;
  folders(account: Account, signal: AbortSignal): Promise<MailFolder[]>;
  messages(
    account: Account,
    wish: MessagesWish,
    signal: AbortSignal,
  ): Promise<{ messages: MessageSummary[]; total: number }>;
  message(account: Account, wish: MessageWish, signal: AbortSignal): Promise<MailMessage>;
  attachment(
    account: Account,
    wish: { readonly folder: string; readonly uid: number; readonly part: string },
    signal: AbortSignal,
  ): Promise<AttachmentInfo & { readonly content: Buffer }>;
  source(
    account: Account,
    wish: { readonly folder: string; readonly uid: number },
    signal: AbortSignal,
  ): Promise<MessageSource>;
  live(account: Account, folder: string, signal: AbortSignal | undefined): AsyncGenerator<LiveEvent, void>;
  runs(account: string, limit: number): Promise<CheckRun[]>;
  compare(
    account: string,
    run: string,
    other: string | undefined,
  ): Promise<{ run: CheckRun; with: CheckRun | null; changes: RunChange[] }>;
  /** Forgets what was kept besides the account itself. */
  forget(account: string): Promise<void>;
}

export interface MailServiceOptions {
  readonly access: AccountAccess;
  readonly vault: Vault;
  /** Absolute. */
  readonly dataFolder: string;
  readonly accounts: () => readonly Account[];
  /** Whether the account's provider leaves it to the owner to switch POP3 on. */
  readonly pop3OffByDefault: (account: Account) => boolean;
  readonly now: () => number;
  /** Called where a check on a schedule comes to something else than the one before. */
  readonly changed: (account: Account, outcome: WatchOutcome) => void;
}

export function createMailService(options: MailServiceOptions): MailService {
  const { access, vault, dataFolder } = options;
  const history = createHistory(join(dataFolder, 'history'));
  const open = (account: Account) => openMailbox(account, access);
  const look = (signal: AbortSignal) => ({ timeoutMs: LOOK, signal });
  const fetch = (signal: AbortSignal) => ({ timeoutMs: FETCH, signal });

  const check: MailService['check'] = (account, wish, startedBy = 'person') =>
    keepRun(history, account.id, startedBy, checkAccount(account, access, wish));

  const watch = createWatch({
    path: join(dataFolder, 'watch.json'),
    accounts: options.accounts,
    check: (account, settings, signal) => checkOnSchedule(check, account, settings, signal),
    now: options.now,
    changed: options.changed,
  });

  return {
    history,
    watch,
    check,
    async servers(account) {
      const { mail } = await access.connect(account);
      const usual = usualProtocols(mail, options.pop3OffByDefault(account));
      return { servers: mail, usual, proxy: account.proxy ?? null };
    },
    keepProxy: (account, wish) => keepProxyLogin(vault, account, wish),
    // The mail libraries are loaded by those who need them only.
    async sizeLimit(account, signal) {
      const { askSizeLimit } = await import('./size-limit.ts');
      return askSizeLimit(await open(account), look(signal));
    },
    async send(account, message, signal) {
      const { sendMessage } = await import('./send.ts');
      return sendMessage(await open(account), message, signal);
    },
    async folders(account, signal) {
      const { listFolders } = await import('./inbox/inbox.ts');
      return listFolders(await open(account), look(signal));
    },
    async messages(account, wish, signal) {
      const { listMessages } = await import('./inbox/inbox.ts');
      return listMessages(await open(account), wish, look(signal));
    },
    async message(account, wish, signal) {
      const [{ readMessage }, { loadPictures }] = await Promise.all([
        import('./inbox/message.ts'),
        import('./inbox/remote-pictures.ts'),
      ]);
      const mailbox = await open(account);
      return readMessage(mailbox, wish, look(signal), byTheSameWay(mailbox, loadPictures));
    },
    async attachment(account, wish, signal) {
      const { readAttachment } = await import('./inbox/inbox.ts');
      return readAttachment(await open(account), wish, fetch(signal));
    },
    async source(account, wish, signal) {
      const { readSource } = await import('./inbox/inbox.ts');
      return readSource(await open(account), wish, fetch(signal));
    },
    async *live(account, folder, signal) {
      const { watchFolder } = await import('./inbox/live.ts');
      yield* watchFolder(await open(account), folder, signal);
    },
    async runs(account, limit) {
      return (await history.list(account)).slice(0, limit).map(summariseRun);
    },
    async compare(account, id, otherId) {
      const run = await history.find(account, id);
      const other = otherId
        ? await history.find(account, otherId)
        : lastGoodBefore(await history.list(account), run);
      return {
        run: summariseRun(run),
        with: other && summariseRun(other),
        changes: other ? compareRuns(run, other) : [],
      };
    },
    async forget(account) {
      await Promise.all([history.clear(account), watch.forget(account), forgetProxyLogin(vault, account)]);
    },
  };
}

/** Pictures would go round the proxy, and tell who is behind it: they stay where they are. */
function byTheSameWay<T extends (...args: never[]) => unknown>(mailbox: Mailbox, load: T) {
  return mailbox.proxy ? async () => new Map<string, string>() : load;
}

async function checkOnSchedule(
  check: MailService['check'],
  account: Account,
  { roundTrip }: WatchSettings,
  signal: AbortSignal,
): Promise<WatchOutcome> {
  try {
    for await (const event of check(account, { roundTrip, timeoutMs: WATCH_PATIENCE, signal }, 'watch')) {
      if (event.event !== 'done') continue;
      const run = 'run' in event ? event.run : null;
      return { ok: event.report.ok, run, failure: failureIn(event.report) };
    }
    return { ok: false, run: null };
  } catch (error) {
    // Without a token there is no check either, and mail does not flow.
    if (error instanceof Failure) return { ok: false, run: null, failure: error };
    throw error;
  }
}
