import { EventEmitter } from 'node:events';
import type { Browser } from './chromium.ts';
import type { Session } from './session.ts';
import { preventable } from './strict.ts';
import { WebContents } from './web-contents.ts';

interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What may be asked of a window; anything else is a mistake of the app or a gap of the stand-in. */
const knownOptions = new Set([
  'x',
  'y',
  'width',
  'height',
  'minWidth',
  'minHeight',
  'show',
  'autoHideMenuBar',
  'backgroundColor',
  'webPreferences',
]);

/** The only web preferences that leave the page with no more than a web page's rights. */
const safePreferences: Readonly<Record<string, unknown>> = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webSecurity: true,
  webviewTag: false,
  spellcheck: false,
};

export interface WindowOptions extends Partial<Bounds> {
  readonly show?: boolean;
  readonly webPreferences: { readonly preload: string };
}

export interface WindowWorld {
  readonly browser: Promise<Browser>;
  readonly session: Session;
  readonly ipcMain: EventEmitter;
  readonly app: EventEmitter;
  readonly windows: Set<StandInWindow>;
}

/** A window over a page of the real Chromium. What a window manager would do is only remembered. */
export class StandInWindow extends EventEmitter {
  readonly webContents: WebContents;
  readonly options: WindowOptions;
  readonly #world: WindowWorld;
  readonly #bounds: Bounds;
  #visible: boolean;
  #destroyed = false;
  #maximized = false;
  #focused = 0;

  constructor(world: WindowWorld, options: WindowOptions) {
    super();
    for (const [name, value] of Object.entries(options.webPreferences))
      if (name !== 'preload' && safePreferences[name] !== value)
        throw new Error(`The stand-in electron refuses webPreferences.${name}: ${value}`);
    for (const name of Object.keys(options))
      if (!knownOptions.has(name)) throw new Error(`The stand-in electron knows no window option ${name}`);
    if (world.windows.size > 0) throw new Error('Postkey has one window');
    const { x = 0, y = 0, width = 800, height = 600 } = options;
    this.options = options;
    this.#world = world;
    this.#bounds = { x, y, width, height };
    this.#visible = options.show ?? true;
    const { browser, session, ipcMain } = world;
    const { preload } = options.webPreferences;
    this.webContents = new WebContents({ browser, session, ipcMain, preload, size: { width, height } });
    world.windows.add(this);
    world.app.emit('web-contents-created', {}, this.webContents);
  }

  async loadURL(url: string): Promise<void> {
    await this.webContents.loadURL(url);
    this.emit('ready-to-show');
  }

  show(): void {
    this.#visible = true;
  }

  hide(): void {
    this.#visible = false;
  }

  focus(): void {
    this.#focused += 1;
  }

  maximize(): void {
    this.#maximized = true;
  }

  restore(): void {
    this.#visible = true;
  }

  isVisible(): boolean {
    return this.#visible;
  }

  isMinimized(): boolean {
    return false;
  }

  isMaximized(): boolean {
    return this.#maximized;
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  getNormalBounds(): Bounds {
    return this.#bounds;
  }

  /** How often it was brought to the front. */
  get timesFocused(): number {
    return this.#focused;
  }

  /** As a click on the cross: the app may refuse. */
  close(): void {
    const event = preventable({});
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }

  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    this.#world.windows.delete(this);
    this.webContents.close().catch(() => undefined); // Chromium may have ended first.
    this.emit('closed');
  }
}
