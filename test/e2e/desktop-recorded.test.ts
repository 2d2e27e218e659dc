import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SafeStorage } from 'electron';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { safeStorageWrapper } from '../../main/host/electron/safe-storage-wrapper.ts';
import { openVault } from '../../main/vault/vault.ts';
import type { Account } from '../../preload/contract/index.ts';
import { type Desktop, standIn, startStandIn } from './desktop.ts';
import { createSafeStorage } from './stand-in/safe-storage.ts';

const key = '5c'.repeat(32);
const account: Account = {
  id: 'testaccount1',
  label: 'Forms & friends',
  address: 'forms@example.test',
  provider: 'custom',
  purpose: 'other',
  grant: 'authorization_code',
  clientId: 'client',
  publicClient: true,
  scopes: ['mail'],
  mail: {},
  createdAt: '2026-01-01T00:00:00.000Z',
};

/** What only the stand-in can tell: the tray, dialogs, links, and which store the system offers. */
describe('around the window', () => {
  let dataFolder: string;
  let desktop: Desktop | undefined;
  let tokenServer: Server | undefined;

  beforeEach(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'postkey-desktop-'));
  });

  afterEach(async () => {
    await desktop?.dispose();
    tokenServer?.close();
    desktop = undefined;
    tokenServer = undefined;
    await rm(dataFolder, { recursive: true, force: true });
  }, 30_000);

  async function launch(keyring: 'gnome_libsecret' | 'basic_text' | 'none'): Promise<Desktop> {
    desktop = await standIn.launch({ dataFolder, keyring, key });
    return desktop;
  }

  /** An account whose refresh token is in a vault kept by safeStorage, and a server that takes it. */
  async function addAccount(): Promise<void> {
    tokenServer = createServer((_request, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({
          access_token: 'fresh-token',
          token_type: 'Bearer',
          expires_in: 3600,
          refresh_token: 'r2',
        }),
      );
    });
    await once(tokenServer.listen(0, '127.0.0.1'), 'listening');
    const { port } = tokenServer.address() as AddressInfo;
    const token = `http://127.0.0.1:${port}/token`;
    const accounts = { [account.id]: { ...account, endpoints: { token, authorization: token } } };
    await writeFile(join(dataFolder, 'accounts.json'), JSON.stringify({ accounts }));
    await seededVault().create('safe-storage');
    await seededVault().write(account.id, {
      refreshToken: 'r1',
      failure: { code: 'NETWORK_FAILED', evidence: 'no answer', at: '2026-01-01T00:00:00.000Z' },
    });
  }

  function seededVault() {
    const safeStorage = createSafeStorage(
      'gnome_libsecret',
      Buffer.from(key, 'hex'),
    ) as unknown as SafeStorage;
    const keyWrappers = [safeStorageWrapper(safeStorage, 'linux')];
    return openVault({ folder: join(dataFolder, 'vault'), keyWrappers });
  }

  it('seals the vault with the system’s store when that protects', async () => {
    const { page } = await launch('gnome_libsecret');
    await page.getByRole('radio', { name: 'This computer’s secure storage' }).waitFor();
    await page.getByRole('button', { name: 'Create vault' }).click();
    await page.getByRole('heading', { level: 1, name: 'Accounts' }).waitFor();
    const header = JSON.parse(await readFile(join(dataFolder, 'vault', 'vault.json'), 'utf8'));
    expect(header.keeper).toBe('safe-storage');
    expect(await seededVault().status()).toEqual({ state: 'open', keeper: 'safe-storage' });
  }, 30_000);

  it.each(['basic_text', 'none'] as const)(
    'does not offer the system’s store when it is %s',
    async (keyring) => {
      const { page } = await launch(keyring);
      await page.getByRole('radio', { name: 'A passphrase' }).waitFor();
      expect(await page.getByRole('radio', { name: 'This computer’s secure storage' }).count()).toBe(0);
    },
    30_000,
  );

  it('shows each account’s health in the tray and refreshes it from there', async () => {
    await addAccount();
    const { evaluate } = await launch('gnome_libsecret');
    const tray = () =>
      evaluate(({ recorded }) => ({
        labels: recorded.trays[0]?.menu?.items.map(({ label }) => label) ?? [],
        toolTip: recorded.trays[0]?.toolTip,
        image: recorded.trays[0]?.image.dataUrls,
      }));
    await expect.poll(tray).toMatchObject({ toolTip: 'Postkey: 1 account needs attention' });
    const before = await tray();
    expect(before.labels[0]).toBe('Forms && friends: Failing');

    await evaluate(({ recorded }) => recorded.trays[0]?.menu?.items[0]?.submenu?.[0]?.click?.());

    await expect.poll(async () => (await tray()).labels[0]).toBe('Forms && friends: Ready');
    const after = await tray();
    expect(after.toolTip).toBe('Postkey: all accounts are ready');
    expect(after.image).not.toEqual(before.image);
    expect(await seededVault().read(account.id)).toMatchObject({
      accessToken: 'fresh-token',
      refreshToken: 'r2',
    });
  }, 30_000);

  it('opens the page of an account from the tray', async () => {
    await addAccount();
    const { evaluate, page } = await launch('gnome_libsecret');
    const openItem = () =>
      evaluate(({ recorded }) => recorded.trays[0]?.menu?.items[0]?.submenu?.[1]?.label === 'Open');
    await expect.poll(openItem).toBe(true);
    await evaluate(({ recorded }) => recorded.trays[0]?.menu?.items[0]?.submenu?.[1]?.click?.());
    await page.waitForURL(`**/#/mail?account=${account.id}`);
  }, 30_000);

  it('hands web links to the system browser and nothing else', async () => {
    const { evaluate, page } = await launch('none');
    await page.getByRole('radio', { name: 'A passphrase' }).waitFor();
    await page.evaluate(() => {
      for (const url of [
        'file:///etc/passwd',
        'smb://host/share',
        'http://example.com/',
        'https://example.com/help',
      ])
        window.open(url);
    });
    await expect
      .poll(() => evaluate(({ recorded }) => recorded.opened))
      .toEqual(['https://example.com/help']);
  }, 30_000);

  it('runs once: a second start ends and brings the first to the front', async () => {
    const { evaluate } = await launch('none');
    await evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    const second = startStandIn({ dataFolder });
    const [code] = await once(second, 'exit');
    expect(code).toBe(0);
    const window = () =>
      evaluate(({ BrowserWindow }) => {
        const [first] = BrowserWindow.getAllWindows();
        return { visible: first?.isVisible(), focused: Reflect.get(first ?? {}, 'timesFocused') };
      });
    await expect.poll(window).toEqual({ visible: true, focused: 1 });
  }, 30_000);

  it('opens as on the first day when it cannot read where its window was', async () => {
    await writeFile(join(dataFolder, 'window.json'), '{"bounds": ');
    const { page } = await launch('none');
    await page.getByRole('radio', { name: 'A passphrase' }).waitFor();
  }, 30_000);

  it('starts with its defaults when its settings cannot be read, and leaves the file as it is', async () => {
    await writeFile(join(dataFolder, 'settings.json'), '{"language": ');
    const { page } = await launch('none');
    await page.getByRole('radio', { name: 'A passphrase' }).waitFor();
    expect(await readFile(join(dataFolder, 'settings.json'), 'utf8')).toBe('{"language": ');
  }, 30_000);
});
