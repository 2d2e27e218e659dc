import { type ChildProcess, execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { check } from '../../main/mail/check.ts';
import type { Mailbox } from '../../main/mail/mailbox.ts';
import { startPractice } from '../../main/practice/practice.ts';
import type { MailProtocol } from '../../preload/contract/index.ts';
import { createTexts } from '../../preload/texts/index.ts';
import { signIn } from '../main/practice/oauth-client.ts';
import type { Introspection } from '../servers/dovecot-config.ts';
import { mailServersAvailable, startMailServers } from '../servers/mail-servers.ts';
import { median, milliseconds, percentile, printTable, verdict } from './table.ts';

const rounds = 25;
const goalMs = 20;
const crowd = 50;
const deadlineMs = 30_000;
const protocols = ['smtp', 'imap', 'pop3'] as const;

/** All three protocols side by side in the app, against each of them done alone by curl, turn by turn. */
const availability = mailServersAvailable();
if (process.send) await practise(process.send.bind(process));
else if (availability.available) await measure();
else process.stdout.write(`\nskipped: ${availability.why}\n`);

async function measure(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'postkey-bench-'));
  // Elsewhere, as a provider is: what it does must not take our time.
  const provider = fork(import.meta.filename);
  const [{ introspection, address, accessToken }] = (await once(provider, 'message')) as [Provider];
  const servers = await startMailServers({ folder, introspection });
  try {
    const { smtp, imap, pop3, caPem: ca } = servers;
    const caFile = join(folder, 'bench-ca.pem');
    await writeFile(caFile, ca);
    const mailbox: Mailbox = {
      address,
      user: address,
      accessToken,
      ca,
      servers: { smtp, imap, pop3 },
      provider: 'custom',
    };
    const ours: number[] = [];
    const alone: Record<MailProtocol, number[]> = { smtp: [], imap: [], pop3: [] };
    for (let round = -3; round < rounds; round += 1) {
      const mine = await time(() => run(mailbox));
      if (round >= 0) ours.push(mine);
      for (const protocol of protocols) {
        const ms = await time(() => curl(protocol, mailbox, caFile));
        if (round >= 0) alone[protocol].push(ms);
      }
    }
    const slowest = Math.max(...protocols.map((protocol) => median(alone[protocol])));
    const above = median(ours) - slowest;
    const load = (loadavg()[0] ?? 0).toFixed(1);
    const atOnce = await Promise.all(Array.from({ length: crowd }, () => time(() => run(mailbox))));
    const slowestOfAll = Math.max(...atOnce);
    printTable(
      `Checking a mailbox on Dovecot and Postfix (medians of ${rounds}, turn by turn, load ${load})`,
      [
        ...protocols.map((protocol) => [
          `curl, ${protocol} alone`,
          milliseconds(median(alone[protocol])),
          '',
        ]),
        ['postkey, all three side by side', milliseconds(median(ours)), ''],
        ['postkey, nine in ten of them', milliseconds(percentile(ours, 90)), ''],
        ['above the slowest curl', milliseconds(above), verdict(above <= goalMs, `at most ${goalMs} ms`)],
        [
          `postkey, the slowest of ${crowd} at once`,
          milliseconds(slowestOfAll),
          verdict(slowestOfAll <= deadlineMs, `each within its ${deadlineMs / 1000} s`),
        ],
      ],
    );
  } finally {
    await servers.close();
    await end(provider);
    await rm(folder, { recursive: true, force: true });
  }
}

interface Provider {
  readonly introspection: Introspection;
  readonly address: string;
  readonly accessToken: string;
}

/** The other process: hands a token out and says who to ask about it, until nobody wants it any more. */
async function practise(send: (provider: Provider) => unknown): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'postkey-bench-'));
  const practice = await startPractice({ folder, texts: await createTexts('en') });
  const { introspectionEndpoint: url, resourceServer, address } = practice;
  const { access_token: accessToken } = await signIn(practice);
  send({ introspection: { url, resourceServer }, address, accessToken });
  await once(process, 'disconnect');
  await practice.close();
  await rm(folder, { recursive: true, force: true });
}

async function end(provider: ChildProcess): Promise<void> {
  const ended = once(provider, 'exit');
  provider.disconnect();
  await ended;
}

async function run(mailbox: Mailbox): Promise<void> {
  const plan = { mailbox, protocols, recipient: mailbox.address, roundTrip: false, timeoutMs: deadlineMs };
  for await (const event of check(plan)) {
    if (event.event === 'done' && !event.report.ok) throw new Error(JSON.stringify(event.report));
  }
}

/** What shows with curl that the protocol works: a mail from oneself to oneself, INBOX examined, messages counted. */
async function curl(protocol: MailProtocol, mailbox: Mailbox, caFile: string): Promise<void> {
  const server = mailbox.servers[protocol];
  if (!server) throw new Error(`no ${protocol}`);
  const at = `${server.host}:${server.port}`;
  const what = {
    smtp: ['--ssl-reqd', `smtp://${at}`, '--request', 'NOOP'],
    imap: [`imaps://${at}`, '--request', 'EXAMINE INBOX'],
    pop3: [`pop3s://${at}`, '--request', 'STAT', '--head'],
  }[protocol];
  const { accessToken, user } = mailbox;
  const login = ['--user', user, '--oauth2-bearer', accessToken, '--login-options', 'AUTH=XOAUTH2'];
  await promisify(execFile)('curl', ['--silent', '--show-error', '--cacert', caFile, ...login, ...what]);
}

async function time(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
