import { EventEmitter } from 'node:events';
import type { CDPSession, Page, Request as PageRequest, Route } from 'playwright-core';
import { toApp, toChromium } from './address.ts';
import type { Browser } from './chromium.ts';
import type { MessagePortMain } from './ports.ts';
import {
  FROM_MAIN,
  type FromMain,
  mainWorldScript,
  PRELOAD_WORLD,
  preloadScript,
  TO_MAIN,
  type ToMain,
  type WireData,
} from './preload-world.ts';
import type { Session } from './session.ts';
import { preventable } from './strict.ts';

export interface WebContentsParts {
  readonly browser: Promise<Browser>;
  readonly session: Session;
  readonly ipcMain: EventEmitter;
  readonly preload: string;
  readonly size: { readonly width: number; readonly height: number };
}

type OpenHandler = (details: { readonly url: string }) => { readonly action: string };

/** The top frame, as a sender of messages. */
export interface Frame {
  readonly url: string;
  readonly origin: string;
  readonly parent: null;
}

/** A page of the real Chromium, seen from the main process. */
export class WebContents extends EventEmitter {
  readonly session: Session;
  readonly #parts: WebContentsParts;
  readonly #attached: Promise<Attached>;
  readonly #ports = new Map<number, MessagePortMain>();
  #nextPort = 1;
  #openHandler: OpenHandler | undefined;
  #url = '';
  #loading = false;
  #preloadContext: number | undefined;

  constructor(parts: WebContentsParts) {
    super();
    this.#parts = parts;
    this.session = parts.session;
    this.#attached = this.#attach();
    this.#attached.catch((error: unknown) => this.emit('error', error));
  }

  getURL(): string {
    return this.#url;
  }

  get mainFrame(): Frame {
    return { url: this.#url, origin: originOf(this.#url), parent: null };
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  async loadURL(url: string): Promise<void> {
    const { page, cdp } = await this.#attached;
    await this.#parts.session.applyPermissions(cdp);
    this.#loading = true;
    await page.goto(toChromium(url)).finally(() => {
      this.#loading = false;
    });
    this.emit('did-finish-load');
  }

  postMessage(channel: string, message: unknown, transfer: readonly MessagePortMain[] = []): void {
    const ports = transfer.map((port) => this.#adopt(port));
    this.#tell({ kind: 'message', channel, message, ports });
  }

  async close(): Promise<void> {
    this.#disconnectPorts();
    await (await this.#attached).page.close();
  }

  async #attach(): Promise<Attached> {
    const { browser, preload, size } = this.#parts;
    const { context } = await browser;
    const [page = await context.newPage()] = context.pages();
    await page.setViewportSize(size);
    const cdp = await context.newCDPSession(page);
    cdp.on('Runtime.bindingCalled', ({ name, payload }) => {
      if (name === TO_MAIN) this.#hear(JSON.parse(payload) as ToMain);
    });
    cdp.on('Runtime.executionContextCreated', ({ context: world }) => {
      if (world.name === PRELOAD_WORLD) this.#preloadContext = world.id;
    });
    cdp.on('Page.frameNavigated', ({ frame }) => {
      if (frame.parentId) return;
      this.#disconnectPorts();
      this.#url = toApp(frame.url);
    });
    cdp.on('Page.windowOpen', ({ url }) => this.#refuseWindow(toApp(url)));
    context.on('page', (popup) => void popup.close());
    await cdp.send('Page.enable');
    await cdp.send('Runtime.enable');
    await cdp.send('Runtime.addBinding', { name: TO_MAIN, executionContextName: PRELOAD_WORLD });
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: await mainWorldScript() });
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', {
      source: await preloadScript(preload),
      worldName: PRELOAD_WORLD,
    });
    await context.route('**/*', (route) => route.abort('aborted')); // Of windows that are about to be refused.
    await page.route('**/*', (route, request) => this.#route(page, route, request));
    return { page, cdp };
  }

  async #route(page: Page, route: Route, request: PageRequest): Promise<void> {
    if (request.isNavigationRequest() && !this.#loading) {
      const url = toApp(request.url());
      const isMainFrame = request.frame() === page.mainFrame();
      const event = preventable({ url, isMainFrame });
      this.emit('will-frame-navigate', event);
      if (isMainFrame && !event.defaultPrevented) this.emit('will-navigate', event);
      if (event.defaultPrevented) return route.abort('aborted');
    }
    await this.#parts.session.answer(route, request);
  }

  #refuseWindow(url: string): void {
    const action = this.#openHandler?.({ url }).action ?? 'allow';
    if (action !== 'deny') throw new Error(`The stand-in electron opens no window for ${url}`);
  }

  #hear(message: ToMain): void {
    if (message.kind === 'send') {
      const event = { sender: this, senderFrame: this.mainFrame };
      this.#parts.ipcMain.emit(message.channel, event, ...message.args);
    } else if (message.kind === 'port-message') {
      this.#ports.get(message.port)?.postMessage(unpack(message.data));
    } else {
      this.#ports.get(message.port)?.close();
      this.#ports.delete(message.port);
    }
  }

  #adopt(port: MessagePortMain): number {
    const id = this.#nextPort++;
    this.#ports.set(id, port);
    port.on('message', ({ data }: { data: unknown }) =>
      this.#tell({ kind: 'port-message', port: id, data: pack(data) }),
    );
    port.on('close', () => {
      if (this.#ports.delete(id)) this.#tell({ kind: 'port-close', port: id });
    });
    port.start();
    return id;
  }

  /** A page that is left takes its ends of the ports with it. */
  #disconnectPorts(): void {
    for (const port of this.#ports.values()) port.close();
    this.#ports.clear();
  }

  #tell(message: FromMain): void {
    const contextId = this.#preloadContext;
    if (contextId === undefined) return;
    const expression = `${FROM_MAIN}(${JSON.stringify(JSON.stringify(message))})`;
    this.#attached
      .then(({ cdp }) => cdp.send('Runtime.evaluate', { expression, contextId }))
      .catch(() => undefined); // The page has gone meanwhile; its ports are closed as well.
  }
}

interface Attached {
  readonly page: Page;
  readonly cdp: CDPSession;
}

/** Node gives a scheme it does not know no origin; Chromium does, where it is registered. */
function originOf(url: string): string {
  if (!URL.canParse(url)) return 'null';
  const { protocol, host } = new URL(url);
  return host === '' ? 'null' : `${protocol}//${host}`;
}

function pack(data: unknown): WireData {
  if (typeof data === 'string') return { text: data };
  if (data instanceof Uint8Array) return { bytes: Buffer.from(data).toString('base64') };
  throw new Error('The stand-in electron passes text and bytes over ports only');
}

function unpack(data: WireData): string | Uint8Array {
  return 'text' in data ? data.text : new Uint8Array(Buffer.from(data.bytes, 'base64'));
}
