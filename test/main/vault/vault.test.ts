import { chmod, mkdir, readdir, readFile, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { keyFileWrapper } from '../../../main/vault/keepers/key-file.ts';
import { openVault, type Vault } from '../../../main/vault/vault.ts';
import { failureOf } from '../failure-of.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { canMount, mountSmallDisk } from './full-disk.ts';

interface Opened {
  readonly data: string;
  readonly folder: string;
  readonly vault: Vault;
  /** The vault as another process sees it. */
  again(): Vault;
}

async function keyFileVault(): Promise<Opened> {
  const data = await temporaryFolder();
  const folder = join(data, 'vault');
  const open = () =>
    openVault({ folder, keyWrappers: [keyFileWrapper(join(data, 'vault.key'))], keeper: 'key-file' });
  return { data, folder, vault: open(), again: open };
}

const account = 'abcdefghijkl';
const secrets = { clientSecret: 'cs', refreshToken: 'rt', grantedScopes: ['mail'] };

async function kept(): Promise<Opened & { readonly path: string }> {
  const opened = await keyFileVault();
  await opened.vault.write(account, secrets);
  return { ...opened, path: join(opened.folder, `${account}.sealed`) };
}

describe('a vault', () => {
  test('gives back what was kept, also to another process', async () => {
    const { vault, again } = await kept();
    expect(await vault.read(account)).toEqual(secrets);
    expect(await again().read(account)).toEqual(secrets);
  });

  test('has an empty record for an account it knows nothing of', async () => {
    const { vault } = await keyFileVault();
    expect(await vault.read(account)).toEqual({});
  });

  test('is for its owner only', async () => {
    const { data, folder, path } = await kept();
    const modeOf = async (of: string) => ((await stat(of)).mode & 0o777).toString(8);
    expect(await modeOf(folder)).toBe('700');
    expect(await modeOf(path)).toBe('600');
    expect(await modeOf(join(folder, 'vault.json'))).toBe('600');
    expect(await modeOf(join(data, 'vault.key'))).toBe('600');
  });

  test('writes the same record differently every time', async () => {
    const { vault, path } = await kept();
    const before = await readFile(path);
    await vault.write(account, secrets);
    expect((await readFile(path)).equals(before)).toBe(false);
  });

  test('does not open one account with the file of another', async () => {
    const { vault, folder, path } = await kept();
    await writeFile(join(folder, 'mnopqrstuvwx.sealed'), await readFile(path));
    expect((await failureOf(vault.read('mnopqrstuvwx'))).code).toBe('VAULT_DAMAGED');
  });
});

const damage: Readonly<Record<string, (path: string) => Promise<void>>> = {
  emptied: (path) => truncate(path, 0),
  'cut short': async (path) => truncate(path, (await stat(path)).size - 1),
  edited: async (path) => {
    const bytes = await readFile(path);
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    await writeFile(path, bytes);
  },
  'replaced by a folder': async (path) => {
    await rm(path);
    await mkdir(path);
  },
};

describe.each(Object.entries(damage))('a record that was %s', (_, spoil) => {
  test('is reported by name and not taken for an empty one', async () => {
    const { vault, path } = await kept();
    await spoil(path);
    const { code, facts } = await failureOf(vault.read(account));
    expect(code).toBe('VAULT_DAMAGED');
    expect(facts.evidence).toContain(path);
    expect(facts.context).toEqual({ file: path });
  });

  test('is kept aside when its account is removed', async () => {
    const { vault, path } = await kept();
    await spoil(path);
    await vault.remove(account);
    expect(await vault.read(account)).toEqual({});
    expect(await stat(`${path}.damaged`)).toBeDefined();
  });
});

describe('the header of a vault', () => {
  test.each([
    ['cut short', '{"format": 1, "kee'],
    ['emptied', ''],
    ['of another format', '{"format":2,"keeper":"key-file","wrapped":"x"}'],
    ['naming no known keeper', '{"format":1,"keeper":"toString","wrapped":"x"}'],
  ])('that is %s is reported by name', async (_, text) => {
    const { again, folder } = await kept();
    const header = join(folder, 'vault.json');
    await writeFile(header, text);
    for (const attempt of ['read', 'status', 'write'] as const) {
      const { code, facts } = await failureOf(again()[attempt](account, {}));
      expect([code, facts.context]).toEqual(['VAULT_DAMAGED', { file: header }]);
    }
    expect(await readFile(header, 'utf8')).toBe(text);
  });

  test('that is gone is not made anew over records it had sealed', async () => {
    const { again, folder } = await kept();
    const header = await readFile(join(folder, 'vault.json'));
    await rm(join(folder, 'vault.json'));
    for (const attempt of ['write', 'ensure', 'status'] as const) {
      expect((await failureOf(again()[attempt]('mnopqrstuvwx', {}))).code).toBe('VAULT_DAMAGED');
    }
    await writeFile(join(folder, 'vault.json'), header);
    expect(await again().read(account)).toEqual(secrets);
  });

  test('wrapped by a keeper this machine does not have locks the vault', async () => {
    const { folder } = await kept();
    const vault = openVault({ folder, keyWrappers: [] });
    const { code, facts } = await failureOf(vault.read(account));
    expect([code, facts.evidence]).toEqual(['VAULT_LOCKED', 'POSTKEY_VAULT_KEEPER_MISSING key-file']);
    expect(await vault.status()).toEqual({ state: 'locked', keeper: 'key-file' });
  });
});

describe('the key file', () => {
  test.each([
    ['is gone', 'POSTKEY_VAULT_KEY_MISSING ENOENT', (path: string) => rm(path)],
    ['can be read by others', 'POSTKEY_VAULT_KEY_EXPOSED', (path: string) => chmod(path, 0o644)],
    ['is another one', 'POSTKEY_VAULT_KEY_WRONG', (path: string) => writeFile(path, Buffer.alloc(32))],
    ['was cut short', 'POSTKEY_VAULT_KEY_WRONG', (path: string) => truncate(path, 31)],
  ])('that %s locks the vault, and says so by name', async (_, evidence, spoil) => {
    const { again, data } = await kept();
    const keyPath = join(data, 'vault.key');
    await spoil(keyPath);
    const { code, facts } = await failureOf(again().read(account));
    expect([code, facts.evidence]).toEqual(['VAULT_LOCKED', `${evidence}: ${keyPath}`]);
    expect(await again().status()).toEqual({ state: 'locked', keeper: 'key-file' });
  });

  test('that was put back opens the vault without a restart', async () => {
    const { again, data } = await kept();
    const keyPath = join(data, 'vault.key');
    const key = await readFile(keyPath);
    await rm(keyPath);
    const vault = again();
    await failureOf(vault.read(account));
    await writeFile(keyPath, key, { mode: 0o600 });
    expect(await vault.read(account)).toEqual(secrets);
  });
});

describe('making a vault', () => {
  test('is not done behind the back of who has to choose its keeper', async () => {
    const data = await temporaryFolder();
    const vault = openVault({
      folder: join(data, 'vault'),
      keyWrappers: [keyFileWrapper(join(data, 'vault.key'))],
    });
    const { code, facts } = await failureOf(vault.write(account, secrets));
    expect([code, facts.evidence.split(' ')[0]]).toEqual(['VAULT_LOCKED', 'POSTKEY_VAULT_KEEPER_UNCHOSEN']);
    expect(await vault.status()).toEqual({ state: 'new', choices: ['key-file'] });
    expect(await readdir(data)).toEqual([]);
  });

  test('twice at once ends with one key', async () => {
    const { vault, again } = await keyFileVault();
    const other = again();
    await Promise.all([vault.write(account, secrets), other.write('mnopqrstuvwx', secrets)]);
    expect(await again().read(account)).toEqual(secrets);
    expect(await again().read('mnopqrstuvwx')).toEqual(secrets);
  });
});

test.runIf(canMount())('a record survives a disk that refuses the next one', async () => {
  const { vault, folder, again } = await keyFileVault();
  await mkdir(folder);
  const disk = mountSmallDisk(folder);
  await vault.write(account, secrets);
  const before = await readdir(folder);
  const full = await failureOf(vault.write(account, { refreshToken: 'x'.repeat(100_000) }));
  disk.readOnly(true);
  const frozen = await failureOf(vault.write(account, {}));
  expect([full, frozen].map(({ facts }) => facts.context?.['reason'])).toEqual(['ENOSPC', 'EROFS']);
  expect([full, frozen].map(({ code }) => code)).toEqual(['WRITE_FAILED', 'WRITE_FAILED']);
  expect(await readdir(folder)).toEqual(before);
  expect(await again().read(account)).toEqual(secrets);
});

test('the first write sweeps away only what a dead process left unfinished', async () => {
  const { data, folder, path } = await kept();
  const old = new Date(Date.now() - 7_200_000);
  const lock = join(folder, 'abcdefghijkl.sealed.lock');
  const gone = [
    join(folder, '.abcdefghijkl.sealed.0123456789ab.tmp'),
    join(data, '.vault.key.0123456789ab.tmp'),
    join(data, 'accounts.json.tmp-17950000001a2b3c'),
    `${lock}.4711-00000000-0123456789ab`,
  ];
  const foreign = [join(folder, '.keep.tmp'), join(folder, 'mnopqrstuvwx.sealed.damaged')];
  const inUse = [
    join(folder, '.abcdefghijkl.sealed.ba9876543210.tmp'),
    `${lock}.4712-ba9876543210`,
    join(data, '.vault.key.ba9876543210.tmp'),
  ];
  for (const name of [...gone, ...foreign, ...inUse]) await writeFile(name, '');
  for (const name of [...gone, ...foreign]) await utimes(name, old, old);
  const again = openVault({
    folder,
    dataFolder: data,
    keyWrappers: [keyFileWrapper(join(data, 'vault.key'))],
  });
  await again.write(account, secrets);
  const left = (await readdir(data, { recursive: true })).map((name) => join(data, name));
  expect(left.sort()).toEqual(
    [...foreign, ...inUse, folder, path, join(folder, 'vault.json'), join(data, 'vault.key')].sort(),
  );
});
