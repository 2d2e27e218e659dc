import type { i18n } from 'i18next';
import type {
  Account,
  BundleOption,
  BundleOptions,
  BundleTarget,
  Endpoints,
  MailServers,
  TargetId,
} from '../../preload/contract/index.ts';
import type { CarriedTemplate } from '../templates/carry.ts';

/** Everything a target may put into a bundle. */
export interface BundleInput {
  readonly account: Account;
  /** The account's OAuth and mail values, with what the provider knows filled in. */
  readonly connection: {
    readonly endpoints: Endpoints;
    readonly scopes: readonly string[];
    /** What the token endpoint is asked for; where absent, what was asked of the person. */
    readonly tokenScopes?: readonly string[];
    readonly mail: MailServers;
    readonly redirectUri: string;
    /** Certificates (PEM) trusted besides the system's. */
    readonly ca?: string;
  };
  /** Read from the vault only when the admin chose to include them; null writes placeholders. */
  readonly secrets: BundleSecrets | null;
  /** In characters; absent where the account has no refresh token. Known even when secrets stay in the vault. */
  readonly refreshTokenLength?: number;
  /** ISO 8601; its life is counted from here. */
  readonly refreshTokenIssuedAt?: string;
  /** When the refresh token dies, as far as the provider's rules tell. */
  readonly refreshTokenExpiresAt?: Date;
  readonly options: BundleOptions;
  /** Notification templates to take along. */
  readonly templates: readonly CarriedTemplate[];
  /** In the language of the person who will read the README. */
  readonly texts: i18n;
  readonly today: Date;
}

export interface BundleSecrets {
  readonly clientSecret?: string;
  readonly refreshToken?: string;
  /** Google's key file, as JSON text. */
  readonly serviceAccountKey?: string;
}

/** A system that takes over the proven mailbox. */
export interface Target {
  readonly id: TargetId;
  title(texts: i18n): string;
  /** What it is listed under; absent for an application other than AEM. */
  readonly group?: BundleTarget['group'];
  /** The options it makes use of; absent for none. */
  readonly options?: readonly BundleOption[];
  /** Whether it has a place for AEM's notification templates. */
  readonly takesTemplates?: boolean;
  /** Whether its files have a place for secrets; absent means that they have. */
  readonly takesSecrets?: boolean;
  build(input: BundleInput): BundleContent;
}

export interface BundleContent {
  readonly files: readonly BundleEntry[];
  /** Sentences for a person: what will not work, or not for long. */
  readonly warnings: readonly string[];
}

export interface BundleEntry {
  /** Relative to the bundle, segments separated by `/`. */
  readonly path: string;
  readonly content: string | Uint8Array;
  /** It holds secrets in the clear. */
  readonly secret: boolean;
  /** What an archive holds: the preview shows these instead. */
  readonly inside?: readonly BundleEntry[];
}

/** A built bundle, ready to be written. */
export interface Bundle extends BundleContent {
  readonly target: TargetId;
  /** The day it was made (UTC); dates the files of an archive, so that a repeated export is byte-identical. */
  readonly madeOn: string;
}

/** As it is written: text in UTF-8. */
export function contentBytes(entry: BundleEntry): Uint8Array {
  return typeof entry.content === 'string' ? new TextEncoder().encode(entry.content) : entry.content;
}
