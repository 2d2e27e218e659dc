import type { App, Session, WebContents } from 'electron';
import { isOwnAddress } from './address.ts';

/**
 * Refuses every permission but one: the page's copy buttons write to the clipboard. Certificate errors keep Chromium's
 * answer, which is no.
 *
 * @see Electron security.md §5
 */
export function guardPermissions(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, answer) =>
    answer(isGranted(permission, contents.getURL())),
  );
  session.setPermissionCheckHandler((_contents, permission, origin) => isGranted(permission, origin));
  session.setDevicePermissionHandler(() => false);
}

/**
 * Keeps every page of the app where it is: no navigation away, no windows, no webviews. A link that would open a
 * window goes to the system browser if the host lets it.
 *
 * @see Electron security.md §11–§14
 */
export function guardPages(app: App, openExternal: (url: string) => Promise<boolean>): void {
  app.on('web-contents-created', (_event, contents) => guardPage(contents, openExternal));
}

function guardPage(contents: WebContents, openExternal: (url: string) => Promise<boolean>): void {
  contents.on('will-navigate', (event) => {
    if (!isOwnAddress(event.url)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame && !isOwnAddress(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!isOwnAddress(event.url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    void openExternal(url);
    return { action: 'deny' };
  });
}

function isGranted(permission: string, requester: string): boolean {
  return permission === 'clipboard-sanitized-write' && isOwnAddress(requester);
}
