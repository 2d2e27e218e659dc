/**
 * Stands in for the `electron` module where its binary cannot be had: the built main process runs in Node, its window
 * is a page of a real Chromium, its preload runs in an isolated world there, and what would be on the desktop is
 * recorded. It covers what Postkey uses, behaves there as Electron's documents say, and throws at anything else.
 */
import { EventEmitter } from 'node:events';
import { StandInApp } from './app.ts';
import { StandInWindow, type WindowOptions, type WindowWorld } from './browser-window.ts';
import { launchBrowser } from './chromium.ts';
import { answerQuestions } from './control.ts';
import { createDesktop } from './desktop.ts';
import { MessageChannelMain } from './ports.ts';
import { createSafeStorage, type StorageBackend } from './safe-storage.ts';
import { Session } from './session.ts';
import { strict } from './strict.ts';

const browser = launchBrowser();
const windows = new Set<StandInWindow>();
const defaultSession = new Session();
const desktop = createDesktop();
const standInApp = new StandInApp(browser, windows);
const ipc = new EventEmitter();

export const app = standInApp;
export const ipcMain = ipc;
export const { Notification, Tray } = desktop;
export const Menu = strict('Menu', desktop.Menu);
export const dialog = strict('dialog', desktop.dialog);
export const nativeImage = strict('nativeImage', desktop.nativeImage);
export const nativeTheme = strict('nativeTheme', desktop.nativeTheme);
export const screen = strict('screen', desktop.screen);
export const shell = strict('shell', desktop.shell);
export const session = strict('session', { defaultSession });
export { MessageChannelMain };

export const safeStorage = strict(
  'safeStorage',
  createSafeStorage(
    (process.env['POSTKEY_STAND_IN_KEYRING'] ?? 'none') as StorageBackend,
    Buffer.from(process.env['POSTKEY_STAND_IN_KEY'] ?? '', 'hex'),
  ),
);

const privileged: string[] = [];
export const protocol = strict('protocol', {
  registerSchemesAsPrivileged(schemes: readonly { readonly scheme: string }[]) {
    if (app.isReady()) throw new Error('Schemes are registered before the app is ready');
    privileged.push(...schemes.map(({ scheme }) => scheme));
  },
  handle(scheme: string, handler: (request: Request) => Promise<Response>) {
    if (!privileged.includes(scheme)) throw new Error(`${scheme} was not registered`);
    defaultSession.handlers.set(scheme, handler);
  },
});

const world: WindowWorld = { browser, session: defaultSession, ipcMain: ipc, app: standInApp, windows };

export class BrowserWindow extends StandInWindow {
  static getAllWindows(): StandInWindow[] {
    return [...windows];
  }

  constructor(options: WindowOptions) {
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    if (!app.isSandboxed) throw new Error('The stand-in electron wants app.enableSandbox() first');
    super(world, options);
  }
}

const electron = strict('electron', {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  nativeImage,
  nativeTheme,
  Notification,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
  /** For tests: what the desktop would have shown. */
  recorded: desktop.recorded,
});
// biome-ignore lint/style/noDefaultExport: electron-store imports electron by default.
export default electron;

answerQuestions(
  electron,
  browser.then(({ devtools }) => ({ devtools })),
  () => standInApp.exit(1),
);
