import { join } from 'node:path';
import { app, dialog, Notification, shell } from 'electron';
import type { Settings } from '../../../preload/contract/index.ts';
import type { AccountsDocument } from '../../accounts/account-store.ts';
import type { DraftsDocument } from '../../oauth/drafts.ts';
import { writeDurably } from '../../vault/durable-file.ts';
import type { KeyWrapper } from '../../vault/key-wrapper.ts';
import type { Host, SaveOutcome } from '../host.ts';
import { isSafeToOpen } from '../links.ts';
import { openDocument } from './documents.ts';

/**
 * The desktop's side of the app. Call it when Electron is ready.
 *
 * @param dataFolder absolute
 * @param keyWrappers the best first
 */
export function createElectronHost(dataFolder: string, keyWrappers: readonly KeyWrapper[]): Host {
  return {
    kind: 'electron',
    version: app.getVersion(),
    dataFolder,
    languages: app.getPreferredSystemLanguages(),
    keyWrappers,
    documents: {
      accounts: openDocument<AccountsDocument>(dataFolder, 'accounts'),
      drafts: openDocument<DraftsDocument>(dataFolder, 'drafts'),
      settings: openDocument<Partial<Settings>>(dataFolder, 'settings'),
    },
    openExternal,
    notify,
    save,
  };
}

/** Opens a web address in the system browser; anything else stays closed. */
export async function openExternal(url: string): Promise<boolean> {
  if (!isSafeToOpen(url)) return false;
  try {
    await shell.openExternal(url);
    return true;
  } catch {
    return false; // No browser is registered: the admin gets the link to copy.
  }
}

function notify(title: string, body: string): void {
  if (Notification.isSupported()) new Notification({ title, body }).show();
}

async function save(fileName: string, bytes: Uint8Array): Promise<SaveOutcome> {
  const { canceled, filePath } = await dialog.showSaveDialog({
    defaultPath: join(app.getPath('downloads'), fileName),
  });
  if (canceled || filePath === '') return { kind: 'cancelled' };
  await writeDurably(filePath, bytes);
  return { kind: 'saved', path: filePath };
}
