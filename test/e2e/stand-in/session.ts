import type { CDPSession, Request as PageRequest, Route } from 'playwright-core';
import { schemes, toApp, toChromium } from './address.ts';

type Check = (contents: unknown, permission: string, origin: string, details: object) => boolean;
type ProtocolHandler = (request: Request) => Promise<Response>;

/** Electron's names of what Chromium asks its user, and Chromium's. */
const permissions: readonly (readonly [electron: string, chromium: string])[] = [
  ['geolocation', 'geolocation'],
  ['notifications', 'notifications'],
  ['media', 'camera'],
  ['media', 'microphone'],
  ['midi', 'midi'],
  ['clipboard-read', 'clipboard-read'],
  ['clipboard-sanitized-write', 'clipboard-write'],
];

/** What one session decides: permissions and who answers a scheme. */
export class Session {
  readonly handlers = new Map<string, ProtocolHandler>();
  /** Requests to anyone but the app; none is let out. */
  readonly strayRequests: string[] = [];
  #check: Check | null = null;
  #request: unknown = null;

  setPermissionCheckHandler(check: Check | null): void {
    this.#check = check;
  }

  setPermissionRequestHandler(request: unknown): void {
    this.#request = request;
  }

  setDevicePermissionHandler(handler: unknown): void {
    if (handler !== null && typeof handler !== 'function') throw new TypeError('not a handler');
  }

  /** Makes Chromium grant what the app's handlers grant; without handlers Electron grants everything. */
  async applyPermissions(cdp: CDPSession): Promise<void> {
    for (const scheme of schemes) {
      const origin = `${scheme}://postkey`;
      for (const [electron, chromium] of permissions) {
        const granted = !this.#request || (this.#check?.(null, electron, `${origin}/`, {}) ?? true);
        await cdp.send('Browser.setPermission', {
          permission: { name: chromium },
          setting: granted ? 'granted' : 'denied',
          origin: toChromium(origin),
        });
      }
    }
  }

  /** Answers a request of a page by the app's handler; everything else stays in the machine. */
  async answer(route: Route, request: PageRequest): Promise<void> {
    const url = toApp(request.url());
    const handler = this.handlers.get(new URL(url).protocol.replace(':', ''));
    if (!handler) {
      this.strayRequests.push(url);
      await route.abort('aborted');
      return;
    }
    const response = await handler(new Request(url, { method: request.method() }));
    await route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    });
  }
}
