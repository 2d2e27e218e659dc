import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBrowserHost } from '../../main/host/browser/host.ts';
import { createServices } from '../../main/services.ts';
import { median, milliseconds, printTable, verdict } from './table.ts';

const rounds = 60;
const goalMs = 10;

/** `postkey token` of an account whose token lives, against a Node that does nothing, turn by turn. */
const folder = await mkdtemp(join(tmpdir(), 'postkey-bench-'));
try {
  const services = createServices(createBrowserHost(folder, 'bench'), { keeper: 'key-file' });
  const { id } = await services.accounts.add({
    label: 'bench',
    address: 'bench@postkey.test',
    provider: 'custom',
    purpose: 'other',
    grant: 'authorization_code',
    clientId: 'bench',
    publicClient: true,
    scopes: [],
    mail: {},
  });
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
  await services.vault.write(id, {
    accessToken: 'a'.repeat(1800),
    accessTokenExpiresAt: expiresAt,
    refreshToken: 'r'.repeat(1200),
  });
  await services.close();

  const cli = join(import.meta.dirname, '..', 'main', 'cli.cjs');
  const idle: number[] = [];
  const token: number[] = [];
  for (let round = -3; round < rounds; round += 1) {
    const [a, b] = [time(['-e', '0']), time([cli, 'token', id, '--data', folder])];
    if (round < 0) continue;
    idle.push(a);
    token.push(b);
  }
  const above = median(token) - median(idle);
  printTable('Handing out a token that lives (medians of 60, turn by turn)', [
    ['node -e 0', milliseconds(median(idle)), ''],
    ['postkey token', milliseconds(median(token)), `${(median(token) / median(idle)).toFixed(2)} ×`],
    ['above an idle Node', milliseconds(above), verdict(above <= goalMs, `at most ${goalMs} ms`)],
  ]);
} finally {
  await rm(folder, { recursive: true, force: true });
}

function time(args: readonly string[]): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`exit ${status}: ${stderr}`);
  return performance.now() - start;
}
