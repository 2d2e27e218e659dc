import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Failure } from '../../../main/explain/failure.ts';
import { openDocument } from '../../../main/host/browser/documents.ts';
import type { EnvironmentProxy } from '../../../main/proxy/environment.ts';
import { proxyAt } from '../../../main/proxy/proxy-server.ts';
import { runDoctor } from '../../../main/settings/doctor.ts';
import { createSettings } from '../../../main/settings/settings.ts';
import type { Settings, VaultStatus } from '../../../preload/contract/index.ts';
import { createTexts } from '../../../preload/texts/index.ts';
import { failureOf } from '../failure-of.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const defaults = { language: null, colorScheme: 'auto' };

async function settingsOf(text?: string) {
  const folder = join(await temporaryFolder(), 'data');
  const path = join(folder, 'settings.json');
  if (text !== undefined) {
    await mkdir(folder);
    await writeFile(path, text);
  }
  return { folder, path, settings: createSettings(openDocument<Partial<Settings>>(folder, 'settings')) };
}

describe('settings', () => {
  test.each([
    ['nothing', undefined, defaults],
    ['an empty object', '{}', defaults],
    ['one of them', '{"language":"ko"}', { ...defaults, language: 'ko' }],
    [
      'one that is no longer known',
      '{"language":"tlh","colorScheme":"dark"}',
      { ...defaults, colorScheme: 'dark' },
    ],
    ['what cannot be read', '{"language":', defaults],
    ['no object', '[]', defaults],
  ])('of a file with %s have defaults for the rest', async (_, text, expected) => {
    expect((await settingsOf(text)).settings.get()).toMatchObject(expected);
  });

  test('that are set stay, and leave the others alone', async () => {
    const { settings, path, folder } = await settingsOf();
    settings.set({ language: 'fr' });
    settings.set({ colorScheme: 'dark', language: undefined });
    expect(settings.get()).toMatchObject({ language: 'fr', colorScheme: 'dark' });
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
  });

  test('are not written over a file that cannot be read', async () => {
    const { settings, path } = await settingsOf('{"language":');
    const { code } = await failureOf((async () => settings.set({ language: 'fr' }))());
    expect(code).toBe('VAULT_DAMAGED');
    expect(await readFile(path, 'utf8')).toBe('{"language":');
  });

  test('say so where the disk refuses them', async () => {
    const folder = join(await temporaryFolder(), 'file');
    await writeFile(folder, '');
    const settings = createSettings(openDocument<Partial<Settings>>(folder, 'settings'));
    expect((await failureOf((async () => settings.set({ language: 'fr' }))())).code).toBe('WRITE_FAILED');
    expect(settings.get()).toMatchObject(defaults);
  });
});

describe('the doctor', () => {
  const broken = new Failure('VAULT_DAMAGED', { where: 'vault', evidence: 'POSTKEY_VAULT_DAMAGED x' });
  const examine = async (change: {
    dataFolder?: string;
    vaultStatus?: () => Promise<VaultStatus>;
    accountCount?: () => number;
    proxy?: EnvironmentProxy;
  }) =>
    runDoctor({
      dataFolder: join(await temporaryFolder(), 'data'),
      vaultStatus: async () => ({ state: 'open', keeper: 'key-file' }),
      accountCount: () => 2,
      keyringAnswers: async () => true,
      proxy: undefined,
      texts: await createTexts('en'),
      ...change,
    });

  test('finds nothing where nothing is wrong', async () => {
    const checks = await examine({});
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(checks.map(({ check }) => check)).toEqual(
      expect.arrayContaining(['runtime', 'dataFolder', 'accountsFile', 'vault', 'keyring', 'loopback4']),
    );
    for (const { detail, fix = '' } of checks) expect(`${detail}${fix}`).not.toMatch(/\{\{|doctor[:.]/);
  });

  test('tells of the proxy in the environment, and not of the login there', async () => {
    const { name, proxy } = {
      name: 'HTTPS_PROXY',
      proxy: proxyAt('http://p.test:3128', { user: 'u', password: 'pw' }),
    };
    const { ok, detail } =
      (await examine({ proxy: { name, proxy } })).find(({ check }) => check === 'proxy') ?? {};
    expect([ok, detail]).toEqual([true, expect.stringMatching(/http:\/\/p\.test:3128 \(HTTPS_PROXY\)/)]);
  });

  test.each([
    ['vault', { vaultStatus: () => Promise.reject(broken) }],
    ['vault', { vaultStatus: async () => ({ state: 'locked', keeper: 'passphrase' }) as const }],
    [
      'accountsFile',
      {
        accountCount: () => {
          throw broken;
        },
      },
    ],
    ['dataFolder', { dataFolder: '/dev/null/data' }],
    ['proxy', { proxy: { name: 'HTTPS_PROXY', proxy: null } }],
  ])('names %s where that is at fault, and goes on', async (at, change) => {
    const checks = await examine(change);
    expect(checks.filter(({ ok }) => !ok).map(({ check }) => check)).toEqual([at]);
    for (const { detail, fix = '' } of checks) expect(`${detail}${fix}`).not.toMatch(/\{\{|doctor[:.]/);
  });
});
