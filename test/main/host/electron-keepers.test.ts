import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SafeStorage } from 'electron';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { safeStorageWrapper } from '../../../main/host/electron/safe-storage-wrapper.ts';
import { openVault } from '../../../main/vault/vault.ts';
import { createSafeStorage, type StorageBackend } from '../../e2e/stand-in/safe-storage.ts';

describe('safeStorage as the keeper of the master key', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'postkey-keeper-'));
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  function keeper(backend: StorageBackend, platform: NodeJS.Platform, key = randomBytes(32)) {
    return safeStorageWrapper(createSafeStorage(backend, key) as unknown as SafeStorage, platform);
  }

  it.each<[StorageBackend, NodeJS.Platform, boolean]>([
    ['gnome_libsecret', 'linux', true],
    ['basic_text', 'linux', false],
    ['none', 'linux', false],
    ['none', 'darwin', false],
    // There getSelectedStorageBackend does not exist; availability alone decides.
    ['gnome_libsecret', 'win32', true],
  ])('with %s on %s is available: %s', async (backend, platform, expected) => {
    expect(await keeper(backend, platform).available()).toBe(expected);
  });

  it('gives back the key it wrapped, and stores nothing that tells it', async () => {
    const wrapper = keeper('gnome_libsecret', 'linux');
    const masterKey = randomBytes(32);
    const wrapped = await wrapper.wrap(masterKey);
    expect(await wrapper.unwrap(wrapped)).toEqual(masterKey);
    expect(Buffer.from(wrapped, 'base64').includes(masterKey)).toBe(false);
    expect(wrapped).not.toContain(masterKey.toString('base64'));
  });

  it('says that the vault is locked where the system refuses', async () => {
    const wrapped = await keeper('gnome_libsecret', 'linux').wrap(randomBytes(32));
    await expect(keeper('gnome_libsecret', 'linux').unwrap(wrapped)).rejects.toMatchObject({
      code: 'VAULT_LOCKED',
      facts: { where: 'vault', evidence: 'POSTKEY_SAFE_STORAGE_REFUSED' },
    });
  });

  it('is chosen without asking where it protects', async () => {
    const keyWrappers = [keeper('gnome_libsecret', 'linux')];
    await openVault({ folder: join(folder, 'vault'), keyWrappers }).write('aaaaaaaaaaaa', {
      refreshToken: 'r1',
    });
    expect(JSON.parse(await readFile(join(folder, 'vault', 'vault.json'), 'utf8')).keeper).toBe(
      'safe-storage',
    );
  });

  it('is never chosen where it is only basic_text', async () => {
    const vault = openVault({ folder: join(folder, 'vault'), keyWrappers: [keeper('basic_text', 'linux')] });
    await expect(vault.write('aaaaaaaaaaaa', { refreshToken: 'r1' })).rejects.toMatchObject({
      code: 'VAULT_LOCKED',
    });
    expect(await vault.status()).toEqual({ state: 'new', choices: [] });
  });
});
