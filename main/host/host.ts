import type { Settings } from '../../preload/contract/index.ts';
import type { AccountsDocument } from '../accounts/account-store.ts';
import type { DraftsDocument } from '../oauth/drafts.ts';
import type { KeyWrapper } from '../vault/key-wrapper.ts';

/** A small JSON document that survives crashes: `electron-store` in Electron, `conf` elsewhere, same file format. */
export interface DocumentStore<T extends object> {
  read(): T;
  write(value: T): void;
}

/** What a saved file became: a path, or bytes for the page to download where there is no native dialog. */
export type SaveOutcome =
  | { readonly kind: 'saved'; readonly path: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'download'; readonly fileName: string; readonly bytes: Uint8Array };

/** What differs between the desktop app, the browser mode and the command line. */
export interface Host {
  readonly kind: 'electron' | 'browser';
  readonly version: string;
  /** Accounts, vault and settings live below it; absolute. */
  readonly dataFolder: string;
  /** The system's languages, best first (BCP 47). */
  readonly languages: readonly string[];
  /** The keepers of the master key this machine offers, the best first. */
  readonly keyWrappers: readonly KeyWrapper[];
  /** `accounts.json`, `drafts.json` and `settings.json`. */
  readonly documents: {
    readonly accounts: DocumentStore<AccountsDocument>;
    readonly drafts: DocumentStore<DraftsDocument>;
    readonly settings: DocumentStore<Partial<Settings>>;
  };
  /** Opens the system browser. False where there is none: the admin gets the link to copy. */
  openExternal(url: string): Promise<boolean>;
  notify(title: string, body: string): void;
  save(fileName: string, bytes: Uint8Array): Promise<SaveOutcome>;
}
