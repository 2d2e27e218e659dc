import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keyFileWrapper } from '../../main/vault/keepers/key-file.ts';
import { openVault } from '../../main/vault/vault.ts';
import { type Desktop, realElectron, standIn } from './desktop.ts';

const electron = realElectron();
if (!electron)
  process.stderr.write('skipped: the desktop app on real Electron (no runtime or no screen here)\n');

describe.each(electron ? [standIn, electron] : [standIn])(
  'the desktop app on $name',
  ({ launch, records }) => {
    let dataFolder: string;
    let desktop: Desktop;

    beforeAll(async () => {
      dataFolder = await mkdtemp(join(tmpdir(), 'postkey-desktop-'));
      const keyWrappers = [keyFileWrapper(join(dataFolder, 'vault.key'))];
      await openVault({ folder: join(dataFolder, 'vault'), keyWrappers }).create('key-file');
      desktop = await launch({ dataFolder });
    }, 60_000);

    afterAll(async () => {
      await desktop.dispose();
      await rm(dataFolder, { recursive: true, force: true });
    });

    it('shows the accounts page, which it reaches over the port', async () => {
      await desktop.page.getByRole('heading', { level: 1, name: 'Accounts' }).waitFor();
    });

    it('gives the page one flag and nothing of Node or Electron', async () => {
      const seen = await desktop.page.evaluate(() => ({
        flag: Reflect.get(window, 'postkeyDesktop'),
        leaked: ['require', 'process', 'module', 'electron', 'ipcRenderer', 'Buffer'].filter(
          (name) => name in window,
        ),
      }));
      expect(seen).toEqual({ flag: true, leaked: [] });
    });

    it('serves the page under a strict policy with a fresh nonce a load', async () => {
      const policies = await desktop.page.evaluate(async () => {
        const replies = await Promise.all([fetch('/'), fetch('/')]);
        return replies.map(({ headers }) => headers.get('content-security-policy') ?? '');
      });
      for (const policy of policies) {
        expect(policy).toMatch(/^default-src 'none'; script-src 'self' 'nonce-[\w+/=]{20,}'/);
        expect(policy).not.toContain('unsafe');
      }
      expect(policies[0]).not.toBe(policies[1]);
    });

    it.each(['/..%2f..%2fpackage.json', '/%2e%2e/main/electron.js', '/nothing-here.js'])(
      'has nothing at %s',
      async (path) => {
        expect(await desktop.page.evaluate(async (url) => (await fetch(url)).status, path)).toBe(404);
      },
    );

    it('runs no script that someone wrote into the page', async () => {
      const ran = await desktop.page.evaluate(() => {
        const script = document.createElement('script');
        script.textContent = 'window.injected = true';
        document.body.append(script);
        return 'injected' in window;
      });
      expect(ran).toBe(false);
    });

    it('stays where it is when the page is led elsewhere', async () => {
      const before = desktop.page.url();
      const refused = desktop.evaluate(
        ({ BrowserWindow }) =>
          new Promise<boolean>((resolve) => {
            const contents = BrowserWindow.getAllWindows()[0]?.webContents;
            contents?.once('will-navigate', (event) => setImmediate(() => resolve(event.defaultPrevented)));
          }),
      );
      await desktop.page.evaluate(() => window.location.assign('https://example.com/'));
      expect(await refused).toBe(true);
      expect(desktop.page.url()).toBe(before);
    });

    it('opens no window for the page', async () => {
      await desktop.page.evaluate(() => {
        window.open('file:///etc/passwd');
        window.open('about:blank');
      });
      expect(await desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
    });

    it('grants the page nothing but to write to the clipboard', async () => {
      const states = await desktop.page.evaluate(async () => {
        const names = [
          'geolocation',
          'notifications',
          'camera',
          'microphone',
          'clipboard-read',
          'clipboard-write',
        ];
        const answers = names.map(async (name) => {
          const { state } = await navigator.permissions.query({ name: name as PermissionName });
          return [name, state] as const;
        });
        return Object.fromEntries(await Promise.all(answers));
      });
      expect(states).toEqual({
        geolocation: 'denied',
        notifications: 'denied',
        camera: 'denied',
        microphone: 'denied',
        'clipboard-read': 'denied',
        'clipboard-write': 'granted',
      });
    });

    it('hands a port to its own page only', async () => {
      const given = await desktop.evaluate(({ BrowserWindow, ipcMain }) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        if (!contents) throw new Error('no window');
        const own = { url: contents.mainFrame.url, origin: contents.mainFrame.origin, parent: null };
        const ask = (sender: unknown, senderFrame: unknown) => {
          let ports = 0;
          const { postMessage } = contents;
          contents.postMessage = (_channel, _message, transfer) => {
            ports += transfer?.length ?? 0;
          };
          ipcMain.emit('postkey:connect', { sender, senderFrame });
          contents.postMessage = postMessage;
          return ports;
        };
        return {
          foreignSender: ask({}, own),
          noFrame: ask(contents, null),
          subframe: ask(contents, { ...own, parent: own }),
          foreignOrigin: ask(contents, { ...own, origin: 'https://example.com' }),
          foreignAddress: ask(contents, { ...own, url: 'app://postkey.example.com/' }),
        };
      });
      expect(given).toEqual({
        foreignSender: 0,
        noFrame: 0,
        subframe: 0,
        foreignOrigin: 0,
        foreignAddress: 0,
      });
    });

    it('gets a new port when the page is loaded again', async () => {
      await desktop.page.reload();
      await desktop.page.getByRole('heading', { level: 1, name: 'Accounts' }).waitFor();
    });

    it.runIf(records)('asks no one but itself', async () => {
      const stray = await desktop.evaluate(({ session }) =>
        Reflect.get(session.defaultSession, 'strayRequests'),
      );
      expect(stray).toEqual([]);
    });

    it('hides when it is closed, and quits when it is told to', async () => {
      const visible = await desktop.evaluate(({ BrowserWindow }) => {
        const [window] = BrowserWindow.getAllWindows();
        window?.close();
        return window?.isVisible();
      });
      expect(visible).toBe(false);
      expect(await desktop.quit()).toBe(0);
      const remembered = JSON.parse(await readFile(join(dataFolder, 'window.json'), 'utf8'));
      expect(remembered).toMatchObject({ bounds: { width: 1180, height: 780 } });
    });
  },
);
