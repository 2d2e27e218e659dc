import { join } from 'node:path';
import type { Settings } from '../../../preload/contract/index.ts';
import type { AccountsDocument } from '../../accounts/account-store.ts';
import type { DraftsDocument } from '../../oauth/drafts.ts';
import { keyFileWrapper } from '../../vault/keepers/key-file.ts';
import { keyringWrapper } from '../../vault/keepers/keyring.ts';
import { passphraseWrapper } from '../../vault/keepers/passphrase.ts';
import type { Host } from '../host.ts';
import { isSafeToOpen } from '../links.ts';
import { openDocument } from './documents.ts';

/**
 * The app in a normal browser, or on the command line: everything but the tray and native dialogs.
 *
 * @param dataFolder absolute
 */
export function createBrowserHost(dataFolder: string, version: string): Host {
  return {
    kind: 'browser',
    version,
    dataFolder,
    languages: systemLanguages(process.env),
    keyWrappers: [
      keyringWrapper(dataFolder),
      passphraseWrapper,
      keyFileWrapper(join(dataFolder, 'vault.key')),
    ],
    documents: {
      accounts: openDocument<AccountsDocument & Record<string, unknown>>(dataFolder, 'accounts'),
      drafts: openDocument<DraftsDocument & Record<string, unknown>>(dataFolder, 'drafts'),
      settings: openDocument<Partial<Settings>>(dataFolder, 'settings'),
    },
    openExternal,
    // The page shows what needs the admin; a browser tab has no notifications of its own.
    notify: () => undefined,
    save: async (fileName, bytes) => ({ kind: 'download', fileName, bytes }),
  };
}

/** The system's languages, best first, in POSIX's order of precedence. */
export function systemLanguages(environment: NodeJS.ProcessEnv): string[] {
  const { LANGUAGE = '', LC_ALL, LC_MESSAGES, LANG } = environment;
  const locale = LC_ALL || LC_MESSAGES || LANG || Intl.DateTimeFormat().resolvedOptions().locale;
  return [...LANGUAGE.split(':'), locale].map((name) => name.replace(/[.@].*$/, '')).filter(Boolean);
}

/** Opens a web address in the system browser; false where there is none. */
export async function openExternal(url: string): Promise<boolean> {
  if (!isSafeToOpen(url) || !hasDisplay(process)) return false;
  try {
    const { default: open } = await import('open');
    const child = await open(url);
    return await new Promise<boolean>((resolve) => {
      child.once('error', () => resolve(false));
      child.once('exit', (code) => resolve(code === 0));
      // A browser that was started by this and stays is a browser that opened.
      setTimeout(() => resolve(true), 1_500).unref();
    });
  } catch {
    return false;
  }
}

/** Without one, a Linux "browser" is a text browser or nothing, and would take over the terminal. */
function hasDisplay({ platform, env }: NodeJS.Process): boolean {
  return platform !== 'linux' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY']);
}
