import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBrowserHost } from '../../main/host/browser/host.ts';
import { createServices, type Services } from '../../main/services.ts';
import type { Account } from '../../preload/contract/index.ts';
import { median, milliseconds, printTable, verdict } from './table.ts';

const accounts = 200;
const concurrency = 16;
const rounds = 7;
const goal = 1.3;

/** Refreshing many accounts, against a bare loop of `fetch` and as many fsyncs, in the same process, turn by turn. */
const folder = await mkdtemp(join(tmpdir(), 'postkey-bench-'));
const endpoint = fork(join(import.meta.dirname, '..', '..', 'test', 'bench', 'token-endpoint.mjs'));
try {
  const [port] = await once(endpoint, 'message');
  const url = `http://127.0.0.1:${port}/token`;
  const services = createServices(createBrowserHost(folder, 'bench'), { keeper: 'key-file' });
  const all = await addAccounts(services, url);
  const fetches: number[] = [];
  const syncs: number[] = [];
  const refreshes: number[] = [];
  for (let round = -1; round < rounds; round += 1) {
    const [a, b, c] = [
      await time(() => fetchAll(url)),
      await time(() => syncAll(folder)),
      await time(() => refreshAll(services, all)),
    ];
    if (round < 0) continue;
    fetches.push(a);
    syncs.push(b);
    refreshes.push(c);
  }
  await services.close();
  const bare = median(fetches) + median(syncs);
  const ratio = median(refreshes) / bare;
  printTable(`Refreshing ${accounts} accounts, ${concurrency} at once (medians of ${rounds}, turn by turn)`, [
    [`${accounts} × fetch`, milliseconds(median(fetches)), ''],
    [`${accounts} × fsync`, milliseconds(median(syncs)), ''],
    ['both', milliseconds(bare), '1.00 ×'],
    ['postkey refresh, sealed and durable', milliseconds(median(refreshes)), `${ratio.toFixed(2)} ×`],
    ['', '', verdict(ratio <= goal, `at most ${goal} ×`)],
  ]);
} finally {
  endpoint.kill();
  await rm(folder, { recursive: true, force: true });
}

async function addAccounts(services: Services, token: string): Promise<Account[]> {
  const added: Account[] = [];
  for (let number = 0; number < accounts; number += 1) {
    const account = await services.accounts.add({
      label: `bench ${number}`,
      address: `bench${number}@postkey.test`,
      provider: 'custom',
      purpose: 'other',
      grant: 'authorization_code',
      clientId: 'bench',
      publicClient: true,
      scopes: [],
      mail: {},
      endpoints: { token, issInResponse: false, clientAuthentication: 'basic' },
    });
    await services.vault.write(account.id, { refreshToken: `rt-${'r'.repeat(900)}` });
    added.push(account);
  }
  return added;
}

async function refreshAll(services: Services, all: readonly Account[]): Promise<void> {
  for await (const outcome of services.refresh(all, { force: true, concurrency })) {
    if (outcome.event !== 'refreshed') throw new Error(JSON.stringify(outcome));
  }
}

function fetchAll(url: string): Promise<void> {
  return sideBySide(async () => {
    const body = new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: `rt-${'r'.repeat(900)}`,
      client_id: 'bench',
    });
    await (await fetch(url, { method: 'POST', body })).json();
  });
}

/** One after the other, as the goal counts them. */
async function syncAll(into: string): Promise<void> {
  for (let number = 0; number < accounts; number += 1) {
    const file = await open(join(into, `sync-${number}`), 'w');
    await file.writeFile('s'.repeat(2400));
    await file.sync();
    await file.close();
  }
}

async function sideBySide(work: () => Promise<void>): Promise<void> {
  let left = accounts;
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (left-- > 0) await work();
    }),
  );
}

async function time(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
