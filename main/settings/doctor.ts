import { access, constants, mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { i18n } from 'i18next';
import type { DoctorCheck, VaultStatus } from '../../preload/contract/index.ts';
import { Failure } from '../explain/failure.ts';
import type { EnvironmentProxy } from '../proxy/environment.ts';
import { addressOf } from '../proxy/proxy-server.ts';
import { errorCode } from '../vault/durable-file.ts';

export interface DoctorOptions {
  readonly dataFolder: string;
  readonly vaultStatus: () => Promise<VaultStatus>;
  readonly accountCount: () => number;
  readonly keyringAnswers: () => Promise<boolean>;
  /** The proxy that the environment names for https. */
  readonly proxy: EnvironmentProxy | undefined;
  readonly texts: i18n;
}

interface Finding {
  readonly ok: boolean;
  /** A text below `doctor:<check>`. */
  readonly say: string;
  readonly values?: Readonly<Record<string, string | number>>;
}

/** Looks over everything on this machine that Postkey depends on. Names of checks are stable. */
export async function runDoctor(options: DoctorOptions): Promise<DoctorCheck[]> {
  const examinations: Readonly<Record<string, () => Promise<Finding>>> = {
    runtime: async () => ({
      ok: true,
      say: 'ok',
      values: { node: process.versions.node, platform: process.platform },
    }),
    dataFolder: () => examineFolder(options.dataFolder),
    accountsFile: () => examineAccounts(options.accountCount),
    vault: () => examineVault(options.vaultStatus),
    keyring: async () =>
      (await options.keyringAnswers()) ? { ok: true, say: 'ok' } : { ok: false, say: 'missing' },
    proxy: async () => examineProxy(options.proxy),
    loopback4: () => examineLoopback('127.0.0.1'),
    loopback6: () => examineLoopback('::1'),
  };
  return Promise.all(
    Object.entries(examinations).map(async ([check, examine]) => {
      const { ok, say, values = {} } = await examine();
      const fix = options.texts.t(`doctor:${check}.${say}Fix`, { ...values, defaultValue: '' });
      return {
        check,
        ok,
        detail: options.texts.t(`doctor:${check}.${say}`, values),
        ...(fix ? { fix } : {}),
      };
    }),
  );
}

async function examineFolder(folder: string): Promise<Finding> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await access(folder, constants.R_OK | constants.W_OK);
    return { ok: true, say: 'ok', values: { folder } };
  } catch (error) {
    return { ok: false, say: 'refused', values: { folder, reason: errorCode(error) ?? '' } };
  }
}

async function examineAccounts(count: () => number): Promise<Finding> {
  try {
    return { ok: true, say: 'ok', values: { count: count() } };
  } catch (error) {
    return { ok: false, say: 'damaged', values: { reason: error instanceof Error ? error.message : '' } };
  }
}

async function examineVault(status: () => Promise<VaultStatus>): Promise<Finding> {
  try {
    const vault = await status();
    if (vault.state === 'new') return { ok: true, say: 'new' };
    return { ok: vault.state === 'open', say: vault.state, values: { keeper: vault.keeper } };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { ok: false, say: 'damaged', values: { reason: error.message } };
  }
}

/** Its login is not told. */
function examineProxy(named: EnvironmentProxy | undefined): Finding {
  if (!named) return { ok: true, say: 'none' };
  const { name, proxy } = named;
  if (!proxy) return { ok: false, say: 'unusable', values: { name } };
  return { ok: true, say: 'ok', values: { name, address: addressOf(proxy) } };
}

/** Sign-ins come back over loopback: both families, since `localhost` may mean either. */
function examineLoopback(address: string): Promise<Finding> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', (error) => {
      resolve({ ok: false, say: 'refused', values: { address, reason: errorCode(error) ?? '' } });
    });
    server.listen(0, address, () =>
      server.close(() => resolve({ ok: true, say: 'ok', values: { address } })),
    );
  });
}
