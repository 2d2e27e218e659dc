import { Menu, Tray } from 'electron';
import type { i18n } from 'i18next';
import type { AccountStatus, Client } from '../../../preload/contract/index.ts';
import { trayIcon } from './tray-icons.ts';
import { trayMenu, trayTooltip, worstState } from './tray-menu.ts';

export interface TrayParts {
  readonly client: Client;
  /** The texts of the language that is set now. */
  readonly currentTexts: () => Promise<i18n>;
  readonly notify: (title: string, body: string) => void;
  readonly open: (hash?: string) => void;
  readonly quit: () => void;
  /** A failure in the background, where there is no caller to tell. */
  readonly onError: (error: unknown) => void;
}

/**
 * Puts the icon into the tray and keeps it true to the accounts.
 *
 * @returns takes it out again and stops its work
 */
export function createTray(parts: TrayParts): () => void {
  const { client, currentTexts, open, quit, onError } = parts;
  const stop = new AbortController();
  const tray = new Tray(trayIcon('ready', process.platform));

  const refresh = (accounts?: readonly string[]) => {
    refreshAndTell(parts, accounts, stop.signal).catch(unlessStopped(stop.signal, onError));
  };
  const show = (accounts: readonly AccountStatus[], texts: i18n) => {
    tray.setImage(trayIcon(worstState(accounts), process.platform));
    tray.setToolTip(trayTooltip(accounts, texts));
    tray.setContextMenu(Menu.buildFromTemplate(trayMenu(accounts, texts, { refresh, open, quit })));
  };
  const follow = async () => {
    for await (const accounts of await client.accounts.watch(undefined, { signal: stop.signal })) {
      const texts = await currentTexts();
      if (!stop.signal.aborted) show(accounts, texts);
    }
  };

  tray.on('click', () => {
    // On macOS a click opens the menu.
    if (process.platform !== 'darwin') open();
  });
  follow().catch(unlessStopped(stop.signal, onError));
  return () => {
    stop.abort();
    tray.destroy();
  };
}

/** The menu closes on a click, so what went wrong is told by a notification; the icon has changed as well. */
async function refreshAndTell(
  { client, currentTexts, notify }: TrayParts,
  accounts: readonly string[] | undefined,
  signal: AbortSignal,
): Promise<void> {
  const input = { ...(accounts ? { accounts: [...accounts] } : {}), force: true };
  for await (const event of await client.accounts.refresh(input, { signal })) {
    if (event.event !== 'failed') continue;
    const texts = await currentTexts();
    const account = (await client.accounts.list()).find(({ id }) => id === event.account);
    const name = account?.label || account?.address || event.account;
    notify(texts.t('tray:refreshFailed', { name }), event.diagnosis.title);
  }
}

function unlessStopped(signal: AbortSignal, onError: (error: unknown) => void): (error: unknown) => void {
  return (error) => {
    if (!signal.aborted) onError(error);
  };
}
