import { BrowserWindow, nativeTheme, screen } from 'electron';
import { APP_PAGE } from './address.ts';
import { openDocument } from './documents.ts';
import { chooseBounds, minimumSize, type WindowDocument } from './window-bounds.ts';

/** What renderer/index.html shows until its styles are there. */
const background = { light: '#f6f5f1', dark: '#191817' } as const;

export interface WindowParts {
  /** Absolute path of out/preload/preload.cjs. */
  readonly preload: string;
  /** `window.json` lives here. */
  readonly dataFolder: string;
  /** True where closing the window only hides it. */
  readonly staysInTray: () => boolean;
}

export interface MainWindow {
  readonly browser: BrowserWindow;
  /**
   * Brings the window to the front.
   *
   * @param hash the page to go to, as in `#/accounts`
   */
  show(hash?: string): void;
}

/** Makes the one window; it appears when there is something to see. */
export function createMainWindow({ preload, dataFolder, staysInTray }: WindowParts): MainWindow {
  const remembered = openDocument<Partial<WindowDocument>>(dataFolder, 'window', { forgetDamaged: true });
  const areas = screen.getAllDisplays().map(({ workArea }) => workArea);
  const state = remembered.read();
  const browser = new BrowserWindow({
    ...chooseBounds(state, areas),
    minWidth: minimumSize.width,
    minHeight: minimumSize.height,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    },
  });

  browser.once('ready-to-show', () => {
    if (state.maximized) browser.maximize();
    browser.show();
  });
  browser.on('close', (event) => {
    remembered.write({ bounds: browser.getNormalBounds(), maximized: browser.isMaximized() });
    if (!staysInTray()) return;
    event.preventDefault();
    browser.hide();
  });
  void browser.loadURL(APP_PAGE);

  return {
    browser,
    show(hash) {
      if (browser.isDestroyed()) return;
      if (hash) void browser.loadURL(APP_PAGE + hash);
      if (browser.isMinimized()) browser.restore();
      browser.show();
      browser.focus();
    },
  };
}
