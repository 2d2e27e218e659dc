import { implement } from '@orpc/server';
import { type Account, contract, type Diagnosis, present } from '../preload/contract/index.ts';
import { explained } from './explain/explained.ts';
import type { Failure } from './explain/failure.ts';
import { summariseRun } from './mail/history/kept-run.ts';
import { writeReport } from './mail/history/report.ts';
import type { OutgoingAttachment } from './mail/send.ts';
import type { Services } from './services.ts';

/** For a caller that cannot cancel. */
const never = new AbortController().signal;

type Say = (failure: Failure) => Diagnosis;

/** The `mail` part of the contract; its failures are put into words by the router it is mounted in. */
export function createMailRouter(services: Services, sayer: () => Promise<Say>) {
  const { accounts, host, language, mail } = services;
  const os = implement(contract.mail);

  async function* told<T>(events: AsyncIterable<T>) {
    const say = await sayer();
    for await (const event of events) yield explained(event, say);
  }

  async function wholeRun(account: Account, id: string) {
    const kept = await mail.history.find(account.id, id);
    return { kept, report: explained(kept.outcome, await sayer()) };
  }

  return os.router({
    check: os.check.handler(({ input: { account, timeoutSeconds, ...wish }, signal }) =>
      told(mail.check(accounts.find(account), { ...wish, timeoutMs: timeoutSeconds * 1000, signal })),
    ),
    servers: os.servers.handler(({ input }) => mail.servers(accounts.find(input.account))),
    setProxy: os.setProxy.handler(async ({ input: { account, ...wish } }) => {
      const { id } = accounts.find(account);
      await accounts.update(id, { proxy: await mail.keepProxy(accounts.find(account), wish) });
    }),
    sizeLimit: os.sizeLimit.handler(async ({ input, signal = never }) => ({
      bytes: await mail.sizeLimit(accounts.find(input.account), signal),
    })),
    send: os.send.handler(async ({ input: { account, attachments, ...message }, signal = never }) => {
      const files = await Promise.all(attachments.map(inMemory));
      return mail.send(accounts.find(account), { ...present(message), attachments: files }, signal);
    }),
    history: {
      list: os.history.list.handler(({ input }) => mail.runs(accounts.find(input.account).id, input.limit)),
      run: os.history.run.handler(async ({ input }) => {
        const { kept, report } = await wholeRun(accounts.find(input.account), input.run);
        return { ...summariseRun(kept), report, transcripts: kept.transcripts };
      }),
      compare: os.history.compare.handler(({ input }) =>
        mail.compare(accounts.find(input.account).id, input.run, input.with),
      ),
      report: os.history.report.handler(async ({ input }) => {
        const account = accounts.find(input.account);
        const { kept, report } = await wholeRun(account, input.run);
        const texts = await language.texts();
        return writeReport({ account, at: kept.at, report, version: host.version, texts });
      }),
      clear: os.history.clear.handler(({ input }) => mail.history.clear(accounts.find(input.account).id)),
    },
    watch: {
      get: os.watch.get.handler(({ input }) => mail.watch.get(accounts.find(input.account).id)),
      set: os.watch.set.handler(({ input: { account, ...wish } }) =>
        mail.watch.set(accounts.find(account).id, wish),
      ),
    },
    inbox: {
      folders: os.inbox.folders.handler(({ input, signal = never }) =>
        mail.folders(accounts.find(input.account), signal),
      ),
      messages: os.inbox.messages.handler(({ input: { account, ...wish }, signal = never }) =>
        mail.messages(accounts.find(account), wish, signal),
      ),
      message: os.inbox.message.handler(({ input: { account, ...wish }, signal = never }) =>
        mail.message(accounts.find(account), wish, signal),
      ),
      attachment: os.inbox.attachment.handler(async ({ input: { account, ...wish }, signal = never }) => {
        const { fileName, type, content } = await mail.attachment(accounts.find(account), wish, signal);
        return { fileName, type, file: new Blob([new Uint8Array(content)], { type }) };
      }),
      source: os.inbox.source.handler(async ({ input: { account, ...wish }, signal = never }) => {
        const { content, ...about } = await mail.source(accounts.find(account), wish, signal);
        return { ...about, file: new Blob([new Uint8Array(content)], { type: 'message/rfc822' }) };
      }),
      live: os.inbox.live.handler(({ input, signal }) =>
        mail.live(accounts.find(input.account), input.folder, signal),
      ),
    },
  });
}

async function inMemory({ fileName, file }: { fileName: string; file: Blob }): Promise<OutgoingAttachment> {
  return { fileName, content: Buffer.from(await file.arrayBuffer()) };
}
