import { EventEmitter } from 'node:events';
import type { App, Session } from 'electron';
import { describe, expect, it } from 'vitest';
import { guardPages, guardPermissions } from '../../../main/host/electron/guards.ts';

describe('the guards of the page', () => {
  const opened: string[] = [];
  const app = new EventEmitter();
  guardPages(app as unknown as App, async (url) => {
    opened.push(url);
    return true;
  });
  let openWindow: ((details: { url: string }) => { action: string }) | undefined;
  const contents = Object.assign(new EventEmitter(), {
    setWindowOpenHandler: (handler: typeof openWindow) => {
      openWindow = handler;
    },
  });
  app.emit('web-contents-created', {}, contents);

  function isStopped(name: string, details: object): boolean {
    let stopped = false;
    contents.emit(name, { ...details, preventDefault: () => (stopped = true) });
    return stopped;
  }

  it.each([
    ['will-navigate', { url: 'https://example.com/' }, true],
    ['will-navigate', { url: 'app://postkey.example.com/' }, true],
    ['will-navigate', { url: 'file:///etc/passwd' }, true],
    ['will-navigate', { url: 'app://postkey/' }, false],
    ['will-redirect', { url: 'https://example.com/' }, true],
    ['will-frame-navigate', { url: 'https://example.com/', isMainFrame: false }, true],
    ['will-attach-webview', {}, true],
  ])('%s to %o is stopped: %s', (name, details, expected) => {
    expect(isStopped(name, details)).toBe(expected);
  });

  it('never opens a window; the host decides about the link', () => {
    expect(openWindow?.({ url: 'https://example.com/' })).toEqual({ action: 'deny' });
    expect(opened).toEqual(['https://example.com/']);
  });
});

describe('the permissions of the page', () => {
  type Requested = (
    contents: { getURL(): string },
    permission: string,
    answer: (granted: boolean) => void,
  ) => void;
  type Checked = (contents: null, permission: string, origin: string) => boolean;
  let requested: Requested | undefined;
  let checked: Checked | undefined;
  let device: (() => boolean) | undefined;
  guardPermissions({
    setPermissionRequestHandler: (handler: Requested) => {
      requested = handler;
    },
    setPermissionCheckHandler: (handler: Checked) => {
      checked = handler;
    },
    setDevicePermissionHandler: (handler: () => boolean) => {
      device = handler;
    },
  } as unknown as Session);

  it.each([
    ['clipboard-sanitized-write', 'app://postkey/', true],
    ['clipboard-sanitized-write', 'https://example.com/', false],
    ['clipboard-read', 'app://postkey/', false],
    ['media', 'app://postkey/', false],
    ['notifications', 'app://postkey/', false],
    ['openExternal', 'app://postkey/', false],
  ])('%s for %s: %s', (permission, origin, expected) => {
    expect(checked?.(null, permission, origin)).toBe(expected);
    let granted: boolean | undefined;
    requested?.({ getURL: () => origin }, permission, (answer) => {
      granted = answer;
    });
    expect(granted).toBe(expected);
  });

  it('has no device', () => {
    expect(device?.()).toBe(false);
  });
});
