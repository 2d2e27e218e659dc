import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { app, dialog, ipcMain, Menu, MessageChannelMain, protocol, safeStorage, session } from 'electron';
import { chooseLanguage, createTexts } from '../preload/texts/index.ts';
import { createApp } from './app.ts';
import { defaultDataFolder } from './host/data-folder.ts';
import { APP_SCHEME } from './host/electron/address.ts';
import { guardPages, guardPermissions } from './host/electron/guards.ts';
import { createElectronHost, openExternal } from './host/electron/host.ts';
import { desktopKeepers } from './host/electron/keepers.ts';
import { applicationMenu } from './host/electron/menu.ts';
import { openPortDoor } from './host/electron/port.ts';
import { createAppProtocol } from './host/electron/protocol.ts';
import { createTray } from './host/electron/tray.ts';
import { createMainWindow, type MainWindow } from './host/electron/window.ts';

/** Milliseconds that quitting waits for work to stop. */
const patience = 5_000;

const out = dirname(import.meta.dirname);

const dataFolder = settleDataFolder();
if (app.requestSingleInstanceLock()) prepare();
else app.quit();

/** One folder for what is ours; what Chromium keeps goes into a corner of it. */
function settleDataFolder(): string {
  const { values } = parseArgs({ options: { data: { type: 'string' } }, strict: false });
  const { data } = values;
  const folder = typeof data === 'string' ? resolve(data) : defaultDataFolder(process);
  app.setPath('userData', folder);
  app.setPath('sessionData', join(folder, 'window'));
  return folder;
}

/** What must be settled before Electron is ready. */
function prepare(): void {
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
  guardPages(app, openExternal);
  app.whenReady().then(start).catch(refuseToStart);
}

async function start(): Promise<void> {
  const host = createElectronHost(dataFolder, desktopKeepers(safeStorage, process.platform, dataFolder));
  const postkey = createApp(host);
  const { language } = postkey.services;
  Menu.setApplicationMenu(Menu.buildFromTemplate(applicationMenu(await language.texts(), process.platform)));

  guardPermissions(session.defaultSession);
  protocol.handle(APP_SCHEME, createAppProtocol(join(out, 'renderer')));
  let quitting = false;
  const window = createMainWindow({
    preload: join(out, 'preload', 'preload.cjs'),
    dataFolder,
    staysInTray: () => !quitting,
  });
  const closeDoor = openPortDoor({
    ipcMain,
    createChannel: () => new MessageChannelMain(),
    contents: window.browser.webContents,
    router: postkey.router,
  });
  const removeTray = createTray({
    client: postkey.client,
    currentTexts: language.texts,
    notify: host.notify,
    open: window.show,
    quit: () => app.quit(),
    onError: complain,
  });

  showWhenAsked(window);
  app.on('before-quit', () => {
    quitting = true;
  });
  quitInOrder([closeDoor, removeTray, () => postkey.close()]);
}

/** A second start, and a click on the icon in the dock, bring the window to the front. */
function showWhenAsked(window: MainWindow): void {
  app.on('second-instance', () => window.show());
  app.on('activate', () => window.show());
}

/** Electron has closed the window by then; what it cannot know of is closed before it ends. */
function quitInOrder(steps: readonly (() => void | Promise<void>)[]): void {
  app.once('will-quit', (event) => {
    event.preventDefault();
    const overdue = setTimeout(() => app.exit(1), patience);
    closeAll(steps)
      .then(() => app.exit(0))
      .catch((error: unknown) => {
        complain(error);
        app.exit(1);
      })
      .finally(() => clearTimeout(overdue));
  });
}

async function closeAll(steps: readonly (() => void | Promise<void>)[]): Promise<void> {
  for (const step of steps) await step();
}

async function refuseToStart(error: unknown): Promise<void> {
  complain(error);
  const texts = await createTexts(chooseLanguage(app.getPreferredSystemLanguages()));
  dialog.showErrorBox(texts.t('menu:startFailed'), messageOf(error));
  app.exit(1);
}

function complain(error: unknown): void {
  process.stderr.write(`postkey: ${messageOf(error)}\n`);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
